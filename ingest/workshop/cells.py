"""What a column of an answer is called so that it is mistaken for no other, and what its cells seem to be."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ingest.connectors.reading import GAPS, is_number, key, period


def as_text(cell: Any) -> str:
    """A cell as it is read: 4.0 is 4, and what is empty is empty."""
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell).lower()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def decimal_of(cells: Sequence[str]) -> str:
    """'.' or ',' where every cell is a number or a gap and one is a number, '' otherwise."""
    some = [cell for cell in cells if cell.strip() and cell.strip() not in (*GAPS, "–")]
    return next((mark for mark in (".", ",") if some and all(is_number(cell, mark) for cell in some)), "")


def dated(cells: Sequence[str]) -> bool:
    """Whether they are whole dates, with or without a time of day."""
    return any(len(cell) > len("2025-12") for cell in cells) and all(period(cell, "year") for cell in cells)


def is_code(name: str, cells: Sequence[str]) -> bool:
    """Whether what looks like numbers are names: a code, an id, a position."""
    return key(name).endswith(("kod", "code", "id", "nr", "nummer", "latitude", "longitude", "lat", "lon")) or any(
        len(c) > 1 and c[0] == "0" and c.isdigit() for c in cells
    )


def summable(name: str, cells: Sequence[str]) -> bool:
    """Whether the column has numbers that may come to something together."""
    return bool(decimal_of(cells)) and not is_code(name, cells)


def headings(columns: Sequence[Sequence[str]]) -> dict[str, str]:
    """By the name that `told_apart` gives: what stands above the column, where that is something else."""
    return {name: own[-2] for name, own in zip(told_apart(columns)[0], columns, strict=True) if len(own) > 1 and own[-2] != name}


def told_apart(columns: Sequence[Sequence[str]]) -> tuple[list[str], str]:
    """One name a column, of all that each answers to (the last is its letter, the one before it the fullest): the fullest that no other column
    answers to, else the letter. And what to say, in Swedish, of headings that stand several times; '' where none does."""
    shared = Counter(name for own in columns for name in {key(text) for text in own})
    names = [next((text for text in reversed(own[:-1]) if shared[key(text)] == 1), own[-1]) for own in columns]
    alike: dict[str, list[int]] = {}
    for i, own in enumerate(columns):
        if len(own) > 1 and names[i] == own[-1]:
            alike.setdefault(key(own[-2]), []).append(i)
    told = (f"Rubriken «{columns[at[0]][-2]}» står flera gånger: {' och '.join(names[i] for i in at)}." for at in alike.values())
    return names, " ".join(told)
