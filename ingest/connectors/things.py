"""Points and documents out of a row: which field says what.

Texts are templates: '{column}', '{column|other}' where the first may be empty, '{column:mening}' for its first sentence, '{column:ord}' for its
first word (the code of '45000000 Anläggningsarbete').
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.connectors.reading import broken, number
from ingest.source import Ask, Document, Point

_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)  # no letters, but signs that turn or hide them
_PART = re.compile(r"\{([^{}:]+)(:mening|:ord)?\}")


def names(*templates: str) -> list[str]:
    """The columns that the templates speak of."""
    return [name for template in templates for part in _PART.finditer(template) for name in part[1].split("|")]


def fill(template: str, cells: Mapping[str, object], empty: str = "") -> str:
    """The template with its columns' texts; 4.0 is written 4, and `empty` stands where a cell has no text."""

    def text(part: re.Match[str]) -> str:
        texts = (str(cells[name] if cells[name] is not None else "").strip() for name in part[1].split("|"))
        whole = next(filter(None, texts), "").removesuffix(".0")
        if part[2] == ":ord":
            return (whole.split() or [empty])[0]
        return (whole.split(". ")[0].rstrip(".") if part[2] else whole) or empty

    return " ".join(_HIDDEN.sub("", _PART.sub(text, template)).split())


def slug(text: str) -> str:
    """Lower-case ASCII words with hyphens, for ids that can stand in an address."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@dataclass(frozen=True)
class Points:
    """How a row becomes a Point. `id` and `name` must have text; lon and lat are column names, WGS 84 degrees."""

    kind: str
    id: str
    name: str
    lon: str
    lat: str
    note: str = ""

    def fields(self) -> list[str]:
        return [*names(self.id, self.name, self.note), self.lon, self.lat]

    def record(self, ask: Ask, where: str, code: str, cells: Mapping[str, object], shared: str) -> Point:
        """The point. Raises ContractError where it has no position."""
        try:
            (lon, _), (lat, _) = number(cells[self.lon]), number(cells[self.lat])
        except ValueError as cause:
            raise broken(ask, f"{where}: läget «{cause}» är inget tal.") from cause
        if lon is None or lat is None:
            raise broken(ask, f"{where}: läge saknas ({self.lon}, {self.lat}).", "Sortera bort raden med only eller rätta hos utgivaren.")
        return Point(_id(code, fill(self.id, cells)), self.kind, fill(self.name, cells), code, lon, lat, _note(self.note, cells, shared))


@dataclass(frozen=True)
class Documents:
    """How a row becomes a Document: a plan, a decision, a permit."""

    kind: str
    id: str
    title: str
    url: str = ""
    period: str = ""
    note: str = ""

    def fields(self) -> list[str]:
        return names(self.id, self.title, self.url, self.period, self.note)

    def record(self, ask: Ask, where: str, code: str, cells: Mapping[str, object], shared: str) -> Document:
        """The document. Raises ContractError where it has no title."""
        title = fill(self.title, cells)
        if not title:
            raise broken(ask, f"{where}: titel saknas ({self.title}).")
        url, period = fill(self.url, cells) or None, fill(self.period, cells) or None
        return Document(_id(code, fill(self.id, cells)), self.kind, code, title, url, period, _note(self.note, cells, shared))


def _id(code: str, text: str) -> str:
    return f"{code}-{slug(text)}"  # the publisher's id is often unique within a municipality only


def _note(template: str, cells: Mapping[str, object], shared: str) -> str:
    return " ".join(part for part in (fill(template, cells, empty="–"), shared) if part)
