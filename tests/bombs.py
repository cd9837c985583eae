"""Answers that ask for more memory or time than there is: large ones of 100 MB, and small ones that unpack to as much as a disk."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator

from tests.spoil import DEEP

SHORT = ("100 MB av samma rad", "100 MB blanka", "djupt och helt", "1 GB rader, packade")  # where connectors share their reader
SIZE = 100_000_000
Made = tuple[str, Callable[[], bytes]]  # what it is, and how it is made: one at a time, for memory's sake


def bombs(kind: str, good: bytes) -> Iterator[Made]:
    """Every one for an answer of this kind."""
    yield from {"json": _json, "csv": _csv, "xlsx": _xlsx, "ods": _ods, "zip": _zip, "html": _html}[kind](good)


def _json(good: bytes) -> Iterator[Made]:
    node = json.loads(good)
    open_ = good[:1]
    first = b'"x": ' if open_ == b"{" else b""
    yield "100 MB blanka", lambda: open_ + b" " * SIZE + good[1:]
    yield "100 MB tomma listor", lambda: open_ + first + b"[" + b"[]," * (SIZE // 3) + b"[]]," + good[1:]
    yield "100 MB tomma objekt", lambda: open_ + first + b"[" + b"{}," * (SIZE // 3) + b"{}]," + good[1:]
    yield "100 MB tal", lambda: open_ + first + b"[" + b"1.5," * (SIZE // 4) + b"1]," + good[1:]
    yield "100 MB text med ett ovanligt tecken", lambda: open_ + first + b'"' + "\U0001d6fc".encode() + b"x" * SIZE + b'",' + good[1:]
    yield "en siffra 100 MB lång", lambda: open_ + first + b"1" * SIZE + b"," + good[1:]
    yield "100 MB hakparenteser", lambda: b"[" * SIZE
    yield "djupt och helt", lambda: open_ + first + b"[" * DEEP * 10 + b"]" * DEEP * 10 + b"," + good[1:]
    rows = _longest(node)
    one = json.dumps(rows[0], ensure_ascii=False).encode() + b","
    text = json.dumps(rows, ensure_ascii=False).encode()
    yield "100 MB av samma rad", lambda: good.replace(text, b"[" + one * (SIZE // len(one)) + one[:-1] + b"]")


def _longest(node: object) -> list[object]:
    """The list with the most bytes: that of the rows."""
    found = [node] if isinstance(node, list) else []
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        found += [_longest(child)] if _longest(child) else []
    return max(found, key=lambda rows: len(json.dumps(rows)), default=[])


def _csv(good: bytes) -> Iterator[Made]:
    head, first, _ = good.split(b"\n", 2)
    yield "100 MB av samma rad", lambda: head + b"\n" + (first + b"\n") * (SIZE // (len(first) + 1))
    other = first.replace(b"Aneby", b"Malmo").replace(b"0604", b"1280") + b"\n"
    yield "100 MB av en annan kommuns rader", lambda: good + other * (SIZE // len(other))
    yield "100 MB utan radslut", lambda: good + b"x" * SIZE
    yield "100 MB citattecken", lambda: good + b'"' * SIZE
    yield "ett fält utan slut över många rader", lambda: head + b'\n"' + b"x\n" * (SIZE // 2)
    yield "100 MB tomma rader", lambda: good + b"\n" * SIZE
    yield "100 MB mellantecken", lambda: head + b"\n" + b";," * (SIZE // 2)
    yield "100 MB med ett ovanligt tecken", lambda: good + "\U0001d6fc".encode() + b"x\n" * (SIZE // 2)
    yield "1 GB nollor, packade", lambda: gzip.compress(bytes(1_000_000_000), 1)
    yield "1 GB rader, packade", lambda: gzip.compress(head + b"\n" + (first + b"\n") * (1_000_000_000 // (len(first) + 1)), 1)


def _packed(members: dict[str, list[bytes]]) -> bytes:
    """A ZIP archive whose members are these pieces after one another."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, pieces in members.items():
            with made.open(name, "w", force_zip64=True) as member:
                for piece in pieces:
                    member.write(piece)
    return out.getvalue()


def _members(good: bytes) -> dict[str, list[bytes]]:
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        return {name: [archive.read(name)] for name in archive.namelist()}


def _any_archive() -> Iterator[Made]:
    yield "100 MB efter PK", lambda: b"PK\x03\x04" + bytes(SIZE)
    yield "två miljoner medlemmar", lambda: b"PK\x03\x04" + (b"PK\x01\x02" + bytes(42)) * 2_000_000 + b"PK\x05\x06" + b"\xff" * 18


