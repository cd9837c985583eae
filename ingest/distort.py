"""Spoils a recorded answer in every way a publisher might: one field renamed, one list emptied. For the checks every source gets for free."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from ingest import distort_files as files
from ingest.distort_files import MARK

Spoiled = Iterator[tuple[str, bytes]]


def kind(body: bytes) -> str:
    """xlsx, ods, zip, html, json or csv, by the bytes themselves: a file handed in has no declared kind."""
    if body.startswith(b"PK"):
        return "xlsx" if b"[Content_Types].xml" in body else "ods" if b"content.xml" in body else "zip"
    if body[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return "html"
    return "json" if body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") else "csv"


def renamed_fields(body: bytes) -> Spoiled:
    """Each field's name with the answer in which that field alone is called something else."""
    yield from _BY_KIND[kind(body)][0](body)


def emptied(body: bytes) -> Spoiled:
    """What was emptied, with the answer that lacks it: each JSON list in turn, or all rows below the headings."""
    yield from _BY_KIND[kind(body)][1](body)


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


_BY_KIND: dict[str, tuple[Callable[[bytes], Spoiled], Callable[[bytes], Spoiled]]] = {
    "json": (_json_renames, _json_emptied),
    "csv": (files.csv_renames, files.csv_emptied),
    "zip": (files.zip_renames, files.zip_emptied),
    "xlsx": (files.xlsx_renames, files.xlsx_emptied),
    "ods": (files.ods_renames, files.ods_emptied),
    "html": (files.html_renames, files.html_emptied),
}
