"""What the cells of a column seem to be: numbers, or codes that look like them."""

from collections.abc import Sequence
from typing import Any

from ingest.connectors.reading import GAPS, is_number, key


def as_text(cell: Any) -> str:
    """A cell as it is read: 4.0 is 4, and what is empty is empty."""
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell).lower()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def decimal_of(cells: Sequence[str]) -> str:
    """'.' or ',' where every cell is a number or a gap and one is a number, '' otherwise."""
    some = [cell for cell in cells if cell.strip() and cell.strip() not in (*GAPS, "–")]
    return next((mark for mark in (".", ",") if some and all(is_number(cell, mark) for cell in some)), "")


def is_code(name: str, cells: Sequence[str]) -> bool:
    """Whether what looks like numbers are names: a code, an id, a position."""
    return key(name).endswith(("kod", "code", "id", "nr", "nummer", "latitude", "longitude", "lat", "lon")) or any(
        len(c) > 1 and c[0] == "0" and c.isdigit() for c in cells
    )


def summable(name: str, cells: Sequence[str]) -> bool:
    """Whether the column has numbers that may come to something together."""
    return bool(decimal_of(cells)) and not is_code(name, cells)
