"""One initiative as a form holds it, and the edits between what it was and what it is to be. The rules are the register's own."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from twin.register.faults import Fault
from twin.register.overlay import Lines
from twin.register.reading import Line
from twin.register.sheets import INITIATIVES, ORGANISATIONS, PLACES_OF, REGISTERS_OF, ROLES_OF, SOURCES_OF, TAGS_OF, Sheet
from twin.register.standing import Standing
from twin.register.tables import EDITORS
from twin.workspace.model import Change

CONFIRMED = "bekräftad av ägaren"
Cells = dict[str, str]


@dataclass(frozen=True)
class Draft:
    """An initiative with its companion lines, each by what tells it apart: places by code, roles by organisation and role, tags by scheme and
    code (the value is the evidence), sources by address, register entries by source and their own id."""

    cells: Cells
    places: dict[str, str] = field(default_factory=dict)
    roles: dict[tuple[str, str], str] = field(default_factory=dict)
    tags: dict[tuple[str, str], str] = field(default_factory=dict)
    sources: dict[str, Cells] = field(default_factory=dict)
    registers: dict[tuple[str, str], Cells] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text that evidence is taken from."""
        return f"{self.cells['title_sv']} {self.cells['description_sv']}"


def blank(id_: str) -> Draft:
    """An initiative that nobody has written yet."""
    return Draft({column.name: "" for column in INITIATIVES.columns} | {"id": id_, "climate_score": "0", "digital_score": "0"})


def draft_of(lines: Lines, id_: str) -> Draft | None:
    """The initiative as the register has it; None where it has none of this id."""
    own = next((line for line in lines[INITIATIVES.file] if line.cells["id"] == id_), None)
    if own is None:
        return None
    roles, places, tags, sources, registers = (
        [line.cells for line in lines[sheet.file] if line.cells["initiative_id"] == id_]
        for sheet in (ROLES_OF, PLACES_OF, TAGS_OF, SOURCES_OF, REGISTERS_OF)
    )
    return Draft(
        dict(own.cells),
        {cells["place_code"]: cells["evidence"] for cells in places},
        {(cells["organisation_id"], cells["role"]): cells["evidence"] for cells in roles},
        {(cells["scheme"], cells["code"]): cells["evidence"] for cells in tags},
        {cells["url"]: {"title_sv": cells["title_sv"], "seen_at": cells["seen_at"]} for cells in sources},
        {(one["source_key"], one["entry_id"]): {name: one[name] for name in ("receipt_id", "url", "seen_at")} for one in registers},
    )


def edits(before: Draft | None, after: Draft) -> list[Change]:
    """The changes that make `after` out of `before`; of nothing where there was none."""
    id_ = after.cells["id"]
    made: list[Change] = []
    if before is None:
        made.append(Change(INITIATIVES.file, {"id": id_}, action="add", cells=dict(after.cells)))
    else:
        for column, old in before.cells.items():
            if after.cells[column] != old:
                made.append(Change(INITIATIVES.file, {"id": id_}, column, old, after.cells[column]))
    was, now = (list(_companions(draft)) if draft else [] for draft in (before, after))
    old_lines, new_lines = ({(sheet.file, _key(sheet, cells)): (sheet, cells) for sheet, cells in found} for found in (was, now))
    for place, (sheet, cells) in old_lines.items():
        key = {name: cells[name] for name in sheet.key}
        if place not in new_lines:
            made.append(Change(sheet.file, key, action="remove", cells=cells))
            continue
        fresh = new_lines[place][1]
        made += [Change(sheet.file, key, column, old, fresh[column]) for column, old in cells.items() if fresh[column] != old]
    for place, (sheet, cells) in new_lines.items():
        if place not in old_lines:
            made.append(Change(sheet.file, {name: cells[name] for name in sheet.key}, action="add", cells=cells))
    return made


def _key(sheet: Sheet, cells: Cells) -> tuple[str, ...]:
    return tuple(cells[name] for name in sheet.key)


def _companions(draft: Draft) -> Iterator[tuple[Sheet, Cells]]:
    id_ = draft.cells["id"]
    for (organisation, role), words in draft.roles.items():
        yield ROLES_OF, {"initiative_id": id_, "organisation_id": organisation, "role": role, "evidence": words}
    for code, words in draft.places.items():
        yield PLACES_OF, {"initiative_id": id_, "place_code": code, "evidence": words}
    for (scheme, code), words in draft.tags.items():
        yield TAGS_OF, {"initiative_id": id_, "scheme": scheme, "code": code, "evidence": words}
    for url, cells in draft.sources.items():
        yield SOURCES_OF, {"initiative_id": id_, "url": url, **cells}
    for (source, entry), cells in draft.registers.items():
        yield REGISTERS_OF, {"initiative_id": id_, "source_key": source, "entry_id": entry, **cells}


