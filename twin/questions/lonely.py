"""The initiatives that no shown synergy reaches, each with why. Pure but for `coded`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twin.questions.initiatives import Initiative, age
from twin.questions.links import standing
from twin.questions.pair_list import state
from twin.questions.suggestions import Suggestion
from twin.warehouse import ask

if TYPE_CHECKING:
    from twin.workspace import Verdict

ENDED = ("avslutad", "avbruten")
SHORT = 10  # words: so short a description gives the rules little to hold on to


@dataclass(frozen=True)
class Why:
    """One reason, by code: rejected, held, no_technology, no_mechanism, no_rule, no_end, no_means, ended, old, short. `codes` are the technologies or
    mechanisms that it is about (`scheme` tells which); `pair` is the strongest that is held back."""

    code: str
    scheme: str = ""
    codes: tuple[str, ...] = ()
    pair: Suggestion | None = None
    n: int = 0


@dataclass(frozen=True)
class Lonely:
    """An initiative without a shown synergy; `overlaps` it may have."""

    initiative: Initiative
    why: tuple[Why, ...]
    overlaps: int


@dataclass(frozen=True)
class Coded:
    """What the rules have to hold on to: technologies and mechanisms by initiative, and those that any rule names."""

    technologies: Mapping[str, Sequence[str]]
    mechanisms: Mapping[str, Sequence[str]]
    enablers: frozenset[str]
    ends: frozenset[str]


def lonely(
    register: Iterable[Initiative], pairs: Sequence[Suggestion], verdicts: Mapping[str, Verdict], coded: Coded, old_before: int
) -> list[Lonely]:
    """Those without any shown pair first, then those that have overlaps; by title within each."""
    shown = [one.suggestion for one in standing(pairs, verdicts)]
    tied = {row.id for one in shown if one.kind == "synergy" for row in (one.a, one.b)}
    found = []
    for row in register:
        if row.id not in tied:
            own = [one for one in pairs if one.kind == "synergy" and row.id in (one.a.id, one.b.id)]
            overlaps = sum(one.kind == "overlap" and row.id in (one.a.id, one.b.id) for one in shown)
            found.append(Lonely(row, tuple(_why(row, own, verdicts, coded, old_before)), overlaps))
    return sorted(found, key=lambda one: one.overlaps > 0)


def _why(row: Initiative, own: Sequence[Suggestion], verdicts: Mapping[str, Verdict], coded: Coded, old_before: int) -> list[Why]:
    rejected = [one for one in own if state(one, verdicts.get(one.id)) == "avvisat"]
    held = sorted((one for one in own if not one.shown and one not in rejected), key=lambda one: one.position)
    reasons = [Why("rejected", n=len(rejected))] if rejected else []
    reasons += [Why("held", pair=held[0], n=len(held))] if held else []
    if not own:
        if row.digital_score:
            reasons.append(_side(coded.technologies.get(row.id, ()), coded.enablers, "technology", "no_technology", "no_end"))
        if row.climate_score:
            reasons.append(_side(coded.mechanisms.get(row.id, ()), coded.ends, "mechanism", "no_mechanism", "no_means"))
    if row.phase in ENDED:
        reasons.append(Why("ended"))
    elif age(row.as_of, old_before) == "old":
        reasons.append(Why("old"))
    if (words := len(row.description.split())) < SHORT:
        reasons.append(Why("short", n=words))
    return reasons


def _side(codes: Sequence[str], ruled: frozenset[str], scheme: str, none: str, unmet: str) -> Why:
    """Why one side finds nobody: nothing to hold on to, no rule for it, or nobody at the rule's other end."""
    if not codes:
        return Why(none)
    usable = tuple(code for code in codes if code in ruled)
    return Why(unmet, scheme, usable) if usable else Why("no_rule", scheme, tuple(codes))


_MECHANISMS = """
SELECT initiative_id, code FROM initiative_tag WHERE scheme = 'mechanism'
UNION SELECT initiative_id, code FROM tag_proposal WHERE scheme = 'mechanism' ORDER BY 1, 2
"""


def coded(technologies: Mapping[str, Sequence[str]]) -> Coded:
    """The same from the warehouse, with the digital technologies given. Mechanisms are those that people have set, else those that the words propose."""
    mechanisms: dict[str, list[str]] = {}
    for id_, code in ask(_MECHANISMS):
        mechanisms.setdefault(id_, []).append(code)
    rules = ask("SELECT enablers, mechanisms FROM rule")
    return Coded(
        technologies,
        mechanisms,
        frozenset(code for row in rules for code in row[0].split(";")),
        frozenset(code for row in rules for code in row[1].split(";")),
    )
