"""Spoils a recorded answer in every way a publisher might: one field renamed, one list emptied. For the checks every source gets for free."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell

MARK = "_x"  # what a renamed field gets at its end
YEARS = range(1900, 2100)
_HREF = re.compile(rb'href="([^"]+)')


def kind(body: bytes) -> str:
    """xlsx, zip, html, json or csv, by the bytes themselves: a file handed in has no declared kind."""
    if body.startswith(b"PK"):
        return "xlsx" if b"[Content_Types].xml" in body else "zip"
    if body[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return "html"
    return "json" if body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") else "csv"


def renamed_fields(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Each field's name with the answer in which that field alone is called something else."""
    yield from {"json": _json_renames, "csv": _csv_renames, "xlsx": _xlsx_renames, "zip": _zip_renames, "html": _html_renames}[kind(body)](
        body
    )


def emptied(body: bytes) -> Iterator[tuple[str, bytes]]:
    """What was emptied, with the answer that lacks it: each JSON list in turn, or all rows below the headings."""
    yield from {"json": _json_emptied, "csv": _csv_emptied, "xlsx": _xlsx_emptied, "zip": _zip_emptied, "html": _html_emptied}[kind(body)](
        body
    )


def _load(body: bytes) -> Any:
    return json.loads(body.decode("utf-8-sig"))


def _dump(node: Any) -> bytes:
    return json.dumps(node, ensure_ascii=False).encode()


def _json_renames(body: bytes) -> Iterator[tuple[str, bytes]]:
    whole = _load(body)
    for name in sorted(_names(whole)):
        yield name, _dump(_rename(whole, name))


def _names(node: Any) -> set[str]:
    if isinstance(node, dict):
        return set(node) | {name for child in node.values() for name in _names(child)}
    if isinstance(node, list):
        return {name for child in node for name in _names(child)}
    return set()


def _rename(node: Any, name: str) -> Any:
    if isinstance(node, dict):
        return {(key + MARK if key == name else key): _rename(child, name) for key, child in node.items()}
    if isinstance(node, list):
        return [_rename(child, name) for child in node]
    return node


def _json_emptied(body: bytes) -> Iterator[tuple[str, bytes]]:
    whole = _load(body)
    if isinstance(whole, list):
        yield "hela svaret", b"[]"
    for name in sorted(_lists(whole)):
        yield name, _dump(_empty(whole, name))


def _lists(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {key for key, child in node.items() if isinstance(child, list) and child}
        return own | {name for child in node.values() for name in _lists(child)}
    if isinstance(node, list):
        return {name for child in node for name in _lists(child)}
    return set()


def _empty(node: Any, name: str) -> Any:
    if isinstance(node, dict):
        return {key: ([] if key == name and isinstance(child, list) else _empty(child, name)) for key, child in node.items()}
    if isinstance(node, list):
        return [_empty(child, name) for child in node]
    return node


def _csv_parts(body: bytes) -> tuple[str, str, list[str], str]:
    """Encoding, separator, headings and the text below them."""
    try:
        text, encoding = body.decode("utf-8-sig"), "utf-8-sig" if body.startswith(b"\xef\xbb\xbf") else "utf-8"
    except UnicodeDecodeError:
        text, encoding = body.decode("cp1252"), "cp1252"
    head, _, rest = text.partition("\n")
    separator = max(";,\t", key=head.count)
    return encoding, separator, next(csv.reader([head], delimiter=separator)), rest


def _csv_renames(body: bytes) -> Iterator[tuple[str, bytes]]:
    encoding, separator, names, rest = _csv_parts(body)
    for position, name in enumerate(names):
        yield name, _csv_body([*names[:position], name + MARK, *names[position + 1 :]], separator, rest, encoding)


def _csv_emptied(body: bytes) -> Iterator[tuple[str, bytes]]:
    encoding, separator, names, _ = _csv_parts(body)
    yield "alla rader", _csv_body(names, separator, "", encoding)


def _csv_body(names: list[str], separator: str, rest: str, encoding: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerow(names)
    return (out.getvalue() + rest).encode(encoding)


def _zip_renames(body: bytes) -> Iterator[tuple[str, bytes]]:
    members = _members(body)
    for name in members:
        yield f"filen {name}", _zip({(other + MARK if other == name else other): text for other, text in members.items()})
        for field, spoiled in _csv_renames(members[name]):
            yield f"{name}: {field}", _zip(members | {name: spoiled})


def _zip_emptied(body: bytes) -> Iterator[tuple[str, bytes]]:
    members = _members(body)
    for name in members:
        for what, spoiled in _csv_emptied(members[name]):
            yield f"{name}: {what}", _zip(members | {name: spoiled})


def _members(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def _html_renames(body: bytes) -> Iterator[tuple[str, bytes]]:
    for address in sorted(set(_HREF.findall(body))):
        yield f"adressen {address.decode(errors='replace')}", body.replace(b'href="' + address, b'href="' + address + MARK.encode())


def _html_emptied(body: bytes) -> Iterator[tuple[str, bytes]]:
    yield "alla länkar", _HREF.sub(b"", body)


def _xlsx_renames(body: bytes) -> Iterator[tuple[str, bytes]]:
    book = openpyxl.load_workbook(io.BytesIO(body))
    for sheet in book.worksheets:
        title = sheet.title
        sheet.title = title[:29] + MARK
        yield f"bladet {title}", _saved(book)
        sheet.title = title
        for row in _heading(sheet):
            for cell in row:
                if isinstance(cell, Cell) and cell.value is not None:  # the other parts of merged cells hold nothing
                    value = cell.value
                    cell.value = f"{value}{MARK}"
                    yield f"{title}!{cell.coordinate} «{value}»", _saved(book)
                    cell.value = value


def _xlsx_emptied(body: bytes) -> Iterator[tuple[str, bytes]]:
    book = openpyxl.load_workbook(io.BytesIO(body))
    for sheet in book.worksheets:
        sheet.delete_rows(len(_heading(sheet)) + 1, sheet.max_row)
    yield "alla rader", _saved(book)


def _heading(sheet: Any) -> list[tuple[Any, ...]]:
    """The rows above the first one that holds a number which is no year."""
    rows = []
    for row in sheet.iter_rows():
        if any(isinstance(c.value, int | float) and not (isinstance(c.value, int) and c.value in YEARS) for c in row):
            break
        rows.append(row)
    return rows


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
