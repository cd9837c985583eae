"""The initiatives as the engine sees them: from the published warehouse, or from bare rows of another register, coded by their words alone."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from twin.matching.model import Item
from twin.matching.tags import proposed
from twin.matching.taxonomy import Knowledge
from twin.register.tables import Register

_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTIES = "Blekinge|Dalarna|Gävleborg|Halland|Jämtland|Kronoberg|Norrbotten|Skåne|Södermanland|Värmland|Västerbotten|Västernorrland|Västmanland|Västra Götaland|Östergötland"  # those that no municipality is called
_LEVELS = (  # of the owner's name
    (re.compile(r"(?i)förbund"), "höglandet"),
    (re.compile(rf"(?i)\blän(s|et|ets)?\b|länsstyrelse|^region\b|\bregion\b(?!.*kommun)|\b(?:{_COUNTIES})\b"), "län"),
    (re.compile(r"(?i)kommun|\bAB\b|energi|bostäder"), ""),  # as many places as it names
    (re.compile(r"(?i)universitet|högskola|institut|\bRISE\b|myndighet|verket|stiftelse"), "nationell"),
)
_NATION = re.compile(r"(?i)^nationell|\bnationellt (?:center|centrum|labb|program|projekt)")
_PHASES = {"pågår": "pågående", "klar": "avslutad", "avslutat": "avslutad", "planerat": "planerad", "föreslaget": "föreslagen"}


def year(date: str | None) -> int | None:
    """The year of an EDTF date."""
    return int(date[:4]) if date else None


def from_register(register: Register, knowledge: Knowledge) -> tuple[Item, ...]:
    """All initiatives with the tags people have set; where people have set none of a scheme, those that the words propose."""
    parents = {o.id: o.parent_id for o in register.organisation}
    tags: dict[str, dict[str, dict[str, str]]] = {}
    for tag in register.initiative_tag:
        tags.setdefault(tag.initiative_id, {}).setdefault(tag.scheme, {})[tag.code] = tag.evidence
    places: dict[str, set[str]] = {}
    for place in register.initiative_place:
        places.setdefault(place.initiative_id, set()).add(place.place_code)
    bodies: dict[str, set[str]] = {}
    for role in register.initiative_organisation:
        bodies.setdefault(role.initiative_id, set()).add(role.organisation_id)
    items = []
    for i in register.initiative:
        set_by_people = {scheme: _titled(scheme, codes, i.title_sv, knowledge) for scheme, codes in tags.get(i.id, {}).items()}
        words = proposed(i.title_sv, i.description_sv, knowledge)
        items.append(
            Item(
                i.id, i.title_sv, i.description_sv, i.owner_text, i.partners_text, frozenset(places.get(i.id, ())), i.geo_level,
                year(i.start_date), year(i.end_date), year(i.as_of), i.phase, i.climate_score, i.digital_score,
                {"mechanism": words["mechanism"], **set_by_people},
                _top(i.owner_org_id, parents), frozenset(bodies.get(i.id, ())),
            )
        )  # fmt: skip
    return tuple(_settled(item) for item in sorted(items, key=lambda item: item.id))


def _titled(scheme: str, codes: Mapping[str, str], title: str, knowledge: Knowledge) -> dict[str, str]:
    """The same tags; where the title names a code too, by its words: what the title names is what the initiative is about."""
    known = knowledge.codes["data" if scheme.startswith("data") else scheme]
    hits = {code: known[code].pattern.search(title) for code in codes}
    return {code: hit.group(0) if (hit := hits[code]) else words for code, words in codes.items()}


def _top(organisation: str, parents: Mapping[str, str | None]) -> str:
    above = parents.get(organisation)
    return _top(above, parents) if above else organisation


def by_words(items: Iterable[Item], knowledge: Knowledge) -> tuple[Item, ...]:
    """The same initiatives with every tag and both scores recomputed from title and text alone."""
    return tuple(_coded(item, knowledge) for item in items)


def _coded(item: Item, knowledge: Knowledge) -> Item:
    tags = proposed(item.title, item.text, knowledge)
    digital = [code for code in tags["technology"] if knowledge.codes["technology"][code].track == "digital"]
    climate = set(tags["mechanism"]) | (set(tags["technology"]) - set(digital))
    return _settled(replace(item, tags=tags, climate=min(2, len(climate)), digital=min(2, len(digital))))


def _settled(item: Item) -> Item:
    """With what the title names, and what data it is said to make, kept beside the tags: to take a tag away makes no other code the main one."""
    title = item.title.lower()
    named = ((scheme, code) for scheme, codes in item.tags.items() for code, words in codes.items() if words.lower() in title)
    return replace(item, titled=frozenset(named), yields=item.codes("data_made"))


def from_rows(rows: Sequence[Mapping[str, str]], knowledge: Knowledge) -> tuple[Item, ...]:
    """Bare rows (id, title_sv, owner, partners, years, status, municipality_codes, description_sv), coded by their words; a lacking cell is unknown."""
    return by_words((_bare(row) for row in rows), knowledge)


def _group(owner: str, places: frozenset[str], level: str) -> str:
    """Whose it is: one municipality with its companies, else the owner's name without what follows a bracket, a comma or a stroke."""
    return next(iter(places)) if level == "kommun" and len(places) == 1 else re.split(r"\s*[(/,]", owner)[0].casefold()


def _bare(row: Mapping[str, str]) -> Item:
    cell = {key: (value or "").strip() for key, value in row.items()}
    years = [int(found) for found in _YEAR.findall(cell.get("years", ""))]
    open_end = cell.get("years", "").rstrip().endswith(("-", "–"))
    owner = cell.get("owner", "")
    places = frozenset(re.findall(r"\d{4}", cell.get("municipality_codes", "")))
    level = next((level for words, level in _LEVELS if words.search(owner)), "") or ("kommun" if len(places) == 1 else "höglandet")
    if _NATION.search(cell.get("title_sv", "")) or (level != "kommun" and _NATION.search(cell.get("description_sv", ""))):
        level = "nationell"
    phase = cell.get("status", "").split(" ")[0].lower() or "okänd"
    end = years[-1] if len(years) > 1 and not open_end else None
    return Item(
        cell["id"], cell.get("title_sv", ""), cell.get("description_sv", ""), owner, cell.get("partners", ""), places, level,
        years[0] if years else None, end, None, _PHASES.get(phase, phase), 0, 0, {}, _group(owner, places, level), frozenset(filter(None, [owner])),
    )  # fmt: skip
