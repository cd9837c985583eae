"""Which initiative of the register a candidate looks like: the engine's overlap between the two, where they also share a place or an owner."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from ingest.region import Region
from ingest.registers.candidates import Project
from twin import duck
from twin.matching.engine import Weights
from twin.matching.items import year
from twin.matching.model import Item
from twin.matching.neighbours import fill
from twin.matching.overlaps import NEAR, SOME, Overlap, overlaps
from twin.matching.taxonomy import Knowledge
from twin.matching.text import weigh
from twin.matching.wording import Both, both_listed, upper

LOOKS_LIKE = ("A", "B")  # grades; C is likeness of wording alone
LOCAL = 2  # municipalities
_LIKENESS = """
SELECT a.id, b.id, round(sum(a.w * b.w), 9) FROM weight AS a JOIN weight AS b ON a.token = b.token
WHERE starts_with(a.id, ':') AND NOT starts_with(b.id, ':') GROUP BY a.id, b.id
"""


def similar(projects: Sequence[Project], items: Sequence[Item], region: Region, knowledge: Knowledge) -> dict[str, tuple[str, str, str]]:
    """Candidate's id -> the initiative that it looks most like, and why, in Swedish and English. Most have none."""
    asked = {
        f":{one.id}": (one, _item(one, region)) for one in projects
    }  # ':' sorts before every letter: the candidate is the first of a pair
    pairs = [(item, other) for one, item in asked.values() for other in items if _near(one, item, other)]
    every = [*(item for _, item in asked.values()), *items]
    found = overlaps(every, knowledge, datetime.now(UTC).year, Weights().overlap, _alike(every), pairs=pairs)
    best: dict[str, tuple[str, str, str]] = {}
    for pair in found:  # the best first
        one, _ = asked[pair.a.id]
        if pair.grade in LOOKS_LIKE and one.id not in best:
            best[one.id] = (pair.b.id, *_why(pair, region, knowledge))
    return best


def _near(one: Project, item: Item, other: Item) -> bool:
    """Do they share an organisation, or a municipality of something local? What concerns many places is near every candidate."""
    return one.organisation_id in other.organisations or (len(other.places) <= LOCAL and bool(item.places & other.places))


def _item(one: Project, region: Region) -> Item:
    """The candidate as the engine sees an initiative. Without an owner's group: the register's own version of it is most often the same owner's."""
    told = one.first.told
    places = frozenset(place.place_code for entry in one.entries for place in entry.places) & {*region.municipality_codes}
    start, end = year(told.start_date or None), year(told.end_date or None)
    tags = one.marks.tags or {}
    titled = {(scheme, code) for scheme, codes in tags.items() for code, words in codes.items() if words.lower() in told.title.lower()}
    return Item(
        f":{one.id}", told.title, told.text, told.organisation_text, "", places, "kommun" if len(places) == 1 else "höglandet", start, end, start,
        "okänd", one.marks.climate, one.marks.digital, tags, titled=frozenset(titled),
    )  # fmt: skip


def _alike(items: Sequence[Item]) -> Mapping[tuple[str, str], float]:
    with duck.connect() as con:
        fill(con, ((item.id, f"{item.title} {item.text}") for item in items))
        weigh(con)
        return {(a, b): likeness for a, b, likeness in con.execute(_LIKENESS).fetchall()}


def _why(pair: Overlap, region: Region, knowledge: Knowledge) -> Both:
    """What the two share, in one sentence."""
    sv, en = [], []
    if pair.what:
        name = knowledge.name(*pair.what[0])
        sv.append(f"båda rör {name[0]}")
        en.append(f"both concern {name[1]}")
    if pair.themes:
        theme = both_listed(knowledge.name("theme", code) for code in sorted(pair.themes))
        sv.append(f"samma tema ({theme[0]})")
        en.append(f"the same theme ({theme[1]})")
    if pair.text >= SOME:
        sv.append("mycket lika i ordval" if pair.text >= NEAR else "delar en del ord")
        en.append("much alike in wording" if pair.text >= NEAR else "some words in common")
    if shared := sorted(region.areas[code].name for code in pair.a.places & pair.b.places):
        sv.append(f"samma kommun ({', '.join(shared)})")
        en.append(f"the same municipality ({', '.join(shared)})")
    return f"{upper(', '.join(sv))}.", f"{upper(', '.join(en))}."
