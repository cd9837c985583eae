"""What every connector does alike: bytes to text or JSON, texts to periods and numbers, and errors that say what to do next."""

import math
import re
import reprlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingest.errors import ContractError, Fault, IngestError, NothingToReplay
from ingest.source import Answer, Ask

LONGEST = 1000  # characters of an error
MOST = 1e15  # no figure of a country, in whatever unit, comes near
GAPS = ("..", ".", "...", "-")  # how Swedish agencies write that there is no value; '-' is zero only where a table says so
_MONTH = re.compile(r"(\d{4})M(\d\d)")
_EDTF = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\S.*")
GRAINS = {"": 10, "year": 4, "month": 7}  # how much of a date is the period
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(\s[0-9]{3})+([.,][0-9]+)?")
_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 80
_FOOTNOTE = re.compile(r"\s*\d\)\s*$")


@dataclass(frozen=True)
class Gap:
    """A cell that the publisher left without value, with the publisher's own mark."""

    status: str


def key(text: object) -> str:
    """A heading or label for comparison: casefolded, single spaces, without a footnote mark such as 1)."""
    return _plain(str(text)) if text is not None else ""


@lru_cache(maxsize=50_000)  # a workbook says the same few labels in every row: half the time of a reading goes here without it
def _plain(text: str) -> str:
    return _FOOTNOTE.sub("", " ".join(text.split())).casefold()


def period(cell: object, grain: str = "") -> str | None:
    """The EDTF text of 2024, '2024', '2025M12' or '2025-12'; None for anything else. With a grain a longer date is cut to its year or month, and
    may have a time of day: '2025-12-01T08:00:00Z' is 2025."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip()
    if month := _MONTH.fullmatch(text):
        return f"{month[1]}-{month[2]}"
    if grain and (timed := _TIMED.fullmatch(text)):
        text = timed[1]
    return text[: GRAINS[grain]] if _EDTF.fullmatch(text) and 1800 <= int(text[:4]) <= 2100 else None


def number(cell: object, decimal: str = ".", zero: tuple[str, ...] = (), gaps: tuple[str, ...] = GAPS) -> tuple[float | None, str]:
    """The value and the publisher's mark; None with a mark where there is no value. Raises ValueError for any other text."""
    if isinstance(cell, Gap):
        return None, cell.status
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _finite(cell), ""
    text = str(cell if cell is not None else "").strip()
    if text in zero:
        return 0.0, text
    if not text:
        return None, "tomt hos utgivaren"
    if text in gaps:
        return None, text
    plain = (re.sub(r"\s", "", text) if _GROUPED.fullmatch(text) else text).replace("\N{MINUS SIGN}", "-")
    if decimal == ",":
        plain = plain.replace(".", "?").replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        raise ValueError(text)
    return _finite(plain), ""


def _finite(number: float | str) -> float:
    try:
        value = float(number)
    except OverflowError as cause:  # a whole number of four hundred digits
        raise ValueError(shown(number)) from cause
    if not math.isfinite(value) or abs(value) >= MOST:
        raise ValueError(shown(number))
    return value


def is_number(text: str, decimal: str) -> bool:
    """Whether the text is a number where `decimal` stands before the decimals."""
    try:
        return number(text, decimal)[0] is not None
    except ValueError:
        return False


def broken(ask: Ask, problem: str, remedy: str = "", faults: tuple[Fault, ...] = ()) -> ContractError:
    """The error for an answer that is not as the source declares it."""
    problem = problem if len(problem) <= LONGEST else f"{problem[:LONGEST]}…"  # a library may quote the whole answer
    return ContractError(ask.source.key, problem, remedy or f"Jämför svaret med ingest/sources/{ask.source.key}.py.", faults)


def lacks(ask: Ask, field: str, where: str, present: Iterable[object]) -> ContractError:
    """The error for a field that is declared but not there, with the fields that are."""
    names = ", ".join(str(name) for name in present)
    return broken(
        ask,
        f"Fältet «{field}» saknas i {where}; där finns: {names[:400] or 'inga fält'}.",
        f"Har utgivaren bytt namn på fältet, skriv det nya namnet i ingest/sources/{ask.source.key}.py.",
    )


def nothing_of_ours(ask: Ask, answers: Iterable[Answer], what: str) -> IngestError:
    """The error for a good answer without any of our municipalities: a gateway had none, or they are written otherwise now."""
    given = list(answers)
    if given and all(answer.via for answer in given):
        return NothingToReplay(ask.source.key, f"Mellanlagrets svar har inga kommunvärden ({what}).", "De inbyggda siffrorna används.")
    return broken(ask, f"Ingen av våra kommuner finns i {what}.", "Kontrollera hur utgivaren skriver kommunerna (kod eller namn).")


def shown(node: object) -> str:
    """What stands there, cut short: an answer may be large where a word was due."""
    return _SHORT.repr(node)[:120]


def need(ask: Ask, node: object, field: str, where: str) -> object:
    """node[field]. Raises ContractError where it is missing."""
    if not isinstance(node, Mapping):
        raise broken(ask, f"I {where} väntades ett objekt med fältet «{field}», men där står {shown(node)}.")
    if field not in node:
        raise lacks(ask, field, where, node)
    return node[field]


def need_list(ask: Ask, node: object, field: str, where: str) -> list[object]:
    """node[field] where it is a list. Raises ContractError otherwise."""
    found = need(ask, node, field, where)
    if not isinstance(found, list):
        raise broken(ask, f"Fältet «{field}» i {where} ska vara en lista, men är {shown(found)}.")
    return found


def walk(ask: Ask, node: object, path: str, where: str) -> object:
    """What stands at a dotted path: 'geometry.coordinates.0', or in a field that has dots in its own name; at the end of one that ends with ?
    None where a step is missing. Raises ContractError at the step that is missing."""
    if isinstance(node, Mapping) and (whole := path.removesuffix("?")) in node:
        return node[whole]
    if path.endswith("?") and not there(node, path):
        return None
    for step in path.removesuffix("?").split(".") if path else ():
        if isinstance(node, list) and step.isdigit():
            if int(step) >= len(node):
                raise lacks(ask, path, where, [f"en lista med {len(node)} värden"])
            node = node[int(step)]
        else:
            node = need(ask, node, step, where)
    return node


def there(node: object, path: str) -> bool:
    """Whether every step of a dotted path is there; a value of another kind on the way is left to `walk` to tell of."""
    if isinstance(node, Mapping) and path.removesuffix("?") in node:
        return True
    for step in path.removesuffix("?").split("."):
        if isinstance(node, Mapping) and step in node:
            node = node[step]
        elif isinstance(node, list) and step.isdigit() and int(step) < len(node):
            node = node[int(step)]
        else:
            return node is not None and not isinstance(node, Mapping | list)
    return True