def _xlsx(good: bytes) -> Iterator[Made]:
    members, sheet = _members(good), "xl/worksheets/sheet1.xml"
    text = members[sheet][0]
    before, after = text.split(b"</sheetData>")
    cell = b'<row><c t="n"><v>1</v></c></row>'
    zeros = [bytes(10_000_000)] * 100

    def with_sheet(*pieces: bytes) -> Callable[[], bytes]:
        return lambda: _packed(members | {sheet: [before, *pieces, b"</sheetData>" + after]})

    yield from _any_archive()
    yield "1 GB nollor i bladet", lambda: _packed(members | {sheet: zeros})
    yield "1 GB nollor i en bild", lambda: _packed(members | {"xl/media/bild.png": zeros})
    yield "en cell i hörnet", with_sheet(b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>')
    yield "en cell i hörnet, skriven på annat vis", with_sheet(b"<row  r = '1048576' ><c t='n'  r = 'xfd1048576'><v>1</v></c></row>")
    yield "en cell långt ner", with_sheet(b'<row r="1048576"><c r="ZZ1048576" t="n"><v>1</v></c></row>')
    yield "en rad långt ner vars celler saknar plats", with_sheet(b'<row r="1048576">', b"<c><v>1</v></c>" * 2000, b"</row>")
    yield "20 miljoner celler", with_sheet(*[cell * 100_000] * 200)
    yield "20 miljoner celler i en rad", with_sheet(b"<row>", *[b"<c><v>1</v></c>" * 100_000] * 200, b"</row>")
    yield (
        "en text på 200 MB i listan",
        lambda: _packed(members | {"xl/sharedStrings.xml": [b"<sst><si><t>", *[b"x" * 10_000_000] * 20, b"</t></si></sst>"]}),
    )
    yield "djupa taggar", with_sheet(*[b"<a>" * 1_000_000] * 20)


def _ods(good: bytes) -> Iterator[Made]:
    members = _members(good)
    text = members["content.xml"][0]
    end = b"</table:table>"
    before, after = text.split(end)
    full = b'<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    blank = (
        b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )

    def with_rows(*pieces: bytes) -> Callable[[], bytes]:
        return lambda: _packed(members | {"content.xml": [before, *pieces, end + after]})

    yield from _any_archive()
    yield (
        "en full rad en miljon gånger",
        with_rows(b'<table:table-row table:number-rows-repeated="1048576">' + full + b"</table:table-row>"),
    )
    yield "en full rad många gånger om", with_rows((b"<table:table-row>" + full + b"</table:table-row>") * 2000)
    yield "en rad efter en miljon tomma", with_rows(blank, b"<table:table-row>" + full + b"</table:table-row>")
    yield "tal utan slut", with_rows(b'<table:table-row table:number-rows-repeated="' + b"9" * 400 + b'">' + full + b"</table:table-row>")
    yield "1 GB nollor", lambda: _packed(members | {"content.xml": [bytes(10_000_000)] * 100})


def _zip(good: bytes) -> Iterator[Made]:
    members = _members(good)
    yield from _any_archive()
    for name, (body,) in members.items():
        head, first, _ = body.split(b"\n", 2)
        yield f"1 GB nollor i {name}", lambda name=name: _packed(members | {name: [bytes(10_000_000)] * 100})  # type: ignore[misc]
        many = [(first + b"\n") * 100_000] * (300_000_000 // (100_000 * (len(first) + 1)))
        yield f"300 MB rader i {name}", lambda name=name, head=head, many=many: _packed(members | {name: [head + b"\n", *many]})  # type: ignore[misc]


def _html(good: bytes) -> Iterator[Made]:
    yield "100 MB sida", lambda: good.replace(b"<body>", b"<body>" + b"<p>Text</p>" * (SIZE // 11))
    for what, piece in (
        ("taggar utan slut", b"<a "), ("länkar utan slut", b"<a href='x'>"), ("kommentarer utan slut", b"<!--"), ("skript utan slut", b"<script>"),
        ("citattecken utan slut", b'<a x="'), ("olika citattecken", b"<a \"'"), ("och-tecken", b"&#"), ("sluttaggar", b"</a"), ("många länkar", b'<a href="/x">x</a>'),
    ):  # fmt: skip
        yield f"4 MB {what}", lambda piece=piece: good.replace(b"<body>", b"<body>" + piece * (4_000_000 // len(piece)))  # type: ignore[misc]
