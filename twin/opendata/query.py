"""What a caller may ask of a dataset: page, fields and filters, checked before anything is read. Values are bound, never written into a question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from twin.opendata.declared import Column, Dataset
from twin.opendata.reading import values

DEFAULT, MOST = 100, 1000  # rows of a page
FARTHEST = 10_000_000  # offset
LONGEST = 200  # characters of a value
ID = f"[0-9A-Za-zÅÄÖåäöÉéÜü_.:/-]{{1,{LONGEST}}}"  # what ids and codes are written with: anything else is a mistake, and is told as one
YEARS = (0, 9999)
_WHOLE = re.compile(r"[0-9]{1,9}")
_ID = re.compile(ID)


class Refused(Exception):
    """A request that is not answered: status, what is wrong with which parameter and value, and the remedy. In English, as the API speaks."""

    def __init__(self, status: int, title: str, detail: str, remedy: str, parameter: str = "", value: str = "") -> None:
        super().__init__(detail)
        self.status, self.title, self.detail, self.remedy = status, title, detail, remedy
        self.parameter, self.value = parameter, value


@dataclass(frozen=True)
class Parameter:
    """One filter: the parameter's name, the condition with ? for its value, and the column it looks at. `kind`: text, whole, yes_no."""

    name: str
    condition: str
    column: Column
    kind: str
    words: tuple[str, ...] = ()  # the only values it takes; empty where any id may be asked for


@dataclass(frozen=True)
class Asked:
    """A request that is in order."""

    limit: int
    offset: int
    fields: tuple[str, ...]
    where: tuple[str, ...]
    values: tuple[Any, ...]
    pairs: tuple[tuple[str, str], ...]  # as they came, without the offset: the address of the next page is made of them


def filters(dataset: Dataset) -> dict[str, Parameter]:
    """Every filter of the dataset by parameter name."""
    found = {}
    for column in dataset.columns:
        kind = {"integer": "whole", "boolean": "yes_no"}.get(column.type, "text")
        if column.filter == "eq":
            found[column.name] = Parameter(column.name, f'"{column.name}" = ?', column, kind, column.allowed)
        elif column.filter == "known":
            found[column.name] = Parameter(column.name, f'"{column.name}" = ?', column, kind, values(dataset, column))
        elif column.filter == "range":
            for end, sign in (("from", ">="), ("to", "<=")):
                found[f"{column.name}_{end}"] = Parameter(f"{column.name}_{end}", f'"{column.name}" {sign} ?', column, kind)
        elif column.filter.startswith("has:"):
            name = column.filter.removeprefix("has:")
            found[name] = Parameter(name, f'list_contains("{column.name}", ?)', column, "text")
    return found


def parse(dataset: Dataset, pairs: Sequence[tuple[str, str]]) -> Asked:
    """The request. Raises Refused: 400 for a parameter that is unknown or given twice, 422 for a value that can not be."""
    known = filters(dataset)
    given: dict[str, str] = {}
    for name, value in pairs:
        if name not in ("limit", "offset", "fields", *known):
            names = ", ".join(("limit", "offset", "fields", *known))
            raise Refused(
                400, "Unknown parameter", f"The dataset {dataset.name} has no parameter of that name.", f"Use one of: {names}.", name, value
            )
        if name in given:
            raise Refused(400, "Parameter given twice", "A parameter may be given once.", "Leave one of them out.", name, value)
        given[name] = value
    where, values = [], []
    for name, one in known.items():
        if name in given:
            where.append(one.condition)
            values.append(_value(one, given[name]))
    return Asked(
        _whole("limit", given.get("limit", str(DEFAULT)), 1, MOST),
        _whole("offset", given.get("offset", "0"), 0, FARTHEST),
        _fields(dataset, given.get("fields")),
        tuple(where),
        tuple(values),
        tuple((name, value) for name, value in pairs if name != "offset"),
    )


def bounds(one: Parameter) -> tuple[int, int]:
    """The least and the greatest whole number that a filter takes."""
    return (one.column.base.between if one.column.base else None) or YEARS


def _value(one: Parameter, said: str) -> Any:
    if one.kind == "whole":
        return _whole(one.name, said, *bounds(one))
    if one.kind == "yes_no":
        if said not in ("true", "false"):
            raise Refused(422, "Not true or false", "The value must be true or false.", "Write true or false.", one.name, said)
        return said == "true"
    if one.words and said not in one.words:
        words = ", ".join(one.words)
        raise Refused(422, "Unknown value", "The column holds none but the values listed.", f"Use one of: {words}.", one.name, said)
    if not one.words and not _ID.fullmatch(said):
        raise Refused(
            422,
            "Not an id",
            f"The value must be 1 to {LONGEST} letters, digits and _ . : / -.",
            "Write the id or code as the dataset has it.",
            one.name,
            said,
        )
    return said


def _whole(name: str, said: str, least: int, most: int) -> int:
    if not _WHOLE.fullmatch(said) or not least <= int(said) <= most:
        raise Refused(
            422,
            "Not such a number",
            f"The value must be a whole number from {least} to {most}.",
            f"Write digits alone, {least}–{most}.",
            name,
            said,
        )
    return int(said)


def _fields(dataset: Dataset, said: str | None) -> tuple[str, ...]:
    every = tuple(column.name for column in dataset.columns)
    if said is None:
        return every
    names = tuple(said.split(","))
    if wrong := [name for name in names if name not in every]:
        raise Refused(
            422,
            "Unknown field",
            f"{wrong[0][:LONGEST]!r} is no column of {dataset.name}.",
            f"Use some of: {', '.join(every)}.",
            "fields",
            said,
        )
    if len(set(names)) < len(names):
        raise Refused(422, "Field named twice", "A column may be named once.", "Leave one of them out.", "fields", said)
    return names
