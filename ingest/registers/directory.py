"""Our organisations, found by number, then by the aliases that the register keeps, then by name. What is not certain becomes a question."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from ingest.region import Region, plain_name
from ingest.registers.names import head, plain_organisation
from ingest.registers.told import Found
from twin.register.tables import Organisation

ACRONYM = 4  # letters: a name this short belongs to others too, so that it asks and does not tell
NEAR = 0.92  # share of letters in order (difflib): two spellings of one name, which only asks


@dataclass(frozen=True)
class Directory:
    """Whose an entry is among the organisations of the federation's own sphere."""

    region: Region
    organisations: dict[str, Organisation]
    numbers: dict[str, str]
    aliases: dict[str, frozenset[str]]
    names: dict[str, frozenset[str]]
    municipalities: dict[str, str]  # plain name -> organisation

    def find(self, orgnr: str, name: str) -> Found:
        """By number first, then by alias, then by name. Nobody, with those to choose from, where several bear the name, where its number is another's,
        and where it is only nearly the name of one of ours."""
        if orgnr in self.numbers:
            return Found(self.numbers[orgnr], "orgnr")
        for written in dict.fromkeys((name, head(name))):
            for table, how in ((self.aliases, "alias"), (self.names, "name")):
                ids = table.get(plain_organisation(written), frozenset())
                if how == "name" and (own := self._municipality(written)):
                    ids |= {own}
                if ids:
                    return self._told(ids, orgnr, written, how)
        near = get_close_matches(plain_organisation(name), self.names, n=3, cutoff=NEAR)
        return Found(choices=tuple(sorted({one for found in near for one in self.names[found]})))

    def _municipality(self, name: str) -> str | None:
        """The municipality itself: 'Nässjö kommun', 'Eksjös kommun', 'Nässjö'; not a company whose name is the town's ('Eksjö AB')."""
        code = self.region.municipality(name) if not name.strip()[:1].isdigit() else None
        return self.municipalities.get(plain_name(self.region.areas[code].name)) if code else None

    def _told(self, ids: frozenset[str], orgnr: str, written: str, how: str) -> Found:
        agreeing = sorted(one for one in ids if not orgnr or self.organisations[one].orgnr in (None, orgnr))
        if len(agreeing) == 1 and len(ids) == 1 and len(plain_organisation(written)) > ACRONYM:
            return Found(agreeing[0], how)
        return Found(choices=tuple(sorted(ids)))


def directory(organisations: Iterable[Organisation], region: Region) -> Directory:
    """Those of the register that stand in one of the municipalities or in the federation, or belong to one that does."""
    every = {one.id: one for one in organisations}
    places = {*region.municipality_codes, region.code}

    def ours(one: Organisation) -> bool:
        parent = every.get(one.parent_id or "")
        return one.place_code in places or one.kind == "federation" or (parent is not None and ours(parent))

    own = {key: one for key, one in every.items() if ours(one)}
    aliases: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    towns = {plain_name(area.name) for area in region.municipalities}
    for one in own.values():
        if one.kind != "municipality" and (plain := plain_organisation(one.name)) not in towns:
            names[plain].add(one.id)
        for alias in filter(None, (part.strip() for part in one.aliases.split(";"))):
            aliases[plain_organisation(alias)].add(one.id)
    return Directory(
        region, own, {one.orgnr: one.id for one in own.values() if one.orgnr},
        {name: frozenset(ids) for name, ids in aliases.items()}, {name: frozenset(ids) for name, ids in names.items()},
        {plain_name(one.name): one.id for one in own.values() if one.kind == "municipality"},
    )  # fmt: skip
