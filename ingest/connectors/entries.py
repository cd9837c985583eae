"""Register entries out of a row: which field says what. Texts are templates as in things.py."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.connectors.days import ORDERS, day
from ingest.connectors.persons import is_legal_person, organisation_number
from ingest.connectors.reading import number
from ingest.connectors.things import fill, names
from ingest.errors import Fault
from ingest.private import without_persons
from ingest.source import Ask, Entry

OWN = "own"  # as decimal: each number by its own last separator, where a register mixes the two


@dataclass(frozen=True, kw_only=True)
class Entries:
    """How a row becomes an Entry. `id` and `title` must have text; everything else may be left out or empty."""

    kind: str
    id: str
    title: str
    text: str = ""
    organisation: str = ""
    orgnr: str = ""  # an organisation number or a Swedish VAT number
    place: str = ""  # municipality codes or names, ';' between
    nuts: str = ""
    position: tuple[str, ...] = ()  # fields of longitude and latitude, or one field that says 'latitude,longitude'
    start: str = ""
    end: str = ""
    dates: str = "ymd"  # how a date with slashes is read: ymd, dmy, mdy
    amount: str = ""  # field
    decimal: str = "."  # or ',' or OWN
    currency: str = "SEK"  # template
    funder: str = ""
    case: str = ""
    case_form: str = ""  # pattern whose group is the case number that registers share
    codes: tuple[str, ...] = ()  # templates such as 'cpv:{CPV}'; one whose field is empty is left out
    status: str = ""
    url: str = ""
    legal_persons: bool = False  # the register also has private persons: rows without a legal person's name are left out

    def __post_init__(self) -> None:
        if self.dates not in ORDERS or self.decimal not in (".", ",", OWN):
            raise ValueError(f"dates={self.dates} decimal={self.decimal}: dates is one of {ORDERS}, decimal one of '.', ',' and '{OWN}'")

    def fields(self) -> list[str]:
        """Every field that the templates speak of."""
        texts = (self.id, self.title, self.text, self.organisation, self.orgnr, self.place, self.nuts, self.start, self.end,
                 self.currency, self.funder, self.case, *self.codes, self.status, self.url)  # fmt: skip
        return [*names(*texts), *self.position, *([self.amount] if self.amount else [])]

    def record(self, ask: Ask, where: str, cells: Mapping[str, object]) -> Entry | None:
        """The entry; None where it is a private person's, or set aside in quarantine. Raises ContractError where the source tolerates no
        faulty row."""

        def text(template: str) -> str:
            return fill(template, cells)

        title, words, organisation = (without_persons(text(template)) for template in (self.title, self.text, self.organisation))
        orgnr, personal = organisation_number(text(self.orgnr))
        if personal or (self.legal_persons and not is_legal_person(organisation)):
            return None
        try:
            start, end = (_day(template, cells, self.dates) for template in (self.start, self.end))
            lon, lat = self._position(cells)
            amount = _amount(self.amount, cells[self.amount], self.decimal) if self.amount else None
        except ValueError as cause:
            field, value, rule = cause.args
            ask.reject(Fault(f"{where} ({text(self.id)})", field, value, rule))
            return None
        case = text(self.case)
        if self.case_form:
            found = re.search(self.case_form, case)
            case = found[1] if found else ""
        return Entry(
            id=text(self.id), kind=self.kind, title=title, text=words, organisation=organisation, orgnr=orgnr,
            place=text(self.place), nuts=text(self.nuts), lon=lon, lat=lat, start=start, end=end, amount=amount,
            currency=text(self.currency), funder=text(self.funder), case=case, status=text(self.status), url=text(self.url),
            codes=tuple(fill(code, cells) for code in self.codes if all(_has(name, cells) for name in names(code))),
        )  # fmt: skip

    def _position(self, cells: Mapping[str, object]) -> tuple[float | None, float | None]:
        texts = [str(cells[name] if cells[name] is not None else "").strip() for name in self.position]
        if len(texts) == 1:
            texts = list(reversed(texts[0].split(",")))  # 'latitude,longitude'
        if len(texts) != 2 or not all(texts):
            return None, None
        try:
            (lon, _), (lat, _) = number(texts[0]), number(texts[1])
        except ValueError as cause:
            raise ValueError(", ".join(self.position), str(cause), "läget ska vara två tal i grader") from cause
        return lon, lat


def _has(name: str, cells: Mapping[str, object]) -> bool:
    return any(str(cells[one] if cells[one] is not None else "").strip() for one in name.split("|"))


def _cell(template: str, cells: Mapping[str, object]) -> object:
    """The cell itself where the template is one field (a workbook's date has a type), else its text."""
    only = names(template)
    if len(only) == 1 and template == f"{{{only[0]}}}" and only[0] in cells:
        return cells[only[0]]
    return fill(template, cells)


def _day(template: str, cells: Mapping[str, object], order: str) -> str:
    try:
        return day(_cell(template, cells), order)
    except ValueError as cause:
        raise ValueError(", ".join(names(template)), *cause.args[1:]) from cause


def _amount(field: str, cell: object, decimal: str) -> float | None:
    mark = decimal
    if decimal == OWN:
        text = str(cell if cell is not None else "")
        mark = "," if text.rfind(",") > text.rfind(".") else "."
    try:
        return number(cell, mark)[0]
    except ValueError as cause:
        raise ValueError(field, str(cause), "beloppet ska vara ett tal") from cause
