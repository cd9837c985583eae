"""What can go wrong with a source, said so that an analyst knows what to do next. Messages are Swedish: they stand on page Källor."""

from dataclasses import dataclass

MOST_TOLD = 20  # faults of a refused answer that are kept: enough to see what has changed


@dataclass(frozen=True)
class Fault:
    """One rejected row: where it stood, which field, the value, the rule it breaks."""

    row: str
    field: str
    value: str
    rule: str

    def __str__(self) -> str:
        return f"{self.row}: fältet «{self.field}» har värdet «{self.value}», men {self.rule}"


class IngestError(Exception):
    """Any failure of an ingest job. The text begins with the source's key and ends with what to do next."""

    def __init__(self, key: str, problem: str, remedy: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(f"{key}: {problem} {remedy}".strip())
        self.key, self.problem, self.remedy, self.faults = key, problem, remedy, faults


class FetchError(IngestError):
    """The publisher could not be reached, or answered with something that is not what was asked for."""


class NotThere(FetchError):
    """The publisher answers, and has not what was asked for (400, 404, 410): a year that is not published yet, say."""


class ContractError(IngestError):
    """The answer is not as the source declares it: a renamed field, a value out of range, too few rows."""


class NothingToReplay(IngestError):
    """A gateway has no (municipal) answer for this source: the embedded figures stay, and the state says so."""


class WrongUse(IngestError):
    """The command was given something that can not be: a key that is taken, a date that is none. Nothing was done."""
