"""Yes/no and rollout figures as a table of dots: one row for each thing, one column for each municipality. They are steps, not lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from twin.questions import places
from twin.questions.indicators import Indicator, Step, steps
from twin.words import count_word, date, either, listing, number, t
from ui.answer import strong
from ui.figures import href
from ui.receipt import receipt
from ui.tables import Column, table
from ui.theme import lead, small


@dataclass(frozen=True)
class Thing:
    """One thing with the municipalities' answers."""

    one: Indicator
    answers: dict[str, Step]
    source_key: str

    @property
    def done(self) -> int:
        """How many municipalities have it in full."""
        return sum(step.value == full(self.one) for step in self.answers.values())

    def value(self, place: str) -> int | None:
        """One municipality's answer."""
        return self.answers[place].value if place in self.answers else None


def full(one: Indicator) -> int:
    """The value that means 'in place': 1 for yes/no, 2 for rollout."""
    return 1 if one.scale == "yes_no" else 2


def word(one: Indicator, value: int | None) -> str:
    """The answer in a word."""
    if value is None:
        return t("vet ej")
    return (t("nej"), t("ja"))[value] if one.scale == "yes_no" else (t("nej"), t("test"), t("infört"))[value]


def things(asked: Indicator, rows: Sequence[Indicator]) -> list[Thing]:
    """The thing asked for, then the others of its theme."""
    by_thing: dict[str, dict[str, Step]] = {}
    for step in steps():
        by_thing.setdefault(step.indicator_id, {})[step.place] = step
    same = [row for row in rows if row.scale != "number" and row.theme == asked.theme and row.id in by_thing]
    return [Thing(row, by_thing[row.id], row.source_key) for row in sorted(same, key=lambda row: row.id != asked.id)]


def draw(found: Sequence[Thing]) -> None:
    """All the things as dots, with their receipts."""
    own, asked = places.municipalities(), found[0].one
    small(escape(t("● infört eller ja, ◐ test, ○ nej, – vet ej (kommunen har inte svarat eller värdet är inte publicerat).")))
    columns = [
        Column(t("Vad"), lambda thing: thing.one, html=lambda one: _linked(one, one.id == asked.id), screen_only=True),
        Column(t("Vad"), lambda thing: either(thing.one.name_sv, thing.one.name_en), csv_only=True),
        *(column for place in own for column in _columns(place.code, place.name)),
        Column(t("Infört i"), lambda thing: t("{n} av {all}", n=number(thing.done), all=number(len(own)))),
        Column(t("År"), lambda thing: max((step.period or "" for step in thing.answers.values()), default="")),
        Column(t("Utgivare"), lambda thing: thing.one.publisher, csv_only=True),
    ]
    table(found, columns, "steg", t("Kommunernas senaste svar. Utgivare: {publisher}.", publisher=asked.publisher))
    receipt([step.receipt_id for thing in found for step in thing.answers.values()], key="receipt-steps")


def _columns(code: str, name: str) -> tuple[Column, Column]:
    """One municipality: a dot with its word on screen, the word in the download."""

    def dot(pair: tuple[Indicator, int | None]) -> str:
        one, value = pair
        sign = "–" if value is None else "●" if value == full(one) else "○" if value == 0 else "◐"
        return f'<span class="tt-dot tt-{one.track}" aria-hidden="true">{sign}</span> {escape(word(one, value))}'

    return (
        Column(name, lambda thing: (thing.one, thing.value(code)), html=dot, screen_only=True),
        Column(name, lambda thing: word(thing.one, thing.value(code)), csv_only=True),
    )


def _linked(one: Indicator, current: bool) -> str:
    name = escape(either(one.name_sv, one.name_en))
    return name if current else f'<a href="{escape(href(nyckeltal=one.id))}" target="_self">{name}</a>'


def answer(thing: Thing) -> None:
    """How many have it, who they are, who is trying it, and who has not said."""
    one, own = thing.one, places.municipalities()
    by_value = {value: [place.name for place in own if thing.value(place.code) == value] for value in (full(one), 1, 0, None)}
    years = [step.period for step in thing.answers.values() if step.period]
    yes = by_value[full(one)]
    words = {"name": escape(either(one.name_sv, one.name_en)), "all": count_word(len(own))}
    if len(yes) == len(own):
        said = t("{name}: <strong>alla {all}</strong> kommuner har det", **words)
    elif not yes:
        said = t("{name}: <strong>ingen</strong> av de {all} kommunerna har det", **words)
    elif len(yes) == 1:
        said = t("{name}: <strong>en</strong> av {all} kommuner har det ({who})", **words, who=escape(yes[0]))
    else:
        said = t("{name}: {n} av {all} kommuner har det ({who})", **words, n=strong(count_word(len(yes))), who=escape(listing(yes)))
    if one.scale == "rollout" and by_value[1]:
        said += t(", {places} på prov", places=escape(listing(by_value[1])))
    if years:
        said += t(", enligt svar från {year}", year=date(max(years)))
    missing = by_value[None]
    lead(said + "." + (" " + t("För {places} finns inget svar.", places=escape(listing(missing))) if missing else ""))
