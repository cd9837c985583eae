"""What a register's own classes say of climate and digital: the crosswalk data/taxonomy/cpv.csv, in our own words."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from twin.paths import DATA

CPV = re.compile(r"cpv:(\d{8})")
UNSAID = "00000000"  # the register has no class


@dataclass(frozen=True)
class Class:
    """One row of the crosswalk: every class that begins with `prefix`, unless a longer prefix has a row of its own."""

    prefix: str
    climate: int
    digital: int
    tags: tuple[tuple[str, str], ...]  # scheme, code
    words: bool  # may the words of the title speak too? Not where they name the goods


def of(codes: Iterable[str]) -> tuple[str, Class] | None:
    """The first of an entry's codes that the crosswalk knows, and what it says of it; None where it knows none."""
    for code in codes:
        if hit := CPV.match(code):
            for length in range(8, 1, -1):
                if found := _rows().get(hit[1][:length]):
                    return code, found
    return None


@lru_cache(maxsize=1)
def _rows() -> dict[str, Class]:
    with (DATA / "taxonomy" / "cpv.csv").open(encoding="utf-8", newline="") as handle:
        return {
            row["prefix"]: Class(
                row["prefix"], int(row["climate"]), int(row["digital"]),
                tuple((scheme, row[scheme]) for scheme in ("theme", "mechanism", "technology") if row[scheme]), row["words"] == "ja",
            )
            for row in csv.DictReader(handle)
        }  # fmt: skip
