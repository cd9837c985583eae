"""Files of judged pairs and of other registers' initiatives. What can be read is read; what can not names file, row, column, value and remedy."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

KINDS = ("synergy", "overlap")
PAIR_COLUMNS = ("type", "a", "b", "median")
REGISTER_COLUMNS = ("id", "title_sv", "description_sv")


class BadFile(Exception):
    """A file that can not be measured, with row, column, value and remedy."""


@dataclass(frozen=True)
class Pair:
    """One judged pair: grade 0, 1 plausible, 2 clear, the median of the judges. `row` is its line in the file."""

    kind: str
    a: str
    b: str
    grade: float
    row: int


def rows_of(file: Path, needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of every row of a CSV file, outer blanks taken off. Raises BadFile where it can not be read or lacks a column."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as cause:
        raise BadFile(f"{file}: kan inte läsas ({cause}). Ange en CSV-fil i UTF-8.") from cause
    head = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True)
    try:
        columns = [(name or "").strip() for name in reader.fieldnames or ()]
        lacking = [name for name in needed if name not in columns]
        if lacking:
            raise BadFile(f"{file}, rad 1: kolumnen {', '.join(lacking)} saknas. Filen behöver {', '.join(needed)}.")
        for row in reader:
            yield reader.line_num, {key.strip(): (value or "").strip() for key, value in row.items() if key}
    except csv.Error as cause:
        raise BadFile(f"{file}, rad {reader.line_num}: {cause}. Rätta citattecken och kommatecken på raden.") from cause


def pairs(file: Path) -> list[Pair]:
    """The judged pairs of a file, each once. Raises BadFile."""
    seen: dict[tuple[str, frozenset[str]], Pair] = {}
    for number, row in rows_of(file, PAIR_COLUMNS):
        pair = Pair(_kind(file, number, row["type"]), row["a"], row["b"], _grade(file, number, row["median"]), number)
        for column in ("a", "b"):
            if not row[column]:
                raise BadFile(f"{file}, rad {number}, {column}: tomt. Skriv initiativets id.")
        if pair.a == pair.b:
            raise BadFile(f"{file}, rad {number}, b: {pair.b!r} är samma som a. Ett par är två initiativ.")
        first = seen.setdefault((pair.kind, frozenset((pair.a, pair.b))), pair)
        if first.grade != pair.grade:
            raise BadFile(
                f"{file}, rad {number}, median: {row['median']!r}, men samma par har {first.grade:g} på rad {first.row}. Behåll en av raderna."
            )
    if not seen:
        raise BadFile(f"{file}: inga par. Filen behöver minst en rad under {', '.join(PAIR_COLUMNS)}.")
    return list(seen.values())


def _kind(file: Path, number: int, value: str) -> str:
    if value.lower() not in KINDS:
        raise BadFile(f"{file}, rad {number}, type: {value!r} är ingen sort. Skriv {' eller '.join(KINDS)}.")
    return value.lower()


def _grade(file: Path, number: int, value: str) -> float:
    try:
        grade = float(value.replace(",", "."))
    except ValueError as cause:
        raise BadFile(f"{file}, rad {number}, median: {value!r} är inget tal. Skriv 0, 1 eller 2.") from cause
    if not (isfinite(grade) and grade >= 0):
        raise BadFile(f"{file}, rad {number}, median: {value!r} är inget betyg. Skriv 0, 1 eller 2.")
    return grade


def initiatives(file: Path) -> list[dict[str, str]]:
    """The rows of another register, each id once. Raises BadFile where an id is empty, or is written twice with different content."""
    seen: dict[str, tuple[int, dict[str, str]]] = {}
    for number, row in rows_of(file, REGISTER_COLUMNS):
        if not row["id"]:
            raise BadFile(f"{file}, rad {number}, id: tomt. Ge initiativet ett id.")
        if not row["title_sv"] and not row["description_sv"]:
            raise BadFile(f"{file}, rad {number}, title_sv: tomt, och description_sv också. Skriv åtminstone en titel.")
        line, first = seen.setdefault(row["id"], (number, row))
        if first != row:
            raise BadFile(f"{file}, rad {number}, id: {row['id']!r} finns redan på rad {line} med annat innehåll. Ge raden ett eget id.")
    return [row for _, row in seen.values()]
