"""Bytes to a table of texts, for a look: CSV, workbooks and JSON lists, with what each needs to be read by its connector."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from ingest.connectors.more_pages import more
from ingest.connectors.reading import period
from ingest.connectors.table import letter
from ingest.errors import ContractError
from ingest.workshop.cells import as_text, headings, told_apart
from ingest.workshop.model import Plain

MARKS = (";", ",", "\t", "|")
MOST = 5000  # rows that are looked at
DEEP = 6  # levels of a JSON answer that are searched for its list


@dataclass
class Found:
    """A table of texts, and what its connector must be told to read it so."""

    columns: list[str]
    rows: list[list[str]]
    options: dict[str, Plain] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)  # what stands above a column whose name is another
    periods: tuple[str, ...] = ()  # columns that one of whose headings is a period


def format_of(body: bytes) -> str:
    """csv, workbook or json, by the bytes."""
    if body.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return "workbook"
    return "json" if body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") else "csv"


def question(kind: str, url: str, options: Mapping[str, Plain]) -> tuple[str, str]:
    """The address of the first page, and what sort of answer is due."""
    if kind in ("csv", "workbook"):
        return url, "xlsx" if kind == "workbook" else "csv"
    if kind == "rowstore":
        return f"{url}{'&' if '?' in url else '?'}_limit=500&_offset=0", "json"
    counter = {str(options[name]): first for name, first in (("page", 1), ("offset", 0)) if options.get(name)}
    return url + (("&" if "?" in url else "?") + urlencode(counter) if counter else ""), "json"


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
    # A line of title may have the separators of the whole table after it: a heading has words over more than one column.
    head = next((n for n, row in enumerate(table) if len(row) == width and sum(bool(c.strip()) for c in row) >= min(width, 2)), 0)
    titles = [[*filter(None, [name.strip()]), letter(i)] for i, name in enumerate(table[head] if table else [])]
    names, note = told_apart(titles)
    rows = [[c.strip() for c in row] for row in table[head + 1 :] if any(c.strip() for c in row)][:MOST]
    made: dict[str, Plain] = {"separator": mark} if mark != "," else {}
    if encoding not in ("utf-8", "utf-8-sig"):
        made["encoding"] = encoding
    above = sum(1 + sum(cell.count("\n") for cell in row) for row in table[:head])  # lines: a quoted cell may hold several
    if above:
        made["skip"] = above
    if not text.endswith(("\n", "\r")):
        made["open_end"] = True
        note = f"{note} Filens sista rad saknar radslut. Se efter att filen är hel, med alla kommuner.".strip()
    return Found(names, rows, made, note=note, headings=headings(titles))


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
    unfolded = _by_period(records)
    if unfolded:
        records = [_newest(one, unfolded) for one in records]
    names = list(dict.fromkeys(name for one in records for name in one))
    made: dict[str, Plain] = {"path": path} if path else {}
    made |= {"unfold": (unfolded, "år")} if unfolded else {}
    counted = options.get("page") or options.get("offset") or "_offset" in str(whole.get("next") if isinstance(whole, dict) else "")
    left = None if counted else more(whole, len(lists[path]))  # RowStore counts by itself
    made |= {"next": left.next} if left and left.next else {}
    absent = [name for name in names if any(name not in one for one in records)]
    note = f"Alla poster har inte: {', '.join(absent[:8])}. Skriv ? efter namnet om utgivaren får utelämna det." if absent else ""
    note = f"{left.problem} {left.remedy} {note}".strip() if left and not left.next else note
    return Found(names, [[as_text(one.get(name)) for name in names] for one in records], made, {"path": tuple(lists)}, note)


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


def _by_period(records: Sequence[Mapping[str, Any]]) -> str:
    """The field whose own fields are all periods ('emissions' of 'emissions.2023'), the first of them; '' where there is none."""
    parents: dict[str, list[str]] = {}
    for name in dict.fromkeys(name for one in records for name in one):
        parent, _, last = name.rpartition(".")
        parents.setdefault(parent, []).append(last)
    return next((parent for parent, own in parents.items() if parent and len(own) > 1 and all(map(period, own))), "")


def _newest(record: Mapping[str, Any], unfolded: str) -> dict[str, Any]:
    own = {name: value for name, value in record.items() if not name.startswith(f"{unfolded}.")}
    last = max((name for name in record if name.startswith(f"{unfolded}.")), default="")
    return {**own, unfolded: record.get(last), "år": last.rpartition(".")[2]}
