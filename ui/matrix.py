"""'Matris': themes of the climate initiatives by digital technologies, with the number of synergies between; then the lonely list."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from twin.questions import initiatives as register
from twin.questions.initiatives import Initiative, Label
from twin.questions.matrix import Cell, Matrix, Row, digital_technologies, matrix
from twin.questions.pair_list import Narrow
from twin.questions.suggestions import Suggestion, suggestions
from twin.words import number, t, tn
from twin.workspace import Verdict, workspace
from ui import lonely
from ui.connection_words import inside, pairs_href
from ui.narrow import chosen, narrowed
from ui.register_words import label
from ui.shell import here
from ui.tables import Column, table
from ui.theme import lead, note, small, track_mark, track_sign

STEPS = (1, 4, 10)  # pairs from which a cell is a shade darker


def draw() -> None:
    """The whole view."""
    every = suggestions()
    pairs = [one for one in every if one.kind == "synergy"]
    if not pairs:
        note(t("Inga synergier är beräknade ännu. De söks när datalagret byggs: <strong>python -m ingest build</strong>"))
        return
    verdicts, initiatives, technologies = workspace().verdicts(), register.initiatives(), digital_technologies()
    above = st.container()
    narrow = narrowed(pairs, "synergy")
    found = matrix(chosen(narrow, pairs), verdicts, initiatives, technologies, lambda row: _within(row, narrow))
    names = register.labels("theme"), register.labels("technology")
    with above:
        _answer(found, *names)
    if found.technologies:
        _table(found, narrow, *names)
    else:
        clear = f' <a href="{escape(here(("vy", "lang")))}" target="_self">{escape(t("Rensa urvalet"))}</a>'
        note(escape(t("Ingen synergi passar urvalet. Det betyder inte att beröringspunkter saknas.")) + clear)
    if found.idle:
        words = ", ".join(f"{label(names[1], code)} ({number(n)})" for code, n in found.idle)
        small(
            f"{track_sign('digital')} {escape(t('Digital teknik i registret utan någon synergi i urvalet, med antal initiativ: {words}.', words=words))}"
        )
    _lonely([row for row in initiatives if _within(row, narrow)], every, verdicts, technologies)


def _within(row: Initiative, narrow: Narrow) -> bool:
    return (not narrow.places or bool(set(row.places) & set(narrow.places))) and (
        not narrow.organisations or bool({*row.organisations, row.owner_id} & set(narrow.organisations))
    )


def _answer(found: Matrix, themes: Mapping[str, Label], technologies: Mapping[str, Label]) -> None:
    """The answer first: how many pairs, where most of them meet, and how many cells stand empty though both sides exist."""
    whole = found.total.whole
    if not whole.pairs:
        return
    said = tn(
        "<strong>{n} synergi</strong> mellan klimat och digitalt", "<strong>{n} synergier</strong> mellan klimat och digitalt", whole.pairs
    )
    said += f", {_confirmed(whole)}. "
    top = max(((row, code) for row in found.rows for code in found.technologies), key=lambda one: one[0].cells[one[1]].pairs)
    said += escape(
        t(
            "Flest möts i {technology} för {theme} ({n}).",
            technology=inside(label(technologies, top[1])),
            theme=inside(label(themes, top[0].theme)),
            n=number(top[0].cells[top[1]].pairs),
        )
    )
    lead(
        said
        + " "
        + tn(
            "I {n} ruta finns båda sidor utan att något hittats mellan dem.",
            "I {n} rutor finns båda sidor utan att något hittats mellan dem.",
            found.unmet,
        )
    )


def _confirmed(cell: Cell) -> str:
    return tn("{n} bekräftad", "{n} bekräftade", cell.confirmed) if cell.confirmed else t("ingen bekräftad ännu")


def _table(found: Matrix, narrow: Narrow, themes: Mapping[str, Label], technologies: Mapping[str, Label]) -> None:
    def theme(row: Row) -> str:
        return label(themes, row.theme) if row.theme else t("Alla, varje par en gång")

    def both(name: str, key: str, code: str) -> tuple[Column, Column]:
        """The number for the download, and the links for the screen."""

        def cell(row: Row) -> Cell:
            return row.cells[code] if code else row.whole

        return (
            Column(name, lambda row: cell(row).pairs, numeric=True, csv_only=True),
            Column(
                name,
                lambda row: row,
                html=lambda row: _cell(cell(row), narrow, theme(row), key, row.theme, code),
                numeric=True,
                screen_only=True,
            ),
        )

    columns = [Column(t("Klimatåtgärdens tema"), theme)]
    for code in found.technologies:
        columns += both(label(technologies, code), label(technologies, code), code)
    columns += both(t("Alla"), t("alla tekniker"), "")
    columns.append(Column(t("varav bekräftade"), lambda row: row.whole.confirmed, numeric=True, csv_only=True))
    _key()
    with st.container(key="matrix"):
        caption = t(
            "Antal synergier mellan klimatåtgärdens tema (rader) och det digitala medlets teknik (kolumner). Ett par står i varje tema som "
            "klimatåtgärden har; sista raden räknar varje par en gång. En siffra leder till sina par."
        )
        table([*found.rows], columns, "matris", caption, total=found.total)


def _key() -> None:
    """What the signs in the cells mean."""
    small(
        f"{track_mark('climate', t('rader: klimat'))} · {track_mark('digital', t('kolumner: digitalt'))} · "
        f"<strong>3</strong> {escape(t('förslag, ej granskade'))} · <strong>✓ 2</strong> {escape(t('bekräftade'))} · <strong>? 1</strong> {escape(t('osäkra'))} · "
        f"<strong>–</strong> {escape(t('båda sidor finns i registret, inget samband hittat'))} · {escape(t('tom ruta: ena sidan saknas i urvalet'))}"
    )


def _cell(cell: Cell, narrow: Narrow, theme: str, technology: str, theme_code: str, code: str) -> str:
    """HTML: links to the pairs behind the cell, those not judged and those judged apart; or what is missing."""
    if not cell.pairs:
        said = t("båda sidor finns, inget samband hittat") if cell.both else t("ena sidan saknas")
        return f'<span class="tt-none" aria-hidden="true">{"–" if cell.both else ""}</span><span class="tt-hidden">{escape(said)}</span>'
    places = (("kommun", narrow.places), ("org", narrow.organisations), ("niva", narrow.grades))
    choice = {key: value for key, value in (("tema", theme_code), ("teknik", code)) if value}
    links = []
    for sign, n, words, state in (
        ("", cell.open, t("förslag, ej granskade"), {}),
        ("✓ ", cell.confirmed, t("bekräftade"), {"lage": "bedomt"}),
        ("? ", cell.unsure, t("osäkra"), {"lage": "bedomt"}),
    ):
        if n:
            spoken = f"{number(n)} {words}: {theme} × {technology}"
            href = escape(pairs_href(*places, **choice, **state))
            step = sum(cell.pairs >= least for least in STEPS) if theme_code and code else 0
            links.append(
                f'<a class="tt-cell tt-cell-{step}" href="{href}" target="_self" aria-label="{escape(spoken, quote=True)}">{sign}{number(n)}</a>'
            )
    return "".join(links)


def _lonely(
    rows: Sequence[Initiative], every: Sequence[Suggestion], verdicts: Mapping[str, Verdict], technologies: Mapping[str, tuple[str, ...]]
) -> None:
    st.header(t("Den ensamma listan"), anchor=False)
    lonely.draw(rows, every, verdicts, technologies)
