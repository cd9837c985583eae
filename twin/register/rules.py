"""What must hold between the cells of a line, and between files. Each rule yields the faults it finds."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from twin.register.faults import Fault
from twin.register.reading import Line
from twin.register.register_rules import entry_faults
from twin.register.tables import EDITORS

DERIVED = frozenset({"ghg_per_inhabitant"})  # a view, not a row of indicators.csv, that a goal may be drawn on


@dataclass(frozen=True)
class Book:
    """All files of a register as lines, in the order of SHEETS, and the codes that they may use."""

    organisations: list[Line]
    initiatives: list[Line]
    roles: list[Line]
    places: list[Line]
    tags: list[Line]
    sources: list[Line]
    relations: list[Line]
    targets: list[Line]
    registers: list[Line]
    answers: list[Line]
    same: list[Line]
    place_codes: Collection[str]
    codes: Mapping[str, Collection[str]]  # by scheme
    indicators: Collection[str]


def faults_of(book: Book) -> Iterator[Fault]:
    """Every fault between cells and files."""
    yield from _organisations(book)
    yield from _initiatives(book)
    yield from _companions(book)
    yield from _relations(book)
    yield from _targets(book)
    initiatives, organisations = ({line.cells["id"] for line in lines} for lines in (book.initiatives, book.organisations))
    yield from entry_faults(book.registers, book.answers, book.same, initiatives, organisations)


def _unknown(line: Line, column: str, known: Collection[str], where: str, remedy: str) -> Iterator[Fault]:
    if line.cells[column] and line.cells[column] not in known:
        yield line.fault(column, f"finns inte {where}", remedy)


def _organisations(book: Book) -> Iterator[Fault]:
    parents = {line.cells["id"]: line.cells["parent_id"] for line in book.organisations}
    names: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for line in book.organisations:
        yield from _unknown(line, "parent_id", parents, "bland organisationerna", "lägg till moderorganisationen eller lämna tomt")
        yield from _unknown(line, "place_code", book.place_codes, "bland platserna", "skriv en kod ur data/region.toml eller lämna tomt")
        above, seen = line.cells["parent_id"], {line.cells["id"]}
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above, "")
        if above:
            yield line.fault("parent_id", "leder tillbaka till organisationen själv", "bryt cirkeln: en koncern har en överst")
        for column, known, values in (
            ("name", names, [line.cells["name"]]),
            ("aliases", names, _aliases(line)),
            ("orgnr", numbers, [line.cells["orgnr"]]),
        ):
            for value in filter(None, (value.casefold() for value in values)):
                if value in known:
                    yield line.fault(column, f"står redan på rad {known[value]}", "låt ett namn och ett nummer höra till en organisation")
                known.setdefault(value, line.number)


def _aliases(line: Line) -> list[str]:
    return [alias.strip() for alias in line.cells["aliases"].split(";") if alias.strip()]


def _initiatives(book: Book) -> Iterator[Fault]:
    organisations = {line.cells["id"]: [line.cells["name"], *_aliases(line)] for line in book.organisations}
    has = {
        "någon källa": ({line.cells["initiative_id"] for line in book.sources}, "initiative_sources.csv"),
        "någon plats": ({line.cells["initiative_id"] for line in book.places}, "initiative_places.csv"),
        "något tema": ({line.cells["initiative_id"] for line in book.tags if line.cells["scheme"] == "theme"}, "initiative_tags.csv"),
    }
    answerable = {(line.cells["initiative_id"], line.cells["organisation_id"]) for line in book.roles if line.cells["role"] == "ansvarig"}
    for line in book.initiatives:
        cells = line.cells
        owner = cells["owner_org_id"]
        yield from _unknown(line, "owner_org_id", organisations, "bland organisationerna", "lägg en rad i organisations.csv")
        if owner in organisations and not any(name.casefold() in cells["owner_text"].casefold() for name in organisations[owner]):
            yield line.fault(
                "owner_text", f"nämner inte {owner}", "rätta owner_org_id, eller lägg skrivningen i aliases i organisations.csv"
            )
        if owner in organisations and (cells["id"], owner) not in answerable:
            yield line.fault("owner_org_id", "har ingen rad med rollen ansvarig", "lägg raden i initiative_organisations.csv")
        if cells["climate_score"] == cells["digital_score"] == "0":
            yield line.fault("digital_score", "är 0 liksom climate_score", "sätt minst den ena till 1 eller 2, annars hör raden inte hit")
        shared = min(len(cells["start_date"]), len(cells["end_date"]))
        if cells["end_date"][:shared] < cells["start_date"][:shared]:
            yield line.fault("end_date", f"ligger före start_date {cells['start_date']}", "byt plats på dem eller rätta felskrivningen")
        for what, (known, file) in has.items():
            if cells["id"] not in known:
                yield line.fault("id", f"har inte {what}", f"lägg minst en rad i {file}")


def _companions(book: Book) -> Iterator[Fault]:
    initiatives = {line.cells["id"]: line.cells for line in book.initiatives}
    organisations = {line.cells["id"] for line in book.organisations}
    for line in (*book.roles, *book.places, *book.tags, *book.sources):
        yield from _unknown(line, "initiative_id", initiatives, "bland initiativen", "rätta id, eller lägg initiativet i initiatives.csv")
    for line in book.roles:
        yield from _unknown(line, "organisation_id", organisations, "bland organisationerna", "lägg en rad i organisations.csv")
    for line in book.places:
        yield from _unknown(
            line, "place_code", book.place_codes, "bland platserna", "skriv en kod ur data/region.toml, eller ta bort raden"
        )
    for line in book.tags:
        scheme = line.cells["scheme"]
        if scheme in book.codes:
            yield from _unknown(line, "code", book.codes[scheme], f"i kodlistan för {scheme}", "skriv en kod ur listan i data/taxonomy")
    named = ("owner_text", "partners_text", "funder_text")
    for lines, columns in ((book.roles, named), (book.places, named), (book.tags, ("partners_text",))):
        for line in lines:
            if (cells := initiatives.get(line.cells["initiative_id"])) is not None:
                yield from _evidence(line, [f"{cells['title_sv']} {cells['description_sv']}", *(cells[column] for column in columns)])


def _evidence(line: Line, texts: list[str]) -> Iterator[Fault]:
    words = line.cells["evidence"]
    if words and words != EDITORS and not any(words in text for text in texts):
        yield line.fault("evidence", "står inte ordagrant i initiativets text", f"kopiera orden ur texten, eller skriv «{EDITORS}»")


def _relations(book: Book) -> Iterator[Fault]:
    initiatives = {line.cells["id"] for line in book.initiatives}
    seen: dict[tuple[str, frozenset[str]], int] = {}
    for line in book.relations:
        a, b, kind = (line.cells[name] for name in ("a", "b", "kind"))
        for column in ("a", "b"):
            yield from _unknown(line, column, initiatives, "bland initiativen", "rätta id, eller lägg initiativet i initiatives.csv")
        pair = (kind, frozenset((a, b)))
        if a == b:
            yield line.fault("b", "är samma initiativ som a", "ett initiativ har ingen relation till sig självt: ta bort raden")
        elif pair in seen and line.number != seen[pair]:
            yield line.fault("b", f"har redan samma relation till {a} på rad {seen[pair]}", "behåll den ena raden")
        seen.setdefault(pair, line.number)


def _targets(book: Book) -> Iterator[Fault]:
    for line in book.targets:
        cells = line.cells
        yield from _unknown(line, "place_code", book.place_codes, "bland platserna", "skriv en kod ur data/region.toml")
        yield from _unknown(
            line, "indicator_id", {*book.indicators, *DERIVED}, "bland nyckeltalen", "skriv ett id ur data/taxonomy/indicators.csv"
        )
        if cells["state"] == "found" and not cells["source_url"]:
            yield line.fault("source_url", "är tomt fast målet sägs vara funnet", "skriv källan, eller sätt state till not_found")
        if cells["state"] == "not_found" and cells["value"]:
            yield line.fault("value", "finns fast målet inte är funnet", "töm cellen, eller sätt state till found")
        if cells["value"] and not cells["unit"]:
            yield line.fault("unit", "är tomt fast målet har ett tal", "skriv enheten")
        lacking = [name for name in ("indicator_id", "period", "value", "unit") if not cells[name]]
        if cells["drawable"] == "ja" and (lacking or cells["scope"] != "territory"):
            why = f"kräver {', '.join(lacking)}" if lacking else "kräver scope territory"
            yield line.fault("drawable", f"{why} för att målet ska få ritas på nyckeltalets linje", "fyll i dem, eller skriv nej")
