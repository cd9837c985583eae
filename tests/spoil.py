"""Answers spoiled in every way that a publisher, a proxy or a person may spoil them: small ones here, those that want memory in bombs.py."""

import copy
import io
import json
import zipfile
from collections.abc import Iterator

from ingest import distort
from tests.faults import MAINTENANCE

Payload = tuple[str, bytes]  # what was done, and the bytes
HUGE = (10**400, -(10**16), 10**16)
DEEP = 100_000


def spoiled(kind: str, good: bytes) -> Iterator[Payload]:
    """Every way for an answer of this kind."""
    yield from _any(good)
    yield from {"json": _json, "csv": _csv, "xlsx": _xlsx, "ods": _ods, "zip": _zip, "html": _html}[kind](good)


def _any(good: bytes) -> Iterator[Payload]:
    yield "en webbsida", MAINTENANCE
    yield "inget", b""
    yield "bara blanka", b" \n" * 50
    yield "bara nolltecken", b"\0" * 5000
    yield "slumpbyte", bytes((n * 7919) % 256 for n in range(5000))
    yield "ett ord", b"null"
    yield "ett tal", b"1"
    for share in range(1, 40):
        yield f"avkortat till {share}/40", good[: len(good) * share // 40]
    for less in range(1, 12):
        yield f"{less} byte kortare", good[:-less]


def _text(text: str) -> Iterator[Payload]:
    """The same words in other encodings."""
    for encoding in ("cp1252", "utf-16", "utf-16-le", "utf-32", "mac-roman", "cp437"):
        yield f"teckenkodning {encoding}", text.encode(encoding, errors="replace")
    yield "byteordningsmärke", text.encode("utf-8-sig")
    yield "två byteordningsmärken", "\ufeff".encode() + text.encode("utf-8-sig")
    yield "blandad teckenkodning", text.encode().replace("ö".encode(), b"\xf6", 1)
    yield "kodat två gånger", text.encode().decode("cp1252", errors="replace").encode()


def _json(good: bytes) -> Iterator[Payload]:
    whole, text = json.loads(good), good.decode()
    yield from (payload for payload in _text(text) if payload[1] != good)
    yield from distort.renamed_fields(good)
    yield from distort.emptied(good)
    for name in sorted(set(_names(whole))):
        sign = json.dumps(name, ensure_ascii=False) + ": "
        for value in ("999", "null", '"0604"', "[]"):
            yield f"nyckeln {name} två gånger ({value})", text.replace(sign, f"{sign}{value}, {sign}", 1).encode()
    for path, leaf in _leaves(whole):
        yield f"{path} = null", _with(whole, path, None)
        yield f"{path} = objekt", _with(whole, path, {"sv": leaf})
        yield f"{path} = lista", _with(whole, path, [leaf, leaf])
        yield f"{path} = halvt tecken", _with(whole, path, "\ud800")
        if isinstance(leaf, int | float) or str(leaf).isdigit():
            yield f"{path} = text", _with(whole, path, str(leaf))
            for value in (*HUGE, "1e300", "9" * 400, "12 000,5", "1,5", "tolv", "0x10", "1_000", "١٢", True, "NaN", "inf"):
                yield f"{path} = {str(value)[:12]}", _with(whole, path, value)
            mark = _with(whole, path, "MÄRKE").decode()
            for value in (
                "1e999",
                "NaN",
                "-Infinity",
                "9" * 5000,
                "1" + "0" * 400,
                "[" * DEEP + "]" * DEEP,
                '{"a":' * DEEP + "1" + "}" * DEEP,
            ):
                yield f"{path} = {value[:12]}", mark.replace('"MÄRKE"', value).encode()
    for path, node in _lists(whole):
        yield f"{path} dubblerad", _with(whole, path, [*node, *node])
        yield f"{path} utan sin sista", _with(whole, path, node[:-1])
        yield f"{path} med null", _with(whole, path, [*node, None])
    yield "djupt", b"[" * DEEP + b"]" * DEEP
    yield "mer efter slutet", good + good
    yield "ett komma för mycket", good[:-1] + b"," + good[-1:]
    yield "en lista i en lista", b"[" + good + b"]"


def _names(node: object) -> Iterator[str]:
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _names(child)
    if isinstance(node, dict):
        yield from node


def _walk(node: object, path: tuple[object, ...] = ()) -> Iterator[tuple[tuple[object, ...], object]]:
    yield path, node
    for name, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        if not (isinstance(node, list) and len(node) > 3 and 0 < name < len(node) - 1):  # the first and the last stand for all
            yield from _walk(child, (*path, name))


def _leaves(node: object) -> Iterator[tuple[tuple[object, ...], object]]:
    return ((path, leaf) for path, leaf in _walk(node) if path and not isinstance(leaf, dict | list))


def _lists(node: object) -> Iterator[tuple[tuple[object, ...], list[object]]]:
    return ((path, found) for path, found in _walk(node) if path and isinstance(found, list) and found)


def _with(whole: object, path: tuple[object, ...], value: object) -> bytes:
    changed = copy.deepcopy(whole)
    at = changed
    for step in path[:-1]:
        at = at[step]  # type: ignore[index]
    at[path[-1]] = value  # type: ignore[index]
    plain = isinstance(value, str) and "\ud800" in value
    return json.dumps(changed, ensure_ascii=plain).encode()


def _csv(good: bytes) -> Iterator[Payload]:
    text = good.decode()
    yield from (payload for payload in _text(text) if payload[1] != good)
    yield from distort.renamed_fields(good)
    yield from distort.emptied(good)
    mark = max(";,", key=text.count)
    rows = [line.split(mark) for line in text.splitlines()]
    for at, name in enumerate(rows[0]):
        yield f"rubriken {name} två gånger", _rows(mark, [*rows[0], name], *([*row, "999"] for row in rows[1:]))
        for value in (
            "",
            " ",
            "..",
            "9" * 400,
            "1e300",
            "1e999",
            "12 000,5",
            "tolv",
            "NaN",
            "#VÄRDEFEL!",
            '"',
            'a"b',
            "\0",
            "=1+1",
            "١٢",
            "\u202e",
        ):
            yield f"{name} = {value[:12]!r}", _rows(mark, rows[0], [*rows[1][:at], value, *rows[1][at + 1 :]], *rows[2:])
    yield "rad dubblerad", _rows(mark, *rows, rows[1])
    yield "rad kortare", _rows(mark, *rows[:-1], rows[-1][:-1])
    yield "rad längre", _rows(mark, *rows[:-1], [*rows[-1], "9"])
    yield "rad borta", _rows(mark, *rows[:-1])
    yield "annat tecken mellan", text.replace(mark, "\t").encode()
    yield "citattecken utan slut", text.replace(mark, mark + '"', 1).encode()
    yield "allt i ett fält", b'"' + good
    yield "bara rubriken", good.split(b"\n")[0] + b"\n"
    yield "långt fält", good + b"x" * 200_000 + b"\n"


def _rows(mark: str, *rows: list[str]) -> bytes:
    return "".join(mark.join(row) + "\n" for row in rows).encode()


def _packed(good: bytes) -> Iterator[Payload]:
    for at in range(0, len(good), max(len(good) // 60, 1)):
        yield f"byte {at} ändrad", good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w"):
        pass
    yield "en tom ZIP-fil", out.getvalue()
    yield "början av en äldre Excelfil", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    yield "en tabell i text", b"Kommun;2024\nAneby;1\n"
    yield "en ZIP-fil i en ZIP-fil", _repacked({"fil.xlsx": good})
    yield "en medlem utan slut", good.replace(b"PK\x01\x02", b"PK\x01\x03", 1)


def _xlsx(good: bytes) -> Iterator[Payload]:
    yield from _packed(good)
    yield from distort.renamed_fields(good)
    yield from distort.emptied(good)
    yield from _cells(good, "xl/worksheets/sheet1.xml")


def _ods(good: bytes) -> Iterator[Payload]:
    yield from _packed(good)
    yield from distort.renamed_fields(good)
    yield from distort.emptied(good)


def _cells(good: bytes, member: str) -> Iterator[Payload]:
    """The sheet's own text with one thing changed."""
    members = _members(good)
    sheet = members[member].decode()
    for what, old, new in (
        ("ett fel i en cell", '<c r="B3" t="n"><v>100</v></c>', '<c r="B3" t="e"><v>#DIV/0!</v></c>'),
        ("sant i en cell", '<c r="B3" t="n"><v>100</v></c>', '<c r="B3" t="b"><v>1</v></c>'),
        ("ett stort tal", "<v>100</v>", "<v>1e300</v>"), ("ett tal utan slut", "<v>100</v>", "<v>1e999</v>"),
        ("ett tal som inte är ett tal", "<v>100</v>", "<v>NaN</v>"), ("text i en talcell", "<v>100</v>", "<v>tolv</v>"),
        ("ett datum i en cell", 't="n"><v>100<', 't="d"><v>2024-01-01<'),
        ("ingen plats", '<c r="A3" ', "<c "), ("en omöjlig plats", 'r="A3"', 'r="3A"'), ("två celler på en plats", 'r="B4"', 'r="B3"'),
        ("raderna omkastade", '<row r="3"', '<row r="4"'), ("en cell långt bort", 'r="C8"', 'r="XFD1048576"'),
        ("en cell bortom allt", 'r="C8"', 'r="ZZZZZZZ99999999999"'), ("bladet utan slut", "</worksheet>", ""), ("en entitet", "<v>100</v>", "<v>&a;</v>"),
    ):  # fmt: skip
        assert old in sheet, old
        yield what, _repacked(members | {member: sheet.replace(old, new, 1).encode()})


def _members(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _repacked(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members.items():
            made.writestr(name, body)
    return out.getvalue()


def _zip(good: bytes) -> Iterator[Payload]:
    yield from _packed(good)
    members = _members(good)
    for name in members:
        yield f"{name} borta", _repacked({other: body for other, body in members.items() if other != name})
        for what, body in _csv(members[name]):
            yield f"{name}: {what}", _repacked(members | {name: body})
    flagged = bytearray(good)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flagged[good.index(sign) + at] |= 1
    yield "låst med lösenord", bytes(flagged)


def _html(good: bytes) -> Iterator[Payload]:
    yield from _text(good.decode())
    yield from distort.renamed_fields(good)
    yield from distort.emptied(good)
    wanted = b'href="/fil.csv"'
    for address in (
        "javascript:alert(1)",
        "mailto:a@b.se",
        "http://[",
        "//annan.example/fil.csv",
        "file:///etc/hostname.csv",
        "fil.csv#del",
        " /fil.csv ",
        "\0",
    ):
        yield f"länk till {address!r}", good.replace(wanted, f'href="{address}"'.encode())
    yield "länken i en kommentar", good.replace(b'<a href="/fil', b'<!-- <a href="/fil')
    yield "länken två gånger", good.replace(b"</body>", b'<a href="/annan.csv">Antal \xc3\xa5r 2023</a></body>')
    yield "inget år", good.replace(b"2024", b"i fjol")
    yield "djupt", b"<html>" + b"<div>" * DEEP + good
    yield "taggar utan slut", b"<html>" + b"<a " * DEEP
