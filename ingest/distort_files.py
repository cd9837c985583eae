"""Spoils recorded tables and files, for distort.py: CSV, ZIP archives of them, workbooks and pages with links."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell

MARK = "_x"  # what a renamed field gets at its end
YEARS = range(1900, 2100)
_HREF = re.compile(rb'href="([^"]+)')
_ODS_ROW = re.compile(rb"<table:table-row\b.*?</table:table-row>", re.S)
_ODS_TEXT = re.compile(rb"<text:p>([^<]+)</text:p>")


def csv_parts(body: bytes) -> tuple[str, str, list[str], str]:
    """Encoding, separator, headings and the text below them."""
    try:
        text, encoding = body.decode("utf-8-sig"), "utf-8-sig" if body.startswith(b"\xef\xbb\xbf") else "utf-8"
    except UnicodeDecodeError:
        text, encoding = body.decode("cp1252"), "cp1252"
    head, _, rest = text.partition("\n")
    separator = max(";,\t", key=head.count)
    return encoding, separator, next(csv.reader([head], delimiter=separator)), rest


def csv_renames(body: bytes) -> Iterator[tuple[str, bytes]]:
    encoding, separator, names, rest = csv_parts(body)
    for position, name in enumerate(names):
        yield name, _csv_body([*names[:position], name + MARK, *names[position + 1 :]], separator, rest, encoding)


def csv_emptied(body: bytes) -> Iterator[tuple[str, bytes]]:
    encoding, separator, names, _ = csv_parts(body)
    yield "alla rader", _csv_body(names, separator, "", encoding)


def _csv_body(names: list[str], separator: str, rest: str, encoding: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerow(names)
    return (out.getvalue() + rest).encode(encoding)


def zip_renames(body: bytes) -> Iterator[tuple[str, bytes]]:
    members = _members(body)
    for name in members:
        yield f"filen {name}", _zip({(other + MARK if other == name else other): text for other, text in members.items()})
        for field, spoiled in csv_renames(members[name]):
            yield f"{name}: {field}", _zip(members | {name: spoiled})


def zip_emptied(body: bytes) -> Iterator[tuple[str, bytes]]:
    members = _members(body)
    for name in members:
        for what, spoiled in csv_emptied(members[name]):
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


def ods_renames(body: bytes) -> Iterator[tuple[str, bytes]]:
    members = _members(body)
    content = members["content.xml"]
    for text in dict.fromkeys(text for row in _ods_heading(content) for text in _ODS_TEXT.findall(row)):
        old, new = (b"<text:p>" + text + end + b"</text:p>" for end in (b"", MARK.encode()))
        yield text.decode(), _zip(members | {"content.xml": content.replace(old, new)})


def ods_emptied(body: bytes) -> Iterator[tuple[str, bytes]]:
    members = _members(body)
    rows = _ODS_ROW.findall(members["content.xml"])
    below = rows[len(_ods_heading(members["content.xml"])) :]
    content = members["content.xml"]
    for row in below:
        content = content.replace(row, b"", 1)
    yield "alla rader", _zip(members | {"content.xml": content})


def _ods_heading(content: bytes) -> list[bytes]:
    """The rows above the first one that holds a number which is no year."""
    rows = []
    for row in _ODS_ROW.findall(content):
        if any(float(number) not in YEARS for number in re.findall(rb'office:value="([^"]+)"', row)):
            break
        rows.append(row)
    return rows


def html_renames(body: bytes) -> Iterator[tuple[str, bytes]]:
    for address in sorted(set(_HREF.findall(body))):
        yield f"adressen {address.decode(errors='replace')}", body.replace(b'href="' + address, b'href="' + address + MARK.encode())


def html_emptied(body: bytes) -> Iterator[tuple[str, bytes]]:
    yield "alla länkar", _HREF.sub(b"", body)


def xlsx_renames(body: bytes) -> Iterator[tuple[str, bytes]]:
    book = openpyxl.load_workbook(io.BytesIO(body))
    for sheet in book.worksheets:
        title = sheet.title
        sheet.title = title[:29] + MARK
        yield f"bladet {title}", saved(book)
        sheet.title = title
        for row in heading(sheet):
            for cell in row:
                if isinstance(cell, Cell) and cell.value is not None:  # the other parts of merged cells hold nothing
                    value = cell.value
                    cell.value = f"{value}{MARK}"
                    yield f"{title}!{cell.coordinate} «{value}»", saved(book)
                    cell.value = value


def xlsx_emptied(body: bytes) -> Iterator[tuple[str, bytes]]:
    book = openpyxl.load_workbook(io.BytesIO(body))
    for sheet in book.worksheets:
        sheet.delete_rows(len(heading(sheet)) + 1, sheet.max_row)
    yield "alla rader", saved(book)


def heading(sheet: Any) -> list[tuple[Any, ...]]:
    """The rows above the first one that holds a number which is no year."""
    rows = []
    for row in sheet.iter_rows():
        if any(isinstance(c.value, int | float) and not (isinstance(c.value, int) and c.value in YEARS) for c in row):
            break
        rows.append(row)
    return rows


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
