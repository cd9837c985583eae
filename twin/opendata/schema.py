"""What twin/sql/schema.sql says of each column: its type, whether it may be empty, which words it may hold, and the comment beside it."""

import re
from dataclasses import dataclass
from functools import cache

from twin.paths import ROOT

FILE = ROOT / "twin" / "sql" / "schema.sql"
_TABLE = re.compile(r"^CREATE TABLE (\w+) \((.*?)^\);", re.M | re.S)
_COLUMN = re.compile(r"^    ([a-z]\w*)\s+(VARCHAR|INTEGER|BIGINT|DOUBLE|BOOLEAN|TIMESTAMP)\b(.*?)(?:--\s*(.*))?$")
_ALLOWED = re.compile(r"CHECK \(\w+ IN \(([^)]*)\)\)")
_BETWEEN = re.compile(r"CHECK \(\w+ BETWEEN (\d+) AND (\d+)\)")


@dataclass(frozen=True)
class Stored:
    """One column of one table. `allowed` is empty where any value may stand there; `comment` is English, '' where there is none."""

    table: str
    name: str
    type: str
    required: bool
    allowed: tuple[str, ...]
    between: tuple[int, int] | None
    comment: str


@cache
def stored() -> dict[str, Stored]:
    """'table.column' -> the column, for every table of the schema."""
    found = {}
    for table, body in _TABLE.findall(FILE.read_text(encoding="utf-8")):
        for line in body.splitlines():
            if match := _COLUMN.match(line):
                name, kind, rest, comment = match.groups()
                words, span = _ALLOWED.search(rest), _BETWEEN.search(rest)
                found[f"{table}.{name}"] = Stored(
                    table, name, kind, "NOT NULL" in rest or "PRIMARY KEY" in rest,
                    tuple(re.findall(r"'([^']*)'", words[1])) if words else (),
                    (int(span[1]), int(span[2])) if span else None, (comment or "").strip(),
                )  # fmt: skip
    return found