def faults_of(standing: Standing, draft: Draft, made: list[Change]) -> list[tuple[Line, Fault]]:
    """What the rules say of the initiative after the edits, with the line that each fault is in; a fault elsewhere too where these edits cause it."""
    lines = standing.after(made)
    by_place = {(line.file, line.number): line for rows in lines.values() for line in rows}
    known = {(fault.file, fault.column, fault.value, fault.rule) for fault in standing.faults}
    found = []
    for fault in standing.hold(lines):
        line = by_place[fault.file, fault.line]
        mine = draft.cells["id"] in (line.cells.get("id"), line.cells.get("initiative_id"))
        if mine or (fault.file, fault.column, fault.value, fault.rule) not in known:
            found.append((line, fault))
    return found


def confirmation(lines: Lines, id_: str, today: date) -> list[Change]:
    """The owner says that the statement holds: it is from today, and confirmed."""
    cells = next(line.cells for line in lines[INITIATIVES.file] if line.cells["id"] == id_)
    fresh = {"as_of": today.isoformat(), "quality": CONFIRMED}
    return [Change(INITIATIVES.file, {"id": id_}, column, cells[column], new) for column, new in fresh.items() if cells[column] != new]


def next_id(lines: Lines, owner: str) -> str:
    """The next free id: of the owner's own prefix, else of that of its municipality, else the first letters of its name."""
    bodies = {line.cells["id"]: line.cells for line in lines[ORGANISATIONS.file]}
    rows = [line.cells for line in lines[INITIATIVES.file]]

    def usual(owners: Iterable[str]) -> str | None:
        seen = Counter(row["id"].partition("-")[0] for row in rows if row["owner_org_id"] in owners)
        return seen.most_common(1)[0][0] if seen else None

    place = bodies[owner]["place_code"]
    letters = re.sub(r"[^A-Z]", "", unicodedata.normalize("NFD", bodies[owner]["name"]).upper())
    prefix = usual({owner}) or (usual({id_ for id_, body in bodies.items() if place and body["place_code"] == place})) or letters[:3]
    numbers = [int(row["id"].rpartition("-")[2]) for row in rows if row["id"].startswith(f"{prefix}-")]
    return f"{prefix}-{max(numbers, default=0) + 1:02d}"


def words_for(names: Sequence[str], draft: Draft, columns: Sequence[str] = ("owner_text", "partners_text", "funder_text")) -> str:
    """The first of `names` that stands in the initiative's text, as it stands there; else that the editors coded it."""
    texts = [draft.text, *(draft.cells[column] for column in columns)]
    for name in names:
        for text in texts:
            if found := re.search(rf"\b{re.escape(name)}", text, re.IGNORECASE):
                return found[0]
    return EDITORS


def fits(words: str, draft: Draft, columns: Sequence[str]) -> bool:
    """Does the evidence stand in the text, or is it the editors' own coding?"""
    return words == EDITORS or any(words in text for text in (draft.text, *(draft.cells[column] for column in columns)))


def spans(draft: Draft) -> list[str]:
    """Parts of the text that a tag can rest on: clauses first, then words and pairs of words, each as it stands."""
    found: dict[str, None] = {}
    for text in (draft.cells["title_sv"], draft.cells["description_sv"]):
        clauses = [clause.strip() for clause in re.split(r"[,.;:()–]", text)]
        found |= dict.fromkeys(clause for clause in clauses if 3 < len(clause) <= 60)
        for clause in clauses:
            words = clause.split()
            found |= dict.fromkeys(word for word in words if len(word) > 3)
            found |= dict.fromkeys(pair for pair in map(" ".join, zip(words, words[1:], strict=False)) if len(pair) > 5)
    return list(found)


def concerns(change: Change) -> str:
    """The id of the initiative that an edit is about; '' where it is about an organisation or a goal."""
    names: Mapping[str, str] = {**change.cells, **change.key}
    return names.get("initiative_id") or names.get("a") or (names["id"] if change.file == INITIATIVES.file else "")
