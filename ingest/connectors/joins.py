"""Tables that refer to each other: `Join("project.csv", on=("projectID", "id"), name="project")` makes a row's project readable as
'project.title'."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.connectors.headings import column
from ingest.connectors.reading import broken
from ingest.connectors.table import MOST_ROWS
from ingest.source import Ask

Heading = Sequence[Sequence[str]]
Cells = Sequence[str | None]


@dataclass(frozen=True)
class Join:
    """Another table: an address, or a member of the same ZIP archive. `on` is the row's own column and the one it points at there."""

    url_or_member: str
    on: tuple[str, str]
    name: str

    def __post_init__(self) -> None:
        if not self.name or "." in self.name:
            raise ValueError(f"Join {self.url_or_member}: name ska vara ett ord utan punkt, inte «{self.name}»")

    @property
    def has_address(self) -> bool:
        return "://" in self.url_or_member

    def columns(self, fields: Iterable[str]) -> list[str]:
        """Those of the declared fields that stand in this table, as they are declared."""
        return [name for name in fields if name.startswith(f"{self.name}.")]


@dataclass
class Joined:
    """What a Join's table says, by its key; only the columns that are read."""

    ask: Ask
    join: Join
    columns: list[str]
    _found: dict[str, Cells | None] = field(default_factory=dict)  # None: rows that say different things

    def learn(self, where: str, heading: Heading, rows: Iterable[Sequence[str]]) -> None:
        """Take in one file of the table. Raises ContractError for a column that is not there."""
        plain = [name.removeprefix(f"{self.join.name}.") for name in self.columns]
        at_key, *at = (column(self.ask, where, heading, name) for name in (self.join.on[1], *plain))
        for n, row in enumerate(rows):
            if n == MOST_ROWS:
                raise broken(self.ask, f"{where} har mer än {MOST_ROWS} rader.", "Begränsa frågan i källfilen.")
            key, cells = row[at_key].strip(), [row[i] for i in at]
            self._found[key] = cells if self._found.get(key, cells) == cells else None

    def extend(self, where: str, heading: Heading, rows: Iterable[Cells]) -> Iterator[Cells]:
        """The rows with the other table's cells after their own; empty ones where it has no such row. Raises ContractError where it says two
        different things of one, or knows not a single one."""
        own = column(self.ask, where, heading, self.join.on[0])
        asked, met = "", False
        for n, row in enumerate(rows, start=1):
            key = (row[own] or "").strip()
            cells = self._found.get(key, [None] * len(self.columns)) if key else [None] * len(self.columns)
            if cells is None:
                raise broken(self.ask, f"{where}, rad {n}: «{key}» står flera gånger i {self.join.url_or_member}, med olika uppgifter.")
            asked, met = asked or key, met or key in self._found
            yield [*row, *cells]
        if asked and not met:
            raise broken(
                self.ask,
                f"Ingen rad i {where} har sin motsvarighet i {self.join.url_or_member}: «{asked}» i {self.join.on[0]} finns inte i "
                f"{self.join.on[1]}.",
                "Kontrollera on i källfilens Join.",
            )
