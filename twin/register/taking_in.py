"""The edits by which a candidate is taken into the register, joined with an initiative, or left out; each with the ids and receipts of its entries. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from twin.register.candidates import Candidate, Entry
from twin.register.checks import edtf
from twin.register.drafts import Draft, blank, fits
from twin.register.overlay import Lines
from twin.register.sheets import ANSWERS_OF, ORGANISATIONS, REGISTERS_OF, SAME, SOURCES_OF, Sheet
from twin.register.staleness import last_day
from twin.register.tables import EDITORS
from twin.workspace.model import Change

TITLE, TEXT = 160, 300  # characters that the register has room for
# Swedish, as all of the register's texts.
PURCHASE, GRANT = "kontrakterat värde enligt {register}", "beviljat enligt {register}"
DATED, UNDATED = "registrets datum", "registret säger inget om läget"
POST = "{publisher}: {register}, post {id}"


def proposed(one: Candidate, lines: Lines, municipalities: Mapping[str, str], today: date) -> Draft:
    """The candidate as the form for a new initiative begins with it. Nothing is made up: what the registers do not say is left for the person,
    and what rests on words that do not stand in the text any more is said to be the editors' own coding."""
    draft = blank("")
    names = {line.cells["id"]: line.cells for line in lines[ORGANISATIONS.file]}
    owner = names.get(one.organisation_id or "")
    where = {place.code: place for place in one.places if place.code in municipalities}
    first = one.entries[0]
    draft.cells.update(
        title_sv=shortened(one.title, TITLE), description_sv=shortened(one.text, TEXT), owner_org_id=one.organisation_id or "",
        owner_text=_owner(one.organisation_text, owner) if owner else one.organisation_text,
        geo_level="kommun" if len(where) == 1 else "höglandet" if where else "",
        climate_score=str(one.climate_score), digital_score=str(one.digital_score), phase=_phase(one, today),
        phase_basis=DATED if one.end else UNDATED, start_date=one.start, end_date=one.end, as_of=_said_at(one), quality="sedd i lista",
        budget_sek=str(round(one.amount_sek)) if one.amount_sek and round(one.amount_sek) > 0 else "", funder_text=one.funder,
    )  # fmt: skip
    if draft.cells["budget_sek"]:
        money = PURCHASE if one.kind == "procurement" else GRANT
        registers = dict.fromkeys(entry.register for entry in one.entries if entry.amount is not None and entry.currency == "SEK")
        draft.cells["budget_note"] = money.format(register=" och ".join(registers) or first.register)
    named = ("owner_text", "partners_text", "funder_text")
    places = {code: name if fits(name := municipalities[code], draft, named) else EDITORS for code in where}
    tags = {
        (mark.scheme, mark.code): mark.evidence if fits(mark.evidence, draft, ("partners_text",)) else EDITORS
        for mark in one.marks
        if mark.scheme != "mechanism"  # a link between a means and an end, which the engine reads out of the text anew
    }
    return Draft(draft.cells, places, {}, tags, dict(_sources(one)), {entry.key: _receipt(entry) for entry in one.entries})


def merged(one: Candidate, lines: Lines, id_: str) -> list[Change]:
    """The candidate's entries behind the initiative `id_`, their addresses among its sources. Nothing else of it is changed."""
    known = {line.cells["url"] for line in lines[SOURCES_OF.file] if line.cells["initiative_id"] == id_}
    made = withdrawn(one, lines)
    for entry in one.entries:
        made.append(_added(REGISTERS_OF, {"initiative_id": id_, "source_key": entry.source_key, "entry_id": entry.id, **_receipt(entry)}))
    for url, cells in _sources(one):
        if url not in known:
            made.append(_added(SOURCES_OF, {"initiative_id": id_, "url": url, **cells}))
    return made


def ignored(one: Candidate, lines: Lines, reason: str, note: str) -> list[Change]:
    """Every entry of the candidate is left out, for the reason: so it stays out though the entries be joined otherwise later."""
    said = {_key(line.cells) for line in lines[ANSWERS_OF.file] if line.cells["answer"] == "ignorera"}
    return [
        _added(ANSWERS_OF, {"source_key": entry.source_key, "entry_id": entry.id, "answer": "ignorera", "value": reason, "note_sv": note})
        for entry in one.entries
        if entry.key not in said
    ]


def withdrawn(one: Candidate, lines: Lines) -> list[Change]:
    """The candidate is no longer left out."""
    own = {entry.key for entry in one.entries}
    return [
        Change(ANSWERS_OF.file, {name: line.cells[name] for name in ANSWERS_OF.key}, action="remove", cells=dict(line.cells))
        for line in lines[ANSWERS_OF.file]
        if line.cells["answer"] == "ignorera" and _key(line.cells) in own
    ]


def owned(entry: Entry, organisation: str | None) -> list[Change]:
    """Whose the entry is; None: none of ours."""
    answer = "organisation" if organisation else "ingen"
    cells = {"source_key": entry.source_key, "entry_id": entry.id, "answer": answer, "value": organisation or "", "note_sv": ""}
    return [_added(ANSWERS_OF, cells)]


def same(a: Entry, b: Entry, yes: bool) -> list[Change]:
    """Whether the two entries are one project."""
    first, second = sorted((a.key, b.key))
    cells = {"a_source": first[0], "a_id": first[1], "b_source": second[0], "b_id": second[1], "same": "ja" if yes else "nej"}
    return [_added(SAME, cells)]


def shortened(text: str, room: int) -> str:
    """The text on one line, cut after a sentence where one ends late enough, else after a word, with three dots."""
    plain = " ".join(text.split())
    if len(plain) <= room:
        return plain
    sentence = max((end.end() for end in re.finditer(r"[.!?](?= )", plain[:room])), default=0)
    if sentence > room / 2:
        return plain[:sentence]
    return plain[: plain.rfind(" ", 0, room - 1)].rstrip(" ,;:–-") + " …"


def _owner(text: str, owner: Mapping[str, str]) -> str:
    """As the register writes it where that names the organisation, as the rules ask; else the organisation's own name."""
    names = [owner["name"], *(alias.strip() for alias in owner["aliases"].split(";") if alias.strip())]
    return text if any(name.casefold() in text.casefold() for name in names) else owner["name"]


def _phase(one: Candidate, today: date) -> str:
    """Told by dates alone; where no end is told nobody knows how it stands."""
    if not one.end:
        return "okänd"
    if last_day(one.end) < today:
        return "avslutad"
    return "planerad" if one.start and one.start > today.isoformat()[: len(one.start)] else "pågående"


def _said_at(one: Candidate) -> str:
    """The release of the newest entry where it is a date, else the day that it was read."""
    newest = max(one.entries, key=lambda entry: entry.fetched_at)
    return newest.release if edtf(newest.release) is None else newest.fetched_at.date().isoformat()


def _sources(one: Candidate) -> Iterator[tuple[str, dict[str, str]]]:
    for entry in one.entries:
        words = POST.format(publisher=entry.publisher, register=entry.register, id=entry.id)
        yield entry.url or words, {"title_sv": words, "seen_at": entry.fetched_at.date().isoformat()}


def _receipt(entry: Entry) -> dict[str, str]:
    return {"receipt_id": entry.receipt_id, "url": entry.url, "seen_at": entry.fetched_at.date().isoformat()}


def _added(sheet: Sheet, cells: dict[str, str]) -> Change:
    return Change(sheet.file, {name: cells[name] for name in sheet.key}, action="add", cells=cells)


def _key(cells: Mapping[str, str]) -> tuple[str, str]:
    return cells["source_key"], cells["entry_id"]
