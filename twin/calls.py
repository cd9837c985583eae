"""Calls of funding programmes: whether one can be applied to is asked of the day, and what is not known is never 'open'."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Call:
    """One call as its programme announces it; days are whole days, None where the source does not tell."""

    id: str
    programme: str
    title_sv: str
    title_en: str
    funder: str
    opens: date | None
    closes: date | None
    source_url: str
    seen_at: str
    themes: tuple[str, ...]


def standing(call: Call, today: date) -> str:
    """'closed', 'coming', 'open'; 'unsure' where the last day is not told: it may have passed."""
    if call.closes is not None and call.closes < today:
        return "closed"
    if call.opens is not None and call.opens > today:
        return "coming"
    return "open" if call.closes is not None else "unsure"
