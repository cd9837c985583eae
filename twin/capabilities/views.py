"""What the ledger says of a network, a shared centre and an academy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twin.capabilities.ledger import PLAN, speaks
from twin.capabilities.model import STATES, Capability, Cell, Initiative

CENTRE = 3  # so many that lack the same speak for having it together


@dataclass(frozen=True)
class Spread:
    """One capability over all organisations, by what holds of each; `shared` are initiatives of the county or the country that offer it."""

    capability: Capability
    has: tuple[Cell, ...]
    builds: tuple[Cell, ...]
    lacks: tuple[Cell, ...]
    not_known: tuple[Cell, ...]
    shared: tuple[Initiative, ...] = ()

    @property
    def centre(self) -> bool:
        """Do enough say that they lack it for a shared centre to be worth talking about?"""
        return len(self.lacks) >= CENTRE

    @property
    def ask(self) -> bool:
        """Is so much unknown that the question is still open?"""
        return not self.centre and len(self.not_known) >= CENTRE


@dataclass(frozen=True)
class Learning:
    """One technology that unfinished initiatives ask for: who has done it, who is about to, and of whom the phase is not known."""

    code: str
    done: tuple[Initiative, ...]
    ahead: tuple[Initiative, ...]
    unclear: tuple[Initiative, ...]

    @property
    def teachers(self) -> frozenset[str]:
        """Organisations that have done it and are not about to: those whom the others can learn from."""
        return frozenset(id_ for one in self.done for id_ in one.holders) - {id_ for one in self.ahead for id_ in one.holders}


def spread(cells: Iterable[Cell], initiatives: Sequence[Initiative] = ()) -> list[Spread]:
    """One row a capability, in the order of the ledger."""
    by_code: dict[str, list[Cell]] = {}
    for cell in cells:
        by_code.setdefault(cell.capability.code, []).append(cell)
    found = []
    for rows in by_code.values():
        has, builds, lacks, unknown = (tuple(cell for cell in rows if cell.state == state) for state in STATES)
        found.append(Spread(rows[0].capability, has, builds, lacks, unknown, tuple(one for one in initiatives if _shared(one, rows))))
    return found


def _shared(one: Initiative, rows: Sequence[Cell]) -> bool:
    """Something that reaches wider than the federation, is none of ours to run, and has the capability."""
    ours = {cell.holder.id for cell in rows}
    live = one.phase in ("avslutad", "pågående") and PLAN not in one.tags
    return live and one.geo_level in ("län", "nationell") and not ours & {*one.holders} and speaks(one.tags, rows[0].capability)


def learning(initiatives: Iterable[Initiative]) -> list[Learning]:
    """Technologies of initiatives that are not finished: first those that more are about to do than have done, then the most asked for."""
    by_code: dict[str, list[Initiative]] = {}
    for one in sorted(initiatives, key=lambda row: row.id):
        for tag in one.tags:
            scheme, _, code = tag.partition(":")
            if scheme == "technology" and one.phase != "avbruten":
                by_code.setdefault(code, []).append(one)
    found = [
        Learning(
            code,
            tuple(one for one in rows if one.phase in ("avslutad", "pågående")),
            tuple(one for one in rows if one.phase in ("planerad", "föreslagen")),
            tuple(one for one in rows if one.phase in ("okänd", "vilande")),
        )
        for code, rows in by_code.items()
        if any(one.phase != "avslutad" for one in rows)
    ]
    return sorted(found, key=lambda row: (len(row.done) - len(row.ahead), -len(row.ahead) - len(row.done) - len(row.unclear), row.code))
