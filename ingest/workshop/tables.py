"""Bytes to a table of texts, for a look: CSV, workbooks and JSON lists, with what each needs to be read by its connector."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from ingest.connectors.json_records import JsonRecords
from ingest.connectors.reading import period
from ingest.connectors.table import letter
from ingest.errors import ContractError
from ingest.workshop.model import NOTHING, Plain

MARKS = (";", ",", "\t", "|")
MOST = 5000  # rows that are looked at
DEEP = 6  # levels of a JSON answer that are searched for its list
NEXT = ("next", "next_url", "nextLink", "@odata.nextLink", "links.next", "_links.next.href")


@dataclass
class Found:
    """A table of texts, and what its connector must be told to read it so."""

    columns: list[str]
    rows: list[list[str]]
    options: dict[str, Plain] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""


def format_of(body: bytes) -> str:
    """csv, workbook or json, by the bytes."""
    if body.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return "workbook"
    return "json" if body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") else "csv"


def question(kind: str, url: str, options: Mapping[str, Plain]) -> tuple[str, str]:
    """The address of the first page, and what sort of answer is due."""
    if kind in ("csv", "workbook"):
        return url, "xlsx" if kind == "workbook" else "csv"
    known = {name: options[name] for name in ("page", "offset", "limit", "size", "next", "first_page") if options.get(name)}
    return JsonRecords(url=url, **known)._numbered(url, 0, 0), "json"  # type: ignore[arg-type]


def found(kind: str, body: bytes, options: Mapping[str, Plain] = NOTHING) -> Found:
    """The table in the answer. Raises ContractError where it is not of that kind."""
    return {"csv": csv_table, "workbook": workbook, "json": json_list}[kind](body, options)


def csv_table(body: bytes, options: Mapping[str, Plain]) -> Found:
    """Encoding, separator and lines above the heading are found by trying; what `options` says is kept to."""
    text, encoding = _decoded(body, str(options.get("encoding") or ""))
    lines = text.splitlines()
    mark = str(options.get("separator") or max(MARKS, key=lambda m: _steadiness(lines, m)))
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))[: MOST + 50]
    except csv.Error as cause:
        raise ContractError(
            "källan", f"Svaret går inte att läsa som CSV ({cause}).", "Är det en arbetsbok eller JSON? Välj den sorten."
        ) from cause
    width = Counter(len(row) for row in table if len(row) > 1).most_common(1)[0][0] if any(len(row) > 1 for row in table) else 1
    head = next((n for n, row in enumerate(table) if len(row) == width and any(c.strip() for c in row)), 0)
    names = _unique(table[head] if table else [])
    rows = [[c.strip() for c in row] for row in table[head + 1 :] if any(c.strip() for c in row)][:MOST]
    made: dict[str, Plain] = {"separator": mark} if mark != "," else {}
    if encoding not in ("utf-8", "utf-8-sig"):
        made["encoding"] = encoding
    above = len([line for row in table[:head] for line in ["\n".join(row)] for _ in line.split("\n")]) if head else 0
    if above:
        made["skip"] = above
    return Found(names, rows, made)


def workbook(body: bytes, options: Mapping[str, Plain]) -> Found:
    """The sheet that is asked for, else the one with most cells; its heading is the row with most texts above the first row of numbers."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        wanted = str(options.get("sheet") or "")
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names if wanted in ("", name)}
    except (CalamineError, OSError, ValueError) as cause:
        raise ContractError(
            "källan", f"Svaret går inte att läsa som arbetsbok ({cause}).", "Välj en annan sort, eller öppna filen och se."
        ) from cause
    if not sheets:
        raise ContractError("källan", f"Bladet «{wanted}» finns inte.", f"Bladen heter: {', '.join(book.sheet_names)}.")
    name = max(sheets, key=lambda one: sum(1 for row in sheets[one] for cell in row if cell != ""))
    table: list[list[Any]] = sheets[name]
    top, bottom = _heading(table)
    anchor_row = max(range(top, bottom), key=lambda n: sum(1 for c in table[n] if c != "")) if bottom > top else top
    anchor = next((_text(c) for c in table[anchor_row] if _text(c) and not period(c)), "*") if table else ""
    names = _joined(table[top:bottom])
    rows = [[_text(c) for c in row] for row in table[bottom:] if any(c != "" for c in row)][:MOST]
    made: dict[str, Plain] = {"anchor": "*" if sum(1 for c in table[anchor_row] if period(c)) > 2 else anchor} if table else {}
    made |= {"rows_above": anchor_row - top} if anchor_row > top else {}
    made |= {"rows_below": bottom - 1 - anchor_row} if bottom - 1 > anchor_row else {}
    if len(book.sheet_names) > 1:
        made["sheet"] = name
    return Found(names, rows, made, {"sheet": tuple(book.sheet_names)})


