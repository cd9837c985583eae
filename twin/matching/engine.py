"""From a register to suggestions and gaps: rank, explain, hold back what would flood the list. Pure: same input, same output."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from twin.matching import explain_overlap, explain_synergy
from twin.matching.embedding import blended, wanted
from twin.matching.gaps import gaps
from twin.matching.grounds import COUNTY, distinct, shared_organisations
from twin.matching.items import by_words
from twin.matching.model import Clause, Gap, Item, Ranked, Suggestion
from twin.matching.needs import Need
from twin.matching.overlaps import Overlap, OverlapWeights, overlaps
from twin.matching.overlaps import ranked as ranked_overlap
from twin.matching.synergies import Link, SynergyWeights, links, synergies
from twin.matching.synergies import ranked as ranked_synergy
from twin.matching.taxonomy import Knowledge
from twin.matching.text import similarities

MODEL = "2026-11"  # changes when weights, tiers or grades do; stored with each verdict
MOST = 10  # shown per initiative and kind


@dataclass(frozen=True)
class Weights:
    """All that orders pairs."""

    synergy: SynergyWeights = SynergyWeights()
    overlap: OverlapWeights = OverlapWeights()


@dataclass(frozen=True)
class Frame:
    """What stands around the initiatives: names, figures that lag, what people have called related, and the date."""

    date: str
    places: Mapping[str, str]  # all codes -> names
    municipalities: Mapping[str, str]  # the federation's own
    bodies: Mapping[str, str]  # organisation id -> name
    needs: Sequence[Need] = ()
    related: frozenset[frozenset[str]] = frozenset()
    successors: Mapping[str, str] = field(default_factory=dict)  # initiative -> the one that went on with it

    @property
    def year(self) -> int:
        """The year that 'ended' and 'outdated' are counted from."""
        return int(self.date[:4])


@dataclass(frozen=True)
class Result:
    """All that the engine finds in one register."""

    suggestions: tuple[Suggestion, ...]
    gaps: tuple[Gap, ...]


def rank(kind: str, items: Sequence[Item], knowledge: Knowledge, weights: Weights | None = None, year: int | None = None) -> list[Ranked]:
    """Every pair of a kind ('synergy' or 'overlap') that has any ground, in full order; what sources call related is not taken out. `year`: now, if not told."""
    w = weights or Weights()
    year = year or datetime.now(UTC).year
    if kind == "synergy":
        return [ranked_synergy(link) for link in synergies(items, knowledge, year, w.synergy)]
    return [ranked_overlap(pair) for pair in overlaps(items, knowledge, year, w.overlap, alike(items))]


def alike(items: Sequence[Item]) -> Mapping[tuple[str, str], float]:
    """Likeness of wording of every pair of initiatives, by ordered pair of ids."""
    texts = {item.id: f"{item.title} {item.text}" for item in distinct(items)}  # a row written twice must not make its words common
    found = similarities(texts)
    return blended(found, texts) if wanted() else found


def tagged(items: Sequence[Item], knowledge: Knowledge) -> tuple[Item, ...]:
    """The same initiatives, coded by their words alone."""
    return by_words(items, knowledge)


def run(items: Sequence[Item], knowledge: Knowledge, frame: Frame, weights: Weights | None = None) -> Result:
    """Suggestions of both kinds, in order within their kind, and the gaps."""
    w = weights or Weights()
    needy = [need for need in frame.needs if need.place in frame.municipalities]
    found = synergies(items, knowledge, frame.year, w.synergy, frame.related)
    found = sorted(
        found,
        key=lambda link: (link.tier, -(link.score + w.synergy.need * bool(_needs(link, needy))), link.rule.id, link.means.id, link.end.id),
    )
    pairs = overlaps(items, knowledge, frame.year, w.overlap, alike(items), frame.related)
    return Result(
        (*_synergies(found, needy, knowledge, frame, w), *_overlaps(pairs, knowledge, frame)),
        tuple(gaps(distinct(items), found, needy, frame.municipalities, knowledge, frame.date, frame.year)),
    )


def _needs(link: Link, needs: Sequence[Need]) -> list[Need]:
    if link.end.level == COUNTY:  # a county's aim is not set for one municipality's figure
        return []
    return [need for need in needs if need.place in link.end.places and link.mechanism in need.mechanisms]


def _synergies(found: Sequence[Link], needs: Sequence[Need], knowledge: Knowledge, frame: Frame, w: Weights) -> list[Suggestion]:
    shown: Counter[str] = Counter()
    rows = []
    for position, link in enumerate(found, start=1):
        held = _passed_on(link, found, frame) or _full(link.means, link.end, shown, link.tier == "T3", "synergy")
        if not held:
            shown.update((link.means.id, link.end.id))
        others = [other for other in links(link.means, link.end, knowledge, frame.year, w.synergy) if other.rule.id != link.rule.id]
        best = sorted(others, key=lambda other: (other.tier, -other.score))[:1]
        reasons = explain_synergy.reasons(link, best, _needs(link, needs), frame.places, frame.bodies, knowledge, frame.year)
        kind = "data" if link.data else "resource" if shared_organisations(link.means, link.end) else "outcome"
        rows.append(
            Suggestion(
                ranked_synergy(link), kind, position, held, explain_synergy.text(link), tuple(reasons),
                tuple(explain_synergy.against(link, frame.places, knowledge, frame.year)),
                features_hash(link.means, link.end, link.rule.id, link.rule.sentence[0]),
            )
        )  # fmt: skip
    return rows


def _overlaps(pairs: Sequence[Overlap], knowledge: Knowledge, frame: Frame) -> list[Suggestion]:
    shown: Counter[str] = Counter()
    rows = []
    for position, pair in enumerate(pairs, start=1):
        held = _full(pair.a, pair.b, shown, pair.grade == "C", "overlap")
        if not held:
            shown.update((pair.a.id, pair.b.id))
        rows.append(
            Suggestion(
                ranked_overlap(pair), "resource", position, held, explain_overlap.text(pair, knowledge),
                tuple(explain_overlap.reasons(pair, frame.places, knowledge)),
                tuple(explain_overlap.against(pair, frame.places, knowledge, frame.year)), features_hash(pair.a, pair.b),
            )
        )  # fmt: skip
    return rows


def _passed_on(link: Link, found: Sequence[Link], frame: Frame) -> tuple[str, str] | None:
    """Why a pair of something that another initiative went on with is held back: the successor has the same link."""
    after = frame.successors.get(link.means.id)
    other = next((one for one in found if one.means.id == after and one.end.id == link.end.id), None)
    if other is None:
        return None
    return (
        f"”{other.means.title}” är fortsättningen och har samma förslag.",
        f"“{other.means.title}” is the continuation and has the same suggestion.",
    )


def _full(a: Item, b: Item, shown: Mapping[str, int], weak: bool, kind: str) -> tuple[str, str] | None:
    """Why a pair is held back: its grounds are thin, or one side has its ten already."""
    if weak and kind == "synergy":
        return (
            "Bara regeln talar för paret: gemensam plats, organisation eller tid saknas.",
            "Only the rule speaks for the pair: no place, organisation or time in common.",
        )
    if weak:
        return (
            "Paret liknar varandra i ordval eller område, men gör inte samma sak.",
            "The pair is alike in wording or field, but does not do the same thing.",
        )
    for one in (a, b):
        if shown.get(one.id, 0) >= MOST:
            return (
                f"”{one.title}” har redan {MOST} starkare förslag; fler skulle dölja de andra.",
                f"“{one.title}” has {MOST} stronger suggestions already; more would hide the others.",
            )
    return None


def features_hash(*features: Item | str) -> str:
    """Changes when anything that a person judged a pair by does: texts, tags, states, years, places, or the rule's sentence."""
    told = [
        feature if isinstance(feature, str)
        else [feature.id, feature.title, feature.text, feature.owner, feature.partners, sorted(feature.places), feature.phase, feature.start, feature.end,
              feature.climate, feature.digital, {scheme: sorted(codes) for scheme, codes in sorted(feature.tags.items())}]
        for feature in features
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def as_json(clauses: Sequence[Clause]) -> str:
    """Clauses as the JSON of `suggestion.reasons` and `suggestion.against`."""
    return json.dumps([asdict(clause) for clause in clauses], ensure_ascii=False)
