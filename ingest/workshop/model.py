"""What the workshop's page and dialogue fill in and are shown. Plain values: no Streamlit, no network."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

Plain: TypeAlias = "str | int | float | bool | None | tuple[Plain, ...] | Mapping[str, Plain]"  # what may stand in a source file
NOTHING: Mapping[str, Plain] = MappingProxyType({})


@dataclass(frozen=True)
class Ask:
    """One thing that a kind asks for. `name` is a field of Draft (url, place, period) or else a key of its options."""

    name: str
    label: str  # Swedish, as is `help`
    help: str = ""
    # text, number, choice, column (one of Look.columns), columns (several), choices (for each variable one of its Look.choices)
    how: str = "text"
    choices: tuple[str, ...] = ()  # for how='choice'; empty: Look.choices[name]
    needed: bool = False


@dataclass(frozen=True)
class Kind:
    """One sort of source that can be declared without code."""

    key: str
    title: str
    what: str  # when to choose it, in Swedish
    asks: tuple[Ask, ...]


@dataclass(frozen=True, kw_only=True)
class Value:
    """One key figure: where its value stands, and its words. `field` is a column, '*' (each column named as a period), the text of the `pick`
    field, or Kolada's id."""

    field: str
    indicator: str
    unit: str
    low: float = 0
    high: float | None = None  # needed before saving: it is what stops a changed unit
    name_sv: str = ""
    name_en: str = ""
    definition_sv: str = ""
    definition_en: str = ""
    theme: str = "styrning"
    better: str = "none"  # lower, higher, none
    decimals: int = 0
    breakdown: str = ""  # the part that this column is of `indicator`, where several columns are


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A source in the making."""

    key: str = ""
    kind: str
    title: str = ""
    publisher: str = ""
    licence: str = ""
    licence_class: str = "authority"  # open, authority, private
    homepage: str = ""
    track: str = "context"  # climate, digital, context
    cadence: str = "årligen"
    limits: str = ""
    method: str = ""
    url: str = ""
    options: Mapping[str, Plain] = field(default_factory=dict)
    place: str = ""
    period: str = ""
    values: tuple[Value, ...] = ()
    row_count: tuple[int, int] = (6, 400)


@dataclass(frozen=True)
class Guesses:
    """What the answer seems to be; each may be wrong, and the person decides. `options` has the keys that the kind asks for."""

    place: str = ""
    period: str = ""
    values: tuple[str, ...] = ()
    options: Mapping[str, Plain] = field(default_factory=dict)
    publisher: str = ""  # where the publisher itself tells: SCB, Kolada
    title: str = ""
    words: tuple[Value, ...] = ()  # where the publisher names what it measures

    @property
    def separator(self) -> str:
        return str(self.options.get("separator", ""))

    @property
    def decimal(self) -> str:
        return str(self.options.get("decimal", ""))

    @property
    def encoding(self) -> str:
        return str(self.options.get("encoding", ""))

    @property
    def heading(self) -> str:
        """The text of a cell in the heading row of a workbook, or how many lines a CSV file has above it."""
        return str(self.options.get("anchor", self.options.get("skip", "")))


@dataclass(frozen=True)
class Look:
    """A look at the answer: at most twenty rows, without fields that tell of persons (`dropped` says which, and why)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guesses: Guesses
    size: int  # bytes of the whole answer
    count: int  # rows of the whole answer
    dropped: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # ask's name -> what there is to choose: sheets, lists, layers
    note: str = ""


@dataclass(frozen=True)
class Shown:
    """One figure of the preview."""

    indicator: str
    place_code: str
    period: str
    value: float | None
    status: str
    breakdown: str = "total"


@dataclass(frozen=True)
class Preview:
    """The first figures, oldest period first, and the newest period that has any."""

    figures: tuple[Shown, ...]
    newest: str
    notes: tuple[str, ...] = ()  # what the publisher lacked


@dataclass(frozen=True)
class Proposal:
    """A table or data set that a catalogue has, as a draft to go on with."""

    kind: str
    title: str
    publisher: str
    url: str
    why: str  # which words were found where
    draft: Draft
