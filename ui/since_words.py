"""What has changed, in words."""

from twin.questions import capabilities
from twin.questions.since import Figure, Initiative, Pair
from twin.words import listing, t
from twin.workspace import LogEntry, verdict_name
from ui.capabilities_words import name
from ui.capabilities_words import state_name as capability_state
from ui.followup_form import state_name
from ui.register_words import phase_name

CELL_ACTIONS = ("state_capability", "withdraw_capability")
PAIR_ACTIONS = ("judge", "withdraw", "follow_up")  # of the log: their object is a pair


def initiative(row: Initiative) -> str:
    """'nytt', 'borttaget', or which parts are others: 'ändrat: läge (planerad → pågående), märkning'."""
    if row.what != "changed":
        return {"new": t("nytt"), "gone": t("borttaget")}[row.what]
    named = [_phase(row) if part == "phase" else _part(part) for part in row.parts]
    return t("ändrat: {parts}", parts=listing(list(dict.fromkeys(named))))


def _phase(row: Initiative) -> str:
    return t("läge ({before} → {after})", before=phase_name(row.before), after=phase_name(row.after))


def _part(part: str) -> str:
    return {
        "title": t("titel"),
        "start": t("tid"),
        "end": t("tid"),
        "as_of": t("uppgiftens datum"),
        "text": t("beskrivning"),
        "who": t("vilka som deltar"),
        "where": t("plats"),
        "tags": t("märkning"),
        "sources": t("källor"),
        "money": t("pengar"),
    }[part]


def pair(row: Pair) -> str:
    """What became of a pair."""
    return {
        "new": t("nytt förslag"),
        "gone": t("ges inte längre, eller hålls tillbaka"),
        "changed": t("texten, märkningen eller regeln bakom är en annan"),
        "regraded": t("ny nivå ({before} → {after})", before=row.before, after=row.after),
    }[row.what]


def figure(row: Figure) -> str:
    """What became of a key figure."""
    return {
        "new": t("nytt nyckeltal"),
        "gone": t("borttaget"),
        "period": t("ny period"),
        "release": t("ny utgåva"),
        "values": t("ändrade värden"),
    }[row.what]


def action(row: LogEntry) -> str:
    """What somebody did."""
    if row.action == "judge":
        return t("svarade «{answer}»", answer=verdict_name(row.detail))
    if row.action == "withdraw":
        return t("ångrade «{answer}»", answer=verdict_name(row.detail))
    if row.action == "follow_up":
        return t("satte uppföljningen till «{state}»", state=state_name(row.detail))
    if row.action == "state_capability":
        return t("skrev ”{state}” om en förmåga", state=capability_state(row.detail))
    if row.action == "withdraw_capability":
        return t("tog tillbaka ”{state}” om en förmåga", state=capability_state(row.detail))
    return {"edit": t("ändrade registret"), "undo": t("ångrade en ändring i registret")}.get(row.action, row.action)


def about(row: LogEntry, titles: dict[str, str]) -> str:
    """What the entry is about: a pair, or an organisation's capability; '' where the deed says it all."""
    if row.action in PAIR_ACTIONS:
        return pair_names(row.object, titles)
    if row.action in CELL_ACTIONS:
        holder, _, code = row.object.partition(":")
        names = {one.id: one.name for one in capabilities.holders()} | {one.code: name(one) for one in capabilities.capabilities()}
        return f"{names.get(holder, holder)}: {names.get(code, code)}"
    return ""


def pair_names(id_: str, titles: dict[str, str]) -> str:
    """Both titles of 'synergy:A:B', an arrow between them; the ids where a title is not known."""
    kind, _, both = id_.partition(":")
    a, _, b = both.partition(":")
    return f"{titles.get(a, a)} {'→' if kind == 'synergy' else '↔'} {titles.get(b, b)}"
