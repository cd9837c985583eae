"""A brief as JSON, so that a frozen report reads the same years later."""

from dataclasses import asdict, fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from twin.reports.model import Brief

FORMAT = 1  # of the JSON; a report of another is refused by name
Made = TypeVar("Made")


class BadReport(Exception):
    """A stored report that can not be read; the text says what and what to do."""


def to_json(brief: Brief) -> dict[str, Any]:
    """The brief as JSON values."""
    return asdict(brief)


def from_json(stored: Any) -> Brief:
    """A brief that `to_json` wrote. Raises BadReport where it is of another format or misses something."""
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        found = stored.get("format") if isinstance(stored, dict) else type(stored).__name__
        raise BadReport(f"Rapporten har formatet {found!r}, och det som läses är {FORMAT}. Spara den på nytt ur sidan Sammanfattning.")
    try:
        return _made(Brief, stored)
    except (KeyError, TypeError, ValueError) as cause:
        raise BadReport(f"Rapporten är ofullständig ({cause!r}). Spara den på nytt ur sidan Sammanfattning.") from cause


def _made(kind: type[Made], stored: dict[str, Any]) -> Made:
    hints = get_type_hints(kind)
    return kind(**{field.name: _value(hints[field.name], stored[field.name]) for field in fields(kind)})  # type: ignore[arg-type]


def _value(hint: Any, stored: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in stored)
    if is_dataclass(hint) and isinstance(hint, type):
        return _made(hint, stored)
    return stored
