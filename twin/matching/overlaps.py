"""Overlap: two owners that do the same thing. Independent parts, each a weight in bits (log2 of how much likelier the agreement is in a true pair than
by chance, Fellegi and Sunter 1969), capped, so that no single part decides. Grades, never a number on screen (MATCHING 7.3).

A: what is done agrees, and two more independent parts, and both are digital means or neither is. B: what is done agrees; or one side mentions what
the other is about, within one theme, and two more parts agree; or asset, theme and much of the wording do. C: less, or both over, or times apart.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2

from twin.matching.grounds import Time, distinct, ended, local, outdated, same_owner, shared_organisations, time
from twin.matching.model import Item, Ranked
from twin.matching.taxonomy import Knowledge

GRADES = ("A", "B", "C")
SHORTEST = 4  # letters of a name that can be looked for in another text
COORDINATION = frozenset({("technology", "digital-samordning"), ("technology", "mognadsmatning")})  # digital plans
PLANS = "styrning"  # the theme of mechanisms that are goals and plans
CAP = 6.0  # bits: no single part may decide alone
SMOOTH = 2.0  # added to counts, so that a rare code in a small register is not taken for proof
Pairs = Mapping[tuple[str, str], float]


@dataclass(frozen=True)
class OverlapWeights:
    """Chances of agreement in a true pair (m), and bits of what is not counted from the register. Judgement; `make evaluate` tells how much each matters."""

    what: float = 0.9  # m: both are about the same mechanism or technology
    partly: float = 0.5  # share of those bits where one side only mentions it
    asset: float = 0.6  # m: the same kind of asset
    theme: float = 0.5  # m: the same theme
    text_near: float = 3.0  # bits where the wording is much alike
    text_some: float = 1.5  # bits where it is somewhat alike
    level: float = 1.0  # bits for and against: both are one municipality's own, or both are wider
    time: float = 1.0  # bits for windows that overlap, against windows apart
    nature: float = 2.0  # bits against: one is a digital means and the other is not, so that it may serve, not double
    past: float = 2.5  # bits against, each side that has ended or is outdated
    shared_body: float = 1.0  # bits against: they know of each other already


@dataclass(frozen=True)
class Overlap:
    """Two initiatives of different owners with what they share; `bits` by part."""

    a: Item
    b: Item
    what: tuple[tuple[str, str], ...]  # (scheme, code) that both are about
    assets: frozenset[str]
    themes: frozenset[str]
    text: float
    bits: Mapping[str, float]
    grade: str

    @property
    def score(self) -> float:
        """All bits together."""
        return sum(self.bits.values())


NEAR, SOME = 0.20, 0.10  # cosine of character n-grams between two short Swedish texts; the top 1 % and 5 % of pairs in our register


def overlaps(
    items: Sequence[Item],
    knowledge: Knowledge,
    today: int,
    weights: OverlapWeights,
    alike: Pairs,
    related: frozenset[frozenset[str]] = frozenset(),
    pairs: Iterable[tuple[Item, Item]] | None = None,
) -> list[Overlap]:
    """Every pair of different owners that shares anything, most bits first within its grade. `alike`: cosine by ordered pair of ids.

    `pairs`, each with the lower id first: no others are tried, in a register too large for all.
    """
    every = distinct(items)
    common = _common(every)
    found = []
    for a, b in combinations(every, 2) if pairs is None else pairs:
        if same_owner(a, b) or frozenset((a.id, b.id)) in related:
            continue
        pair = _overlap(a, b, common, len(every), knowledge, today, weights, alike.get((a.id, b.id), 0.0))
        if pair:
            found.append(pair)
    return sorted(found, key=lambda o: (GRADES.index(o.grade), -o.score, o.a.id, o.b.id))


def done(item: Item) -> frozenset[tuple[str, str]]:
    """(scheme, code) of every technology and mechanism that the initiative names."""
    return frozenset((scheme, code) for scheme in ("technology", "mechanism") for code in item.codes(scheme))


def named(a: Item, b: Item) -> bool:
    """Do the words of `b` name `a`: by its short title, where that is a proper name, or by the abbreviation that its title gives in brackets?"""
    short = re.split(r" [–(]", a.title)[0].strip()
    names = re.findall(r"\(([A-ZÅÄÖ][\w:-]{2,})\)", a.title)
    if short.isupper() or any(word[:1].isupper() for word in short.split()[1:]):
        names.append(short)
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", f"{b.text} {b.partners}") for name in names if len(name) >= SHORTEST)


def _plan(one: tuple[str, str], knowledge: Knowledge) -> bool:
    return one in COORDINATION or (one[0] == "mechanism" and knowledge.codes["mechanism"][one[1]].theme == PLANS)


def about(item: Item) -> frozenset[tuple[str, str]]:
    """(scheme, code) of what is done: the technologies and mechanisms that the title names; where it names none, those of the text."""
    named = frozenset(one for one in item.titled if one[0] in ("technology", "mechanism"))
    return (named & done(item)) if named else done(item)


def _common(items: Sequence[Item]) -> Counter[tuple[str, str]]:
    return Counter(
        (scheme, code) for item in items for scheme in ("mechanism", "technology", "asset", "theme") for code in item.codes(scheme)
    )


def _overlap(
    a: Item, b: Item, common: Mapping[tuple[str, str], int], size: int, knowledge: Knowledge, today: int, w: OverlapWeights, text: float
) -> Overlap | None:
    def bits(m: float, scheme: str, code: str) -> float:
        return max(0.0, min(CAP, log2(m * (size + SMOOTH) / (common[scheme, code] + SMOOTH))))

    def best(m: float, scheme: str, codes: Iterable[str]) -> float:  # where none agree: how much rarer that is in a true pair
        return max((bits(m, scheme, code) for code in codes), default=log2(1 - m))

    if named(a, b) or named(b, a):  # they are parts of one thing, or know of each other already
        return None
    what = sorted(about(a) & about(b), key=lambda one: (-bits(w.what, *one), one))
    partly = sorted((about(a) & done(b)) | (done(a) & about(b)), key=lambda one: (-bits(w.what, *one), one))
    if local(a) != local(b):  # a municipality's plan is nested in the county's, it does not double it
        what, partly = ([one for one in every if not _plan(one, knowledge)] for every in (what, partly))
    assets, themes = a.codes("asset") & b.codes("asset"), a.codes("theme") & b.codes("theme")
    alike = 2 if text >= NEAR else 1 if text >= SOME else 0
    if not (what or partly or alike or (assets and themes)):
        return None
    past = sum(ended(one) or outdated(one, today) for one in (a, b))
    lies = time(a, b)
    parts = {
        "what": bits(w.what, *what[0]) if what else w.partly * bits(w.what, *partly[0]) if partly else log2(1 - w.what),
        "asset": best(w.asset, "asset", assets),
        "theme": best(w.theme, "theme", themes),
        "text": (0.0, w.text_some, w.text_near)[alike],
        "level": w.level if local(a) == local(b) else -w.level,
        "time": {Time.OVERLAP: w.time, Time.APART: -w.time, Time.UNKNOWN: 0.0}[lies],
        "nature": -w.nature * (bool(a.digital) != bool(b.digital)),
        "past": -w.past * past,
        "organisation": -w.shared_body * bool(shared_organisations(a, b)),
    }
    agreeing = sum(parts[name] > 0 for name in ("asset", "theme", "text"))
    standing = past < 2 and lies is not Time.APART
    same_nature = parts["nature"] >= 0
    if not standing:
        grade = "C"
    elif what and agreeing >= 2 and same_nature:
        grade = "A"
    elif what or (partly and same_nature and parts["theme"] > 0 and agreeing >= 2) or (themes and alike == 2 and assets):
        grade = "B"
    else:
        grade = "C"
    return Overlap(a, b, tuple(what or partly), assets, themes, text, parts, grade)


def ranked(overlap: Overlap) -> Ranked:
    """The pair as a row of the whole order: grades first, bits within."""
    base = {"A": 200.0, "B": 100.0, "C": 0.0}[overlap.grade]
    return Ranked("overlap", overlap.a.id, overlap.b.id, base + overlap.score, overlap.grade, None, dict(overlap.bits))
