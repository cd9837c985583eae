"""What a key figure's row in data/taxonomy/indicators.csv must hold: asked by `python -m ingest check KEY` and by the test suite alike."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ingest import registry
from ingest.connectors.counting import Target
from ingest.errors import Fault
from ingest.near import near
from ingest.source import Connector, Indicator, Source
from ingest.taxonomy import FILE, Words, words
from twin.paths import DATA
from twin.words import LOCALE, unit

SCALES: dict[str, tuple[tuple[float, float] | None, str]] = {  # scale -> value_range and unit that the source must declare
    "number": (None, ""),
    "yes_no": ((0, 1), "ja/nej"),
    "rollout": ((0, 2), "steg"),
}
TRACKS = ("climate", "digital", "context")
BETTER = ("lower", "higher", "none")
DEFINITION = {"definition_sv": (40, 220), "definition_en": (40, 240)}  # characters: one or two sentences, read beside a chart
NAME = 60
TEMPLATE = {  # what `new` writes, to be replaced
    "name_sv": "Namn på svenska",
    "name_en": "Name in English",
    "definition_sv": "Vad nyckeltalet mäter.",
    "definition_en": "What it measures.",
}
COUNTED = ("antal", "index", "m", "steg")  # words of headings that say little of the unit
_PIECE = re.compile(r"(?:\(|, )([^(),]+)(?=\)|$)")  # the last words after a comma, and those in brackets
KOLADA = "https://api.kolada.se/v3/kpi/"


@cache
def themes() -> dict[str, str]:
    """The themes of data/taxonomy/themes.csv: code and Swedish name."""
    with (DATA / "taxonomy" / "themes.csv").open(encoding="utf-8", newline="") as handle:
        return {row["code"]: row["name_sv"] for row in csv.DictReader(handle)}


@cache
def units() -> tuple[str, ...]:
    """The units that there is English for, as a source writes them."""
    known = json.loads((LOCALE / "units.json").read_text(encoding="utf-8"))
    return tuple(f"t {name[4:]}" if name.startswith("ton ") else name for name in known)


def bounds(unit: str) -> tuple[float, float] | None:
    """The only values that the unit has: of ja/nej, or of steps. None where any number will do."""
    return next((steps for steps, name in SCALES.values() if steps and name == unit), None)


def of_source(source: Source) -> list[Fault]:
    """Every fault in the rows of a source's key figures, a missing row too."""
    known = words()
    found = []
    for indicator in source.indicators:
        if indicator.id in known:
            found += faults(known[indicator.id], indicator, known.values())
        else:
            found.append(Fault(FILE.name, "id", indicator.id, _lacking(indicator.id, known)))
    return [*found, *_told_otherwise(source)]


def _told_otherwise(source: Source) -> Iterator[Fault]:
    """Where a publisher's heading says another unit that we know than the source does: «Elanvändning (MWh)» read as kWh."""
    known = {_spelt(name): name for name in units() if name not in COUNTED}
    declared = {one.id: one.unit for one in source.indicators}
    for heading, target in (pair for reads in (source.fetch, *source.accepts.values()) for pair in _values(reads)):
        for id_ in [target] if isinstance(target, str) else target.values() if isinstance(target, Mapping) else target[:1]:
            said = next((known[_spelt(piece)] for piece in _PIECE.findall(heading) if _spelt(piece) in known), "")
            if said and unit(declared.get(id_, said)) != unit(said):
                yield Fault(f"{id_} i källfilen", "unit", declared[id_], f"rubriken «{heading}» säger «{said}»; skriv den enheten")


def _values(reads: Connector | None) -> Iterator[tuple[str, Target]]:
    for values in (getattr(reads, "values", {}), *getattr(reads, "sheets", {}).values()):
        yield from values.items()


def _spelt(text: str) -> str:
    """'kg/person' and 'kg per invånare' alike."""
    return re.sub(r"(/| per )(person|inv|invånare)$", " per invånare", " ".join(text.split()).casefold())


def _lacking(indicator: str, known: Iterable[str]) -> str:
    """What to do of a key figure without words: as often misspelt as new."""
    taken = {one.id for source in registry.sources().values() for one in source.indicators}
    if likely := near(indicator, set(known) - taken):
        return f"raden finns inte, men «{likely[0]}» som ingen källa har; skriv samma id i källfilen och i raden, eller lägg till en rad"
    return "raden finns inte; lägg till den"


