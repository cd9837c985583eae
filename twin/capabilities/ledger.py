"""What sources show of each cell, and a person's word laid over it.

Chosen to claim too little rather than too much:
- A finished initiative, or one under way whose text says that something is in operation, speaks for 'has'; one that is under way, planned or
  proposed for 'builds'. A strategy or a study (its thing is a decision) is no capability: finished it carries nothing. Cancelled ones do not
  count at all. A phase that is not known, or at rest, is a trace.
- The words of a company's business in the register (fibre, district heating) speak for 'has'.
- A municipality's own answer 'yes' or 'rolled out' speaks for 'has', 'on trial' for 'builds'. 'No' is shown and carries nothing: a question
  about one kind of case is not about the whole capability, and only a person can say that something is lacking.
- A purchase is a trace: that something was announced does not tell that it came into use, nor that it still is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from twin.capabilities.model import GOING, Answer, Capability, Cell, Evidence, Facts, Holder, Initiative, Purchase, Statement
from twin.questions.initiatives import age

# Past and present tense only. A sentence that speaks of what is to come does not count.
_RUNNING = re.compile(r"\b(infördes|är införd\w*|i drift|driftsatt\w*|nås från|förvaltar|är sammanslag\w+|används)\b", re.I)
_AHEAD = re.compile(r"\b(ska|skall|skulle|kommer att|planera\w*|föresl\w+|vill)\b", re.I)
PLAN = "asset:ledningsbeslut"
_ORDER = {"has": 0, "builds": 1, "": 2}
_KINDS = ("initiative", "business", "answer", "purchase")


def ledger(
    holders: Sequence[Holder], capabilities: Sequence[Capability], facts: Facts, said: Iterable[Statement] = (), *, before: int
) -> list[Cell]:
    """Every cell, row by row. `said` are the statements in force; `before` is the first year whose statements count as current."""
    words = {(one.organisation_id, one.capability): one for one in said}
    found = derived(holders, capabilities, facts)
    return [
        _cell(holder, capability, found.get((holder.id, capability.code), ()), words.get((holder.id, capability.code)), before)
        for holder in holders
        for capability in capabilities
    ]


def derived(holders: Sequence[Holder], capabilities: Sequence[Capability], facts: Facts) -> Mapping[tuple[str, str], tuple[Evidence, ...]]:
    """What sources show of each cell, what carries most first. Cells of which nothing is shown are not there."""
    found: dict[tuple[str, str], list[Evidence]] = {}
    ours = {holder.id for holder in holders}
    for capability in capabilities:
        for holder in holders:
            if word := _word(holder.business, capability.business):
                made = Evidence("business", "has", holder.id, holder.business, holder.business, word, None, holder.source_url)
                found.setdefault((holder.id, capability.code), []).append(made)
        for one in facts.initiatives:
            if one.phase != "avbruten" and speaks(one.tags, capability):
                for id_ in ours.intersection(one.holders):
                    found.setdefault((id_, capability.code), []).append(_initiative(one))
        for purchase in facts.purchases:
            if purchase.holder in ours and _bought(purchase, capability):
                found.setdefault((purchase.holder, capability.code), []).append(_purchase(purchase))
        for answer in facts.answers:
            if answer.holder in ours and answer.indicator_id in capability.indicators:
                found.setdefault((answer.holder, capability.code), []).append(_answer(answer))
    return {key: tuple(sorted(rows, key=_place)) for key, rows in found.items()}


def speaks(tags: frozenset[str], capability: Capability) -> bool:
    """Do all tags of one of the capability's ways stand there?"""
    return any(tags.issuperset(way) for way in capability.ways)


def _cell(holder: Holder, capability: Capability, rows: tuple[Evidence, ...], word: Statement | None, before: int) -> Cell:
    shown = next((one.carries for one in rows if one.carries), "not_known")
    if word is not None:
        return Cell(holder, capability, word.state, shown, age(word.said_on.isoformat(), before), rows, word)
    ages = {age(one.dated, before) for one in rows if one.carries == shown}
    fresh = next((one for one in ("current", "old", "undated") if one in ages), "")
    return Cell(holder, capability, shown, shown, fresh, rows)


def _initiative(one: Initiative) -> Evidence:
    words, plan = _running(one.text) if one.phase == "pågående" else "", PLAN in one.tags
    if one.phase == "avslutad":
        carries = "" if plan else "has"
    elif one.phase in GOING:
        carries = "has" if words and not plan else "builds"
    else:
        carries = ""
    return Evidence("initiative", carries, one.id, one.title, one.title, one.phase, one.as_of, one.url, words=words, plan=plan)


def _running(text: str) -> str:
    """The words of the text that say that something is in operation; '' where none do."""
    for sentence in re.split(r"(?<=[.;!?])\s+", text):
        if (hit := _RUNNING.search(sentence)) and not _AHEAD.search(sentence):
            return hit[0]
    return ""


def _bought(one: Purchase, capability: Capability) -> bool:
    by_class = any(code.startswith(capability.cpv) for code in one.codes) if capability.cpv else False
    return by_class or speaks(one.tags, capability)


def _purchase(one: Purchase) -> Evidence:
    return Evidence("purchase", "", one.id, one.title, one.title, "", one.date, receipt_id=one.receipt_id, source_key=one.source_key)


def _answer(one: Answer) -> Evidence:
    whole = 1 if one.scale == "yes_no" else 2
    carries = "has" if one.value >= whole else "builds" if one.value else ""
    return Evidence(
        "answer", carries, one.indicator_id, one.name_sv, one.name_en, f"{one.scale}:{one.value}", one.period, "", one.receipt_id, one.source_key
    )  # fmt: skip


def _word(business: str, words: Iterable[str]) -> str:
    """The first of the words that stands by itself in the text of a business; one that is told of as former does not count."""
    if business.lower().startswith("tidigare"):
        return ""
    return next((word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", business, re.I)), "")


def _place(one: Evidence) -> tuple[int, int, str, str]:
    """What carries most first, then by kind, the newest first, by id: the same whichever order the rows came in."""
    newest = "".join(chr(0x10FFFF - ord(sign)) for sign in (one.dated or ""))
    return _ORDER[one.carries], _KINDS.index(one.kind), newest or "\U0010ffff", one.id
