"""The rows of a dataset, out of the snapshot that is read: a page of them, all of them, and which were left out and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from twin.opendata.declared import Column, Dataset
from twin.opendata.spoken import SPOKEN
from twin.warehouse import ask, cursor

Row = tuple[Any, ...]
MAY_GO = ("own", "open", "authority")  # anything else stays here: a class that nobody thought of is not handed out
WHY_SV = "Privat utgivare utan angiven licens: siffrorna visas med kvitto men lämnas inte ut."
WHY_EN = "A private publisher without a stated licence: the figures are shown with their receipt and not handed out."


@dataclass(frozen=True)
class LeftOut:
    """Rows of one source that a dataset does not hand out."""

    source_key: str
    publisher: str
    rows: int


def steady(dataset: Dataset) -> bool:
    """Whether the rows follow from the snapshot alone, so that an answer may be kept as long as the snapshot is served."""
    return dataset.name not in SPOKEN


def given(dataset: Dataset) -> list[Any]:
    """What its question is asked with."""
    return SPOKEN[dataset.name].columns() if dataset.name in SPOKEN else []


def question(dataset: Dataset, fields: Sequence[str] = (), where: Sequence[str] = ()) -> str:
    """The question for the rows that may go, in the order of their key. `fields` are column names; `where` are conditions with ? for their values."""
    chosen = ", ".join(f'"{name}"' for name in fields or [column.name for column in dataset.columns])
    order = ", ".join(f'"{name}" NULLS FIRST' for name in dataset.key)
    return f"SELECT {chosen} FROM ({dataset.sql}\n) AS asked{_conditions(dataset, where)} ORDER BY {order}"


def page(
    dataset: Dataset, fields: Sequence[str], where: Sequence[str], values: Sequence[Any], limit: int, offset: int
) -> tuple[int, list[Row]]:
    """How many rows answer in all, and those of one page."""
    asked = [*given(dataset), *values]
    with cursor() as at:
        (total,) = at.execute(f"SELECT count(*) FROM ({dataset.sql}\n) AS asked{_conditions(dataset, where)}", asked).fetchall()[0]
        rows = at.execute(f"{question(dataset, fields, where)} LIMIT ? OFFSET ?", [*asked, limit, offset]).fetchall()
    return int(total), rows


def whole(dataset: Dataset) -> list[Row]:
    """Every row that may go."""
    with cursor() as at:
        return at.execute(question(dataset), given(dataset)).fetchall()


def count(dataset: Dataset) -> int:
    """How many rows may go."""
    if not steady(dataset):
        return SPOKEN[dataset.name].count()
    with cursor() as at:
        return int(at.execute(f"SELECT count(*) FROM ({dataset.sql}\n) AS asked{_conditions(dataset)}", given(dataset)).fetchall()[0][0])


def left_out(dataset: Dataset) -> list[LeftOut]:
    """How many rows of which source are left out; empty where none are."""
    if dataset.licence == "own":
        return []
    classes = ", ".join(f"'{name}'" for name in MAY_GO)
    rows = ask(f"""
        SELECT coalesce(a.source_key, ''), coalesce(s.publisher, ''), count(*) FROM ({dataset.sql}
        ) AS a LEFT JOIN source AS s ON s.key = a.source_key
        WHERE coalesce(a.licence_class, '') NOT IN ({classes}) GROUP BY ALL ORDER BY ALL""")
    return [LeftOut(str(key), str(publisher), int(n)) for key, publisher, n in rows]


def classes(dataset: Dataset) -> tuple[str, ...]:
    """The licence classes of the rows that go, sorted."""
    if dataset.licence == "own":
        return ("own",)
    return tuple(
        str(name) for (name,) in ask(f"SELECT DISTINCT licence_class FROM ({dataset.sql}\n) AS asked{_conditions(dataset)} ORDER BY 1")
    )


def values(dataset: Dataset, column: Column) -> tuple[str, ...]:
    """What stands in a column of text, each once, sorted."""
    return tuple(
        str(one) for (one,) in ask(f'SELECT DISTINCT "{column.name}" FROM ({dataset.sql}\n) AS asked{_conditions(dataset)} ORDER BY 1')
    )


def _conditions(dataset: Dataset, where: Sequence[str] = ()) -> str:
    may_go = [] if dataset.licence == "own" else [f"licence_class IN ({', '.join(f'{chr(39)}{name}{chr(39)}' for name in MAY_GO)})"]
    every = [*may_go, *where]
    return f" WHERE {' AND '.join(every)}" if every else ""
