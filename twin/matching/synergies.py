"""Climate × digital: a digital means that could serve a climate end, by a rule, in tiers. Text likeness plays no part (MATCHING 7.4).

T1: the rule, and both name the same asset or system, or one makes the data that the other's end needs.
T2: the rule, and the same place or a common organisation, and times that are not known to lie apart.
T3: the rule alone. Where one side has ended or is outdated, or names the climate end in passing, the tier is one lower.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from twin.matching.grounds import Time, beginning, covers, distinct, ended, lapsed, outdated, shared_organisations, shared_places, time
from twin.matching.model import Item, Ranked
from twin.matching.taxonomy import Knowledge, Rule

TIERS = ("T1", "T2", "T3")
ANALYSIS = frozenset(
    {"ai", "dataanalys", "prognos", "visualisering", "berakningsverktyg", "digital-tvilling"}
)  # nothing without the right data


@dataclass(frozen=True)
class SynergyWeights:
    """What orders pairs within a tier. Judgement, not measured effects; `make evaluate` tells how much each matters."""

    evidence: float = 0.6  # per step of the rule's strength
    about: float = 2.0  # the climate end is what the initiative is about, not a side remark
    means: float = 1.0  # the digital means is what the other is about
    thing: float = 1.0  # the climate side has the thing that the rule is about
    needed: float = 1.0  # the words of the climate side ask for the data
    place: float = 0.8  # a municipality in common
    area: float = 0.8  # the means covers the whole area of the end
    organisation: float = 0.8  # an organisation with a role in both
    beginning: float = 1.0  # the climate side is still to be decided or procured
    unmet: float = 0.8  # the climate side has no digital means of its own yet
    past: float = 1.5  # taken off where one side has ended or is outdated
    need: float = 1.0  # a figure of the place lags
    broad: float = 1.5  # taken off where the rule is only a precondition


@dataclass(frozen=True)
class Link:
    """One rule between a digital means and a climate end, with what it stands on."""

    means: Item
    end: Item
    rule: Rule
    technology: str
    mechanism: str
    shared: frozenset[str]  # assets of the rule that both name
    system: bool  # both texts are about the very thing of the mechanism
    data: frozenset[str]  # data that the means makes and the rule asks for
    tier: str
    score: float
    parts: tuple[tuple[str, float], ...]


def links(means: Item, end: Item, knowledge: Knowledge, today: int, weights: SynergyWeights) -> Iterator[Link]:
    """Every rule that leads from one initiative's technology to the other's mechanism."""
    technology, mechanism = means.codes("technology"), end.codes("mechanism")
    for rule in knowledge.rules:
        able = rule.enablers & technology
        if not able or rule.mechanisms.isdisjoint(mechanism):
            continue
        data = rule.data & means.codes("data_made")
        if rule.data and not data:
            able -= ANALYSIS
            if means.yields:
                continue  # it is known what it yields, and that is something else
        if rule.reach in ("broad", "evidence") and not end.digital:
            continue  # a precondition serves a digital side, and an evaluation needs a solution to evaluate
        technologies = sorted(able, key=lambda code: (not main(means, "technology", code), code))
        mechanisms = sorted(rule.mechanisms & mechanism, key=lambda code: (not main(end, "mechanism", code), code))
        if technologies and mechanisms and not (rule.reach == "data" and not data):
            yield _link(means, end, rule, technologies[0], mechanisms[0], data, today, weights)


def _link(means: Item, end: Item, rule: Rule, technology: str, mechanism: str, data: frozenset[str], today: int, w: SynergyWeights) -> Link:
    shared = rule.assets & means.codes("asset") & end.codes("asset")
    system = bool(rule.assets) and mechanism in means.codes("mechanism")
    thing = bool(rule.assets & end.codes("asset"))
    near = bool(shared_places(means, end) or shared_organisations(means, end))
    apart = time(means, end) is Time.APART
    past = ended(end) or outdated(end, today) or (outdated(means, today) and not shared)
    central = main(end, "mechanism", mechanism)
    given = bool(data) and rule.reach == "data" and covers(means, end) and (thing or not rule.assets)
    # Houses in two municipalities are not one asset; but a way of running a plant carries over to another of its kind.
    rank = 0 if central and ((shared and near) or system or given) else 1 if near and not apart else 2
    if rule.reach in ("broad", "evidence") or rule.strength == 1 or not rule.read:
        rank = max(rank, 1)
    if past or apart or not central:
        rank = min(2, rank + 1)
    parts = {
        "evidence": w.evidence * rule.strength,
        "about": w.about * central,
        "means": w.means * main(means, "technology", technology),
        "thing": w.thing * thing,
        "needed": w.needed * bool(rule.data & end.codes("data_needed")),
        "place": w.place * bool(shared_places(means, end)),
        "area": w.area * covers(means, end),
        "organisation": w.organisation * bool(shared_organisations(means, end)),
        "beginning": w.beginning * beginning(end, today),
        "unmet": w.unmet * (end.digital == 0),
        "past": -w.past * (past + apart + 0.5 * lapsed(end, today)),
        "broad": -w.broad * (rule.reach in ("broad", "evidence")),
    }
    return Link(means, end, rule, technology, mechanism, shared, system, data, TIERS[rank], sum(parts.values()), tuple(parts.items()))


def main(item: Item, scheme: str, code: str) -> bool:
    """Is the initiative about this code? Its words stand in the title; or the title names no code of the scheme, and then the text decides."""
    return (scheme, code) in item.titled or not any(named == scheme for named, _ in item.titled)


def best(means: Item, end: Item, knowledge: Knowledge, today: int, weights: SynergyWeights) -> Link | None:
    """The strongest rule from one to the other: highest tier, then score, then rule id."""
    return min(links(means, end, knowledge, today, weights), key=_order, default=None)


def _order(link: Link) -> tuple[int, float, str, str, str]:
    return TIERS.index(link.tier), -link.score, link.rule.id, link.means.id, link.end.id


def synergies(
    items: Sequence[Item], knowledge: Knowledge, today: int, weights: SynergyWeights, related: frozenset[frozenset[str]] = frozenset()
) -> list[Link]:
    """One link a pair of initiatives (the stronger direction), in order. Pairs that a source calls related are neither synergy nor overlap."""
    found: dict[frozenset[str], Link] = {}
    for means, end in _pairs(items):
        pair = frozenset((means.id, end.id))
        if pair in related:
            continue
        link = best(means, end, knowledge, today, weights)
        if link and (pair not in found or _order(link) < _order(found[pair])):
            found[pair] = link
    return sorted(found.values(), key=_order)


def _pairs(items: Iterable[Item]) -> Iterator[tuple[Item, Item]]:
    every = distinct(items)
    means = [item for item in every if item.digital and item.codes("technology")]
    ends = [item for item in every if item.climate and item.codes("mechanism")]
    return ((a, b) for a in means for b in ends if a.id != b.id)


def ranked(link: Link) -> Ranked:
    """The link as a row of the whole order: tiers first, score within."""
    base = {"T1": 200.0, "T2": 100.0, "T3": 0.0}[link.tier]
    return Ranked("synergy", link.means.id, link.end.id, base + link.score, link.tier, link.rule.id, dict(link.parts))
