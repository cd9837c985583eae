"""What public registers tell, in the reader's words: kinds of entries, how a match was made, which registers have been read."""

from collections.abc import Iterable, Sequence
from html import escape

from twin.questions.registers import Read
from twin.register.candidates import Candidate, Entry
from twin.words import amount, date, listing, number, stored, t, tn


def kind_name(kind: str) -> str:
    """What sort of thing a register lists."""
    return {"grant": t("bidrag"), "procurement": t("upphandling"), "project": t("projekt"), "dataset": t("datamängd")}[kind]


def matched(how: str) -> str:
    """How an entry was found to be one of our organisations'."""
    return {
        "orgnr": t("på organisationsnumret"),
        "alias": t("på en skrivning som vårt register känner"),
        "name": t("på namnet"),
        "person": t("en person har sagt det"),
        "none": t("ingen av våra organisationer"),
    }[how]


def placed(how: str, evidence: str) -> str:
    """How an entry was found to concern a place."""
    words = {
        "register": t("registret säger {evidence}", evidence=f"«{evidence}»"),
        "lau": t("kommunkoden {evidence} i registret", evidence=evidence),
        "point": t("läget {evidence} i registret", evidence=evidence),
        "nuts": t("länskoden {evidence} i registret", evidence=evidence),
        "organisation": t("där {organisation} hör hemma", organisation=evidence),
        "text": t("texten nämner {evidence}", evidence=f"«{evidence}»"),
    }
    return words[how]


def money(entry: Entry) -> str:
    """What one entry says of its money, in its own currency; '' where it says nothing."""
    if entry.amount is None:
        return ""
    return amount(entry.amount, t("kronor") if entry.currency == "SEK" else entry.currency)


def when(one: Candidate | Entry) -> str:
    """From when to when, as far as the register says."""
    if not one.start and not one.end:
        return t("inget datum i registret")
    if not one.end:
        return t("{start}; inget slut i registret", start=date(one.start))
    return f"{date(one.start) if one.start else t('start okänd')} – {date(one.end)}"


def read_lead(found: Sequence[Read]) -> str:
    """The answer first: which registers that have been read name the federation, and in which releases."""
    read = [one for one in found if one.releases]
    if not read:
        return t("Inget register är läst ännu.")
    naming = [one for one in read if one.concerning]
    if not naming:
        return t("Inget registersvar som har lästs rör kommunerna eller deras bolag.")
    told = listing([f"{stored(one.title)} {_vintages(one)}" for one in naming])
    return t("Inget registersvar som har lästs rör kommunerna eller deras bolag, utom {registers}.", registers=told)


def read_rest(found: Sequence[Read]) -> str:
    """What has been asked for here, what came with the product, and what has not been read at all."""
    said = []
    here = [stored(one.title) for one in found if one.releases and one.asked_here]
    along = [stored(one.title) for one in found if one.releases and not one.asked_here]
    never = [stored(one.title) for one in found if not one.releases]
    said.append(t("Läst här: {registers}.", registers=listing(here)) if here else t("Inget register är ännu hämtat eller inlämnat här."))
    if along:
        said.append(t("Följer med produkten: {registers}.", registers=listing(along)))
    if never:
        said.append(t("Ännu inte läst: {registers}.", registers=listing(never)))
    return " ".join(said)


def _vintages(one: Read) -> str:
    return listing([date(release) for release in one.releases[-3:]])


def counted(one: Read) -> str:
    """How much of one register."""
    if not one.releases:
        return t("inte läst")
    return tn("{n} post läst, {ours} rör oss", "{n} poster lästa, {ours} rör oss", one.entries, ours=number(one.concerning))


def names_html(texts: Iterable[str]) -> str:
    """HTML: parts of a line with a dot between."""
    return " · ".join(escape(text) for text in texts if text)