def faults(word: Words, declared: Indicator, among: Iterable[Words]) -> list[Fault]:
    """What is wrong with one row, each fault with row, column, value and what is asked of it."""
    asked = (*_texts(word), *_choices(word), *_agrees(word, declared), *_alone(word, among))
    return [Fault(f"{FILE.name}, raden {word.id}", column, value, rule) for column, value, rule in asked]


def next_position(track: str) -> int:
    """The first position after all that the track has."""
    return max((word.position for word in words().values() if word.track == track), default=0) + 1


Wrong = Iterator[tuple[str, str, str]]


def _texts(word: Words) -> Wrong:
    for column in ("name_sv", "name_en", *DEFINITION, "definition_url"):
        if not getattr(word, column):
            yield column, "", "det ska vara ifyllt"
    for column, text in TEMPLATE.items():
        if getattr(word, column) == text:
            yield column, text, "det är mallens text; skriv en egen"
    if len(word.name_sv) > NAME:
        yield "name_sv", word.name_sv, f"namnet ska ha högst {NAME} tecken, här är {len(word.name_sv)}"
    for column, (least, most) in DEFINITION.items():
        text = getattr(word, column)
        if text and text != TEMPLATE[column] and not least <= len(text) <= most:
            yield column, text, f"den ska ha {least}–{most} tecken, här är {len(text)}: skriv en eller två hela meningar"
        if text and not (text[0].isupper() and text.endswith(".")):
            yield column, text, "den ska börja med stor bokstav och sluta med punkt"
    for what in ("name", "definition"):
        swedish, english = getattr(word, f"{what}_sv"), getattr(word, f"{what}_en")
        if swedish and swedish == english:
            yield f"{what}_en", english, f"den är lika med {what}_sv; skriv den på engelska"
    if word.definition_url and not word.definition_url.startswith("https://"):
        yield "definition_url", word.definition_url, "adressen ska börja med https:// och leda till utgivarens definition"


def _choices(word: Words) -> Wrong:
    for column, allowed in (("track", TRACKS), ("better", BETTER), ("theme", tuple(themes())), ("scale", tuple(SCALES))):
        if getattr(word, column) not in allowed:
            yield column, getattr(word, column), f"den ska vara en av {', '.join(allowed)}"
    if word.decimals not in range(4):
        yield "decimals", str(word.decimals), "antalet decimaler ska vara 0–3"
    if word.position < 1:
        yield "position", str(word.position), "den ska vara 1 eller högre"


def _agrees(word: Words, declared: Indicator) -> Wrong:
    steps, counted_in = SCALES.get(word.scale, (None, ""))
    if steps and tuple(declared.value_range) != steps:
        yield "scale", word.scale, f"då ska källfilen ha value_range={steps}, den har {tuple(declared.value_range)}"
    fitting = next((scale for scale, (_, name) in SCALES.items() if name == declared.unit), "number")
    if word.scale in SCALES and fitting != word.scale:
        rule = f"källfilens enhet «{declared.unit}» hör till skalan {fitting}; skriv den, eller enheten «{counted_in}»"
        yield "scale", word.scale, rule if counted_in else f"källfilens enhet «{declared.unit}» hör till skalan {fitting}; skriv den"
    if "kolada" in word.definition_url and word.definition_url != KOLADA + declared.kpi:
        yield "definition_url", word.definition_url, f"ett nyckeltal från Kolada leder till sin egen definition: {KOLADA}{declared.kpi}"
    if unit(declared.unit) not in map(unit, units()):
        likely = near(declared.unit, units())
        there = likely or units()
        told = f"{'de närmaste' if likely else 'de'} som finns är {', '.join(f'«{name}»' for name in there)}; skriv en av dem"
        rule = f"enheten är okänd; {told}, eller lägg till «{unit(declared.unit)}» med dess engelska i twin/locale/en/units.json"
        yield "unit (i källfilen)", declared.unit, rule


def _alone(word: Words, among: Iterable[Words]) -> Wrong:
    others = [other for other in among if other.id != word.id and other.track == word.track]
    for column in ("position", "name_sv", "name_en"):
        same = next((other.id for other in others if getattr(other, column) == getattr(word, column)), None)
        if same:
            value = str(getattr(word, column))
            remedy = f"; nästa lediga är {max(other.position for other in others) + 1}" if column == "position" else "; skriv ett eget"
            yield column, value, f"{same} på samma spår har det redan{remedy}"
