"""Projects that SweCRIS lists twice, under two funders: free truth for telling one project in two registers. Numbers are hidden, one side is made worse."""

import csv
import gzip
import hashlib
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ingest.registers.told import Concerning, Key, Told

PROJECTS = "swecris_kth.csv.gz"
WORSE, OTHER = "_RJ", "_Vinnova"  # the side that is made worse, and the side that has the same project
# Shares, as in the first measurement of this set; of days it says only that they were moved.
LOSE_WORDS, WORDS_LOST, ENGLISH, NO_AMOUNT = 0.6, 0.3, 0.2, 0.3
MOVED = 30  # days, either way, of start and end


@dataclass(frozen=True)
class Twins:
    """Both sides, and for each entry of the worse side its twin."""

    entries: list[Concerning]
    twin: dict[Key, Key]


def twins(folder: Path, seed: int, half: int) -> Twins:
    """The twins of one half of the projects, made worse with `seed`, against every project of all other funders.

    A project's number is its funder's: a VR or Formas project of the same number is another project, so the twins are those of the two funders
    that do list the same ones.
    """
    with gzip.open(folder / PROJECTS, "rt", encoding="utf-8", newline="") as handle:
        rows = {row["projectId"]: row for row in csv.DictReader(handle)}
    drawn = random.Random(seed)
    good = sorted(key for key in rows if not key.endswith(WORSE))
    number = {key: str(place) for place, key in enumerate(drawn.sample(good, len(good)))}
    entries = [_entry("better", number[key], rows[key], rows[key]["projectTitleSv"], rows[key]["fundingsSek"]) for key in good]
    twin: dict[Key, Key] = {}
    for key, row in sorted(rows.items()):
        base = key.removesuffix(WORSE)
        if key.endswith(WORSE) and base + OTHER in number and half == hashlib.sha256(base.encode()).digest()[-1] % 2:
            title = _worse(row["projectTitleSv"], row["projectTitleEn"], drawn)
            amount = "" if drawn.random() < NO_AMOUNT else row["fundingsSek"]
            one = _entry("worse", str(len(twin)), row, title, amount, [drawn.randint(-MOVED, MOVED) for _ in range(2)])
            entries.append(one)
            twin[one.key] = ("better", number[base + OTHER])
    return Twins(entries, twin)


def _worse(swedish: str, english: str, drawn: random.Random) -> str:
    chance = drawn.random()
    if chance < ENGLISH and english.strip():
        return english
    if chance < ENGLISH + LOSE_WORDS:
        words = swedish.split()
        return " ".join(word for word in words if drawn.random() >= WORDS_LOST) or words[0]
    return swedish


def _entry(source: str, number: str, row: dict[str, str], title: str, amount: str, days: list[int] | None = None) -> Concerning:
    start, end = (_moved(row[name], by) for name, by in zip(("projectStartDate", "projectEndDate"), days or [0, 0], strict=True))
    told = Told(
        source, number, "project", " ".join(title.split()), "", row["coordinatingOrganisationNameSv"].strip(), "", "", "", None, None, start, end,
        float(amount) if amount else None, "SEK", "", "", "[]", "", "", "",
    )  # fmt: skip
    return Concerning(told)


def _moved(text: str, days: int) -> str:
    try:
        return (date.fromisoformat(text[:10]) + timedelta(days=days)).isoformat()
    except ValueError:  # a bare year
        return text[:4]
