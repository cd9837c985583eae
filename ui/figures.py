"""Page Nyckeltal: which figure is asked for, and all that belongs to it, read once for the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import streamlit as st

from twin.questions import indicators as catalogue
from twin.questions import initiatives, places
from twin.questions.indicators import Break, Indicator, Target
from twin.questions.places import Place
from twin.questions.series import (
    PER_INHABITANT,
    Change,
    Figure,
    decimals_shown,
    last_step,
    older_series,
    per_inhabitant,
    series,
    unit_shown,
    without_population,
)
from twin.words import date, either, listing, number, stored, t
from ui.filters import choose, select, select_any
from ui.register_words import label
from ui.shell import here
from ui.theme import track_mark, track_name

TRACKS = ("climate", "digital", "context")
EVERYTHING = "total"


@dataclass(frozen=True)
class View:
    """One figure as the reader has chosen to see it, with its values for every place."""

    one: Indicator
    part: str
    per: bool
    figures: list[Figure]
    older: list[Figure]
    breaks: list[Break]
    targets: list[Target]
    own: list[Place]  # the municipalities chosen, or all
    all_own: list[Place]
    whole: Place
    county: Place
    country: Place

    @property
    def unit(self) -> str:
        return unit_shown(self.one, per=self.per)

    @property
    def decimals(self) -> int:
        return decimals_shown(self.one, per=self.per)

    @property
    def name(self) -> str:
        own = either(self.one.name_sv, self.one.name_en)
        return own if self.part == EVERYTHING else f"{own}: {part_name(self.part)}"

    @property
    def names(self) -> dict[str, str]:
        return {place.code: place.name for place in (*self.all_own, self.whole, self.county, self.country)}

    @property
    def cuts(self) -> list[str]:
        return [one.period for one in self.breaks]

    @property
    def without_population(self) -> frozenset[tuple[str, str]]:
        """Place and period of the values whose place has no known population that year."""
        return without_population(self.one, self.part)

    def line(self, code: str) -> list[Figure]:
        """One place's values, oldest first."""
        return [figure for figure in self.figures if figure.place == code]

    def step(self, code: str) -> Change | None:
        """One place's last step within one basis."""
        return last_step(self.line(code), self.breaks)

    def lone(self, code: str) -> list[Figure]:
        """One place's values for years that only an older release has."""
        known = {figure.period for figure in self.line(code)}
        return [figure for figure in self.older if figure.place == code and figure.period not in known]


def part_name(part: str) -> str:
    """'Transporter › Bussar' of 'Transporter/Bussar'; the whole is said to be it."""
    return t("allt") if part == EVERYTHING else " › ".join(stored(piece) for piece in part.split("/"))


def spell(periods: Sequence[str]) -> str:
    """'2023 och 2024', or '2000–2019 (20)' where they are many."""
    return (
        listing([date(one) for one in periods]) if len(periods) < 5 else f"{date(periods[0])}–{date(periods[-1])} ({number(len(periods))})"
    )


def why(status: str) -> str:
    """Why a value is missing, in words; a publisher's bare sign is quoted as its sign."""
    return stored(status) if any(letter.isalpha() for letter in status) else t("utgivaren skriver ”{sign}”", sign=status)


def href(**parameters: str) -> str:
    """This page's address for another figure; the municipalities chosen and the language stay."""
    return here(("kommun", "lang"), **parameters)


def pick(rows: Sequence[Indicator]) -> Indicator:
    """Track, theme and figure, each in the address; a link that names the figure alone opens its track."""
    themes = initiatives.labels("theme")
    linked = next((row for row in rows if row.id == st.query_params.get("nyckeltal")), rows[0])
    left, middle, right = st.columns([3, 2, 4], vertical_alignment="bottom")
    with left:
        track = choose(t("Spår"), [track for track in TRACKS if any(row.track == track for row in rows)], "spar", linked.track, track_name)
    ours = [row for row in rows if row.track == track]
    with middle:
        used = sorted({row.theme for row in ours}, key=lambda code: label(themes, code))
        theme = select(t("Tema"), ["", *used], "tema", "", lambda code: label(themes, code) if code else t("Alla teman"))
    inside = [row for row in ours if theme in ("", row.theme)]
    by_id = {row.id: row for row in inside}
    with right:
        first = linked.id if linked.id in by_id else inside[0].id
        asked = select(t("Nyckeltal"), list(by_id), "nyckeltal", first, lambda code: either(by_id[code].name_sv, by_id[code].name_en))
    for key, value in (("tema", theme), ("nyckeltal", asked)):
        if st.query_params.get(key, value) != value:  # left over from another track: the address says what is shown
            st.query_params.pop(key)
    return by_id[asked]


def view(one: Indicator) -> View:
    """The chosen figure with its values; which municipalities, which part and which measure stand in the address too."""
    own, part, per = places.municipalities(), EVERYTHING, False
    names, parts = {place.code: place.name for place in own}, catalogue.breakdowns(one.id)
    left, middle, right = st.columns([4, 3, 3], vertical_alignment="bottom")
    with left:
        codes = select_any(t("Kommuner"), list(names), "kommun", names.__getitem__)
    with middle:
        if parts:
            part = select(t("Del"), [EVERYTHING, *parts], "del", EVERYTHING, part_name)
    with right:
        if one.unit in PER_INHABITANT and one.id != "population":
            per = (
                choose(t("Räkna"), ["totalt", "per"], "matt", "totalt", {"totalt": t("Totalt"), "per": t("Per invånare")}.__getitem__)
                == "per"
            )
    figures = per_inhabitant(one, part) if per else series(one, part)
    older = [] if per else older_series(one, part)
    chosen = [place for place in own if place.code in codes] or own
    return View(
        one, part, per, figures, older, catalogue.breaks(one.id), catalogue.goals(one), chosen, own,
        places.federation(), places.county(), places.country(),
    )  # fmt: skip


def index(rows: Sequence[Indicator]) -> None:
    """All key figures, track beside track, with the newest year of each or that it has not been fetched yet."""
    themes = initiatives.labels("theme")
    for column, track in zip(st.columns(2, gap="large"), TRACKS[:2], strict=True):
        ours = sorted((row for row in rows if row.track == track), key=lambda row: label(themes, row.theme))
        html = ""
        for theme, group in groupby(ours, key=lambda row: row.theme):
            html += f'<h3 class="tt-h4">{escape(label(themes, theme))}</h3><ul class="tt tt-plain">{"".join(map(_entry, group))}</ul>'
        with column:
            st.html(f"<p>{track_mark(track)}</p>{html}")
    context = [row for row in rows if row.track == "context"]
    if context:
        st.html(f'<p>{track_mark("context")}</p><ul class="tt tt-plain">{"".join(map(_entry, context))}</ul>')


def _entry(row: Indicator) -> str:
    state = escape(date(row.newest)) if row.newest else f'<span class="tt-old">{escape(t("ännu inte hämtad"))}</span>'
    name = escape(either(row.name_sv, row.name_en))
    return f'<li><a href="{escape(href(nyckeltal=row.id))}" target="_self">{name}</a> <span class="tt-small">{state}</span></li>'