def json_list(body: bytes, options: Mapping[str, Plain]) -> Found:
    """The longest list of objects in the answer, its fields as dotted paths."""
    try:
        whole = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as cause:
        raise ContractError(
            "källan", f"Svaret går inte att läsa som JSON ({cause}).", "Är det CSV eller en arbetsbok? Välj den sorten."
        ) from cause
    lists = {path: node for path, node in _lists(whole, "", DEEP) if node}
    if not lists:
        raise ContractError("källan", "Svaret har ingen lista av poster.", "Kontrollera adressen; statistik i JSON-stat är en egen sort.")
    path = str(options.get("path")) if options.get("path") in lists else max(lists, key=lambda one: len(lists[one]))
    records = [dict(_leaves(one, "", 4)) for one in lists[path][:MOST]]
    names = list(dict.fromkeys(name for one in records for name in one))
    made: dict[str, Plain] = {"path": path} if path else {}
    if isinstance(whole, dict):
        there = next((name for name in NEXT if _at(whole, name)), None)
        made |= {"next": there} if there else {}
    absent = [name for name in names if any(name not in one for one in records)]
    note = f"Alla poster har inte: {', '.join(absent[:8])}. Skriv ? efter namnet om utgivaren får utelämna det." if absent else ""
    return Found(names, [[_text(one.get(name)) for name in names] for one in records], made, {"path": tuple(lists)}, note)


def _decoded(body: bytes, encoding: str) -> tuple[str, str]:
    tried = [encoding] if encoding else ["utf-16"] if body[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for one in tried:
        try:
            return body.decode(one), "utf-8" if one == "utf-8-sig" else one
        except (UnicodeDecodeError, LookupError):
            continue
    raise ContractError("källan", f"Svaret är inte skrivet i {' eller '.join(tried)}.", "Välj en annan teckenkodning.")


def _steadiness(lines: Sequence[str], mark: str) -> tuple[int, int]:
    """How many lines have the commonest number of the mark, and that number: a decimal comma comes and goes, a separator does not."""
    counts = Counter(line.count(mark) for line in lines[:200] if line.strip())
    del counts[0]
    return (counts.most_common(1)[0][1], counts.most_common(1)[0][0]) if counts else (0, 0)


def _heading(table: Sequence[Sequence[Any]]) -> tuple[int, int]:
    """First row of the heading, and the first row below it: the widest rows above the first that has a number which is no year."""

    def numbers(row: Sequence[Any]) -> bool:
        return any(isinstance(c, int | float) and not isinstance(c, bool) and not period(c) for c in row)

    bottom = next((n for n, row in enumerate(table) if numbers(row)), min(len(table), 1))
    top = bottom
    while top > 0 and sum(1 for c in table[top - 1] if c != "") >= 2:
        top -= 1
    return (top, bottom) if top < bottom else (max(bottom - 1, 0), bottom)


def _joined(band: Sequence[Sequence[Any]]) -> list[str]:
    names = []
    for i in range(max(map(len, band), default=0)):
        own = [_text(row[i]) for row in band if i < len(row) and _text(row[i])]
        names.append(" ".join(own).replace("- ", "") or letter(i))
    return names


def _unique(names: Sequence[str]) -> list[str]:
    return [name.strip() if name.strip() and names.count(name) == 1 else letter(i) for i, name in enumerate(names)]


def _lists(node: Any, path: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(node, list):
        if node and all(isinstance(one, dict) for one in node):
            yield path, node
    elif isinstance(node, dict) and depth:
        for name, child in node.items():
            yield from _lists(child, f"{path}.{name}" if path else str(name), depth - 1)


def _leaves(node: Any, path: str, depth: int) -> Iterator[tuple[str, Any]]:
    for name, child in node.items() if isinstance(node, dict) else enumerate(node):
        where = f"{path}.{name}" if path else str(name)
        if isinstance(child, dict) and depth or isinstance(child, list) and depth and len(child) <= 3:
            yield from _leaves(child, where, depth - 1)
        elif not isinstance(child, dict | list):
            yield where, child


def _at(node: Any, path: str) -> Any:
    if isinstance(node, dict) and path in node:
        return node[path]
    for step in path.split("."):
        node = node.get(step) if isinstance(node, dict) else None
    return node


def _text(cell: Any) -> str:
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell).lower()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
