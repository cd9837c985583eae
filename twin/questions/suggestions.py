"""The engine's suggestions with all that a person needs to judge them: both initiatives, the rule and its sources, what speaks for and against."""

import json
from dataclasses import dataclass
from functools import lru_cache

from twin.matching.model import Clause
from twin.questions.initiatives import SELECT, Initiative
from twin.warehouse import ask, current

KINDS = ("synergy", "overlap")
GRADES = {"synergy": ("T1", "T2", "T3"), "overlap": ("A", "B", "C")}


@dataclass(frozen=True)
class RuleSource:
    title: str
    publisher: str
    year: str
    url: str
    kind: str
    read: str
    says_sv: str
    says_en: str


@dataclass(frozen=True)
class Rule:
    """What a digital means does for a climate end, how strong the ground is, and who says so."""

    id: str
    sentence_sv: str
    sentence_en: str
    requires_sv: str
    requires_en: str
    strength: int
    caveat_sv: str
    caveat_en: str
    sources: tuple[RuleSource, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """One pair. Of a synergy `a` is the digital means and `b` the climate end; of an overlap they are equals."""

    id: str
    kind: str
    grade: str
    link: str
    position: int
    shown: bool
    held_sv: str
    held_en: str
    text_sv: str
    text_en: str
    reasons: tuple[Clause, ...]
    against: tuple[Clause, ...]
    features_hash: str
    a: Initiative
    b: Initiative
    rule: Rule | None

    @property
    def places(self) -> set[str]:
        """Where either of the two is."""
        return {*self.a.places, *self.b.places}

    @property
    def organisations(self) -> set[str]:
        """Who takes part in either of the two."""
        return {org for one in (self.a, self.b) for org in (*one.organisations, one.owner_id) if org}

    @property
    def themes(self) -> set[str]:
        """What it is about: of a synergy the climate end's themes, of an overlap those of either."""
        return {*self.b.themes, *(self.a.themes if self.kind == "overlap" else ())}

    @property
    def technologies(self) -> set[str]:
        """The technologies that speak for it: of a synergy those of the digital means."""
        return {clause.code for clause in self.reasons if clause.part == "technology" and clause.code}


_RULES = "SELECT id, sentence_sv, sentence_en, requires_sv, requires_en, strength, caveat_sv, caveat_en FROM rule ORDER BY id"
_RULE_SOURCES = """
SELECT rule_id, title, publisher, year, url, kind, read, says_sv, says_en FROM rule_source
ORDER BY rule_id, CASE read WHEN 'full' THEN 0 WHEN 'abstract' THEN 1 ELSE 2 END, year DESC, url
"""
_SUGGESTIONS = """
SELECT id, kind, grade, link, position, shown, coalesce(held_sv, ''), coalesce(held_en, ''), text_sv, text_en, reasons, against, features_hash,
       a, b, rule_id
FROM suggestion ORDER BY kind DESC, position, id
"""


def suggestions() -> list[Suggestion]:
    """Every suggestion, synergies first, in the engine's order; those held back too."""
    return list(_all(str(current())))


def suggestion(id_: str) -> Suggestion | None:
    """One suggestion; None where the engine does not make it (any more)."""
    return next((one for one in _all(str(current())) if one.id == id_), None)


def rules() -> dict[str, Rule]:
    """The rules with their sources, the best read first."""
    sources: dict[str, list[RuleSource]] = {}
    for rule_id, *row in ask(_RULE_SOURCES):
        sources.setdefault(rule_id, []).append(RuleSource(*row))
    return {row[0]: Rule(*(*row, tuple(sources.get(row[0], [])))) for row in ask(_RULES)}


# By file: a published file never changes, and building the rows anew for every click would be felt.
@lru_cache(maxsize=2)
def _all(path: str) -> tuple[Suggestion, ...]:
    known, initiatives = rules(), {row[0]: Initiative(*row) for row in ask(SELECT)}
    return tuple(
        Suggestion(*(*row, clauses(reasons), clauses(against), hash_, initiatives[a], initiatives[b], known.get(rule_id)))
        for *row, reasons, against, hash_, a, b, rule_id in ask(_SUGGESTIONS)
    )


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a JSON list; keys that a clause lacks are empty, keys that are not ours are left."""
    fields = Clause.__dataclass_fields__
    return tuple(Clause(**{key: value for key, value in clause.items() if key in fields}) for clause in json.loads(text))
