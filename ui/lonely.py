"""'Den ensamma listan': initiatives that no shown synergy reaches, and why, in words that say what could be done about it."""

from collections.abc import Mapping, Sequence
from html import escape

from twin.questions import initiatives as register
from twin.questions.initiatives import Initiative, Label
from twin.questions.lonely import Lonely, Why, coded, lonely
from twin.questions.suggestions import Suggestion
from twin.words import either, listing, number, t, tn
from twin.workspace import Verdict
from ui.connection_words import initiative_html, inside, pairs_href, told
from ui.register_words import label, where
from ui.tables import Column, table
from ui.theme import note, small


def draw(
    rows: Sequence[Initiative], pairs: Sequence[Suggestion], verdicts: Mapping[str, Verdict], technologies: Mapping[str, Sequence[str]]
) -> None:
    """The list as a table, with a sentence over it."""
    found = lonely(rows, pairs, verdicts, coded(technologies), register.old_before())
    if not found:
        note(escape(t("Varje initiativ i urvalet har minst en synergi.")) if rows else escape(t("Inget initiativ passar urvalet.")))
        return
    alone = sum(not one.overlaps for one in found)
    small(
        escape(
            tn("{n} initiativ saknar synergi", "{n} initiativ saknar synergi", len(found))
            + (", " + tn("{n} av dem saknar överlapp också.", "{n} av dem saknar överlapp också.", alone) if alone else ".")
            + " "
            + t("Skälen säger vad jämförelsen saknade, inte att initiativet är dåligt. Mer text eller rätt märkning kan ändra bilden.")
        )
    )
    names = {scheme: register.labels(scheme) for scheme in ("technology", "mechanism")}
    columns = [
        Column(t("Initiativ"), lambda row: row.initiative.title, csv_only=True),
        Column(t("Initiativ"), lambda row: row.initiative, html=initiative_html, screen_only=True),
        Column(t("Var"), lambda row: where(row.initiative)),
        Column(t("Varför"), lambda row: " ".join(_plain(why, row, names) for why in row.why), csv_only=True),
        Column(t("Varför"), lambda row: row, html=lambda row: _reasons(row, names), screen_only=True),
        Column(t("Överlapp"), lambda row: row.overlaps, lambda n: number(n) if n else t("inget"), numeric=True),
    ]
    table(found, columns, "ensamma", t("Initiativ utan synergi: först de som inte heller har något överlapp."), stack=True)


def _reasons(row: Lonely, names: Mapping[str, Mapping[str, Label]]) -> str:
    return "<br>".join(_html(why, row, names) for why in row.why)


def _html(why: Why, row: Lonely, names: Mapping[str, Mapping[str, Label]]) -> str:
    """HTML: one reason; a pair that is held back can be opened."""
    if why.pair is None:
        return escape(_plain(why, row, names))
    words = told(_plain(why, row, names), register.initiatives())
    return (
        f'{words} <a href="{escape(pairs_href(par=why.pair.id))}" target="_self">{escape(t("Se paret {grade}", grade=why.pair.grade))}</a>'
    )


def _plain(why: Why, row: Lonely, names: Mapping[str, Mapping[str, Label]]) -> str:
    """One reason as a sentence."""
    words = listing([inside(label(names[why.scheme], code)) for code in why.codes]) if why.codes else ""
    if why.pair is not None:
        held = either(why.pair.held_sv, why.pair.held_en)
        return tn("{n} förslag hålls tillbaka: {held}", "{n} förslag hålls tillbaka, det starkaste så här: {held}", why.n, held=held)
    return {
        "rejected": tn("{n} förslag är avvisat.", "{n} förslag är avvisade.", why.n),
        "no_technology": t("Texten nämner ingen digital teknik som jämförelsen känner."),
        "no_mechanism": t("Texten nämner ingen klimatåtgärd som jämförelsen känner."),
        "no_rule": t("Ingen regel gäller {words}.", words=words),
        "no_end": t("En regel gäller {words}, men inget klimatinitiativ möter den.", words=words),
        "no_means": t("En regel gäller {words}, men inget digitalt medel möter den.", words=words),
        "ended": t("Det är avslutat eller avbrutet."),
        "old": t("Uppgiften är gammal ({year}).", year=row.initiative.as_of or ""),
        "short": tn("Beskrivningen är bara {n} ord lång.", "Beskrivningen är bara {n} ord lång.", why.n),
    }[why.code]
