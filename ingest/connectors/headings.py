"""Columns by their headings."""

from collections.abc import Sequence

from ingest.connectors.reading import broken, key, lacks
from ingest.source import Ask


def column(ask: Ask, where: str, heading: Sequence[Sequence[str]], name: str) -> int:
    """Which column has the heading: capitals and blanks aside, and by its beginning where the name ends with *. Raises ContractError for a
    missing or ambiguous one."""
    found = [i for i, own in enumerate(heading) if any(same(name, text) for text in own)]
    if not found:
        raise lacks(ask, name, where, [full(own) for own in heading if own])
    if len(found) > 1:
        names = ", ".join(dict.fromkeys(f"«{full(heading[i])}»" for i in found))
        remedy = f"Skriv hela namnet: {names}. Har rubriken en rad till, ta med den med rows_above eller rows_below."
        raise broken(ask, f"Rubriken «{name}» finns {len(found)} gånger i {where}.", remedy)
    return found[0]


def full(own: Sequence[str]) -> str:
    """The whole name of a column: all its heading cells joined, else the one, else its letter."""
    return own[-2] if len(own) > 1 else own[0]


def same(name: str, text: object) -> bool:
    """Whether a heading is the one declared: 'Beviljat*' is any that begins so."""
    return key(text).startswith(key(name[:-1])) if name.endswith("*") else key(text) == key(name)
