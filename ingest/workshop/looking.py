"""A look at a publisher's answer before anything is declared: what its columns are called, how it writes, and what each seems to be."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest import hosts, region
from ingest.connectors.reading import key, period
from ingest.connectors.spread import PERIOD
from ingest.connectors.table import POINT
from ingest.errors import WrongUse
from ingest.http import Http
from ingest.private import why_private, why_value
from ingest.source import Request
from ingest.workshop import asking, layers, sheets, statistics, tables
from ingest.workshop.cells import dated, decimal_of, is_code, summable
from ingest.workshop.kinds import COUNT, FORMATS, SUM, THINGS, kind
from ingest.workshop.model import NOTHING, Draft, Guesses, Look, Plain, Value
from ingest.workshop.tables import Found

READERS = {"csv": tables.csv_table, "workbook": sheets.workbook, "json": tables.json_list, "rowstore": tables.json_list}
SHOWN = 20
WIDE = 80  # characters of one cell that are shown
PLACES = ("kommunkod", "kommun_kod", "municipality_code", "municipalitycode", "kommun", "region", "municipality", "kommunnamn")
PERIODS = ("år", "period", "tid", "year", "ar", "månad", "datum")


def look(kind_key: str, url: str, options: Mapping[str, Plain] = NOTHING, body: bytes | None = None) -> Look:
    """What stands at the address, or in the file handed in (`body`). Raises IngestError: an address that may not be asked, a publisher that
    does not answer, an answer that is not of that kind."""
    with asking.no_file():
        return _look(kind_key, url, options, body)


def _look(kind_key: str, url: str, options: Mapping[str, Plain], body: bytes | None) -> Look:
    kind(kind_key)
    if handed := kind_key == "file":
        if body is None:
            raise WrongUse("källan", "Ingen fil är vald.", "Välj filen som källan ska läsa.")
        kind_key = FORMATS.get(str(options.get("format") or tables.format_of(body)), "csv")
    if body is None and kind_key != "kolada" and (why := hosts.refusal(url)):
        raise WrongUse("källan", why, "")
    if kind_key in statistics.KINDS:
        return statistics.look(kind_key, url, options, Http())
    if kind_key in layers.KINDS:
        return shown(*layers.found(kind_key, url, options, Http()))
    if body is None:
        if on_page := asking.link(url, options):
            url = on_page.find(asking.Asker(Http()))
            if why := hosts.refusal(url):
                raise WrongUse("källan", f"Länken leder till {url}. {why}", "")
        url, expects = tables.question(kind_key, url, options)
        body = Http().ask("källan", Request(url, expects=expects)).body
    asking.refuse_unreadable(kind_key, body, url)
    seen = shown(READERS[kind_key](body, options), len(body))
    return replace(seen, guesses=replace(seen.guesses, options={**seen.guesses.options, "format": kind_key})) if handed else seen


def shown(found: Found, size: int) -> Look:
    """The look at a table: guesses made from all its rows, twenty of them shown, none of them about persons."""
    columns = {name: [row[i] if i < len(row) else "" for row in found.rows] for i, name in enumerate(found.columns)}
    dropped = {name: why for name, cells in columns.items() if (why := why_private(found.headings.get(name, name), cells))}
    kept = [name for name in found.columns if name not in dropped]
    guesses = _guesses({name: columns[name] for name in kept}, found)
    first = _ours_first([tuple(columns[name][n] for name in kept) for n in range(len(found.rows))])[:SHOWN]
    rows = tuple(tuple("(utelämnad)" if why_value(cell) else cell[:WIDE] for cell in row) for row in first)
    told = tuple(f"{found.headings.get(name, name)}: {why}" for name, why in dropped.items())
    choices, note = dict(found.choices), found.note
    if SUM.strip() not in note and guesses.values[:1] == (COUNT,):
        note = f"{note} Svaret är en lista av saker. {THINGS}".strip()
    ignored = guesses.options.get("ignore")
    if unread := [name for name in kept if isinstance(ignored, tuple) and name in ignored and decimal_of(columns[name])]:
        note = f"{note} Läses inte, för rubriken är ingen period: {', '.join(unread)}.".strip()
    if any(PERIOD in name for name in guesses.values):
        choices["values"] = (*kept, *guesses.values)
    elif "values" not in choices and _several({name: columns[name] for name in kept}, guesses.place, guesses.period):
        numbers = [name for name in kept if name not in (guesses.place, guesses.period) and summable(name, columns[name])]
        choices["values"] = (*kept, COUNT, *(f"{SUM}{name}" for name in numbers))
    return Look(tuple(kept), rows, guesses, size, len(found.rows), told, choices, note)


def _guesses(columns: Mapping[str, Sequence[str]], found: Found) -> Guesses:
    where = region.load()
    hits = {name: len({code for cell in cells if (code := where.municipality(cell))}) for name, cells in columns.items()}
    most = max(hits.values(), default=0)
    # more places found is surer than a name; among equals the name that says it
    place = min(
        (name for name in columns if hits[name] == most > 0), key=lambda name: (_rank(name, PLACES), list(columns).index(name)), default=""
    )
    place = place or min((name for name in columns if _rank(name, PLACES) < len(PLACES)), key=lambda name: _rank(name, PLACES), default="")
    when = min(
        (name for name, cells in columns.items() if name != place and cells and all(period(cell, "year") for cell in cells)),
        key=lambda name: (_rank(name, PERIODS), list(columns).index(name)),
        default="",
    )
    if POINT in found.choices.get("place", ()):  # a layer's fields tell of each thing; what it can give of a municipality is how many
        by_year = {"grain": "year"} if any(dated(cells) for cells in columns.values()) else {}  # in force once a column is the period
        return Guesses(place or POINT, "", (COUNT,), {**found.options, **by_year})
    years = [name for name in columns if period(name) or name in found.periods]
    numbers = {name: decimal_of(cells) for name, cells in columns.items() if name not in (place, when)}
    values = [name for name, mark in numbers.items() if mark and not is_code(name, columns[name])]
    options = dict(found.options)
    if unfolded := found.options.get("unfold"):
        return Guesses(place, "år", (str(unfolded[0]),), options)  # type: ignore[index]
    if any(numbers[name] == "," for name in values):
        options["decimal"] = ","
    spread = len(years) > 1 or (len(years) == 1 and not when)
    others = [name for name in columns if name not in (place, when, *values, *years)]
    if place and not spread and (not values or _things(columns, place, when, others)):
        # a list of things: what they can give is how many, in a year
        return Guesses(place, when, (COUNT,), options | ({"grain": "year"} if dated(columns.get(when, ())) else {}))
    texts = [name for name in others if not is_code(name, columns[name])]
    if parts := _parts(columns, place, "" if spread else when, texts):
        options["breakdown"] = parts
    if spread:
        if beside := _beside(years):
            return Guesses(place, "", beside, options)
        rest = tuple(name for name in columns if name not in (place, *years, *parts))
        return Guesses(place, "", ("*",), options | ({"ignore": rest} if rest else {}))
    if dated(columns.get(when, ())):
        options["grain"] = _grain(columns, place, when, tuple(parts))
    return Guesses(place, when, tuple(values), options)


def _beside(years: Sequence[str]) -> tuple[str, ...]:
    """'{period} Normal' and '{period} Snabb' of '2023 Normal', '2023 Snabb', '2024 Normal' …; none where a period stands alone or
    all say the same beside it."""
    made = dict.fromkeys(" ".join(PERIOD if period(word) else word for word in name.split()) for name in years)
    return () if len(made) < 2 or any(name.count(PERIOD) != 1 or name == PERIOD for name in made) else tuple(made)


def _grain(columns: Mapping[str, Sequence[str]], place: str, when: str, parts: Sequence[str]) -> str:
    """What of the dates to read so that each row is one value: 'year', 'month', '' for the day."""
    for grain in ("year", "month"):
        rows = list(zip(*(columns[name] for name in (place, *parts)), (period(cell, grain) for cell in columns[when]), strict=True))
        if place and len(set(rows)) == len(rows):
            return grain
    return ""


def _parts(columns: Mapping[str, Sequence[str]], place: str, when: str, texts: Sequence[str]) -> tuple[str, ...]:
    """The text columns that tell the rows of one municipality and period apart."""
    several = _several(columns, place, when)
    return tuple(name for name in texts if any(len({columns[name][n] for n in rows}) > 1 for rows in several))


def _several(columns: Mapping[str, Sequence[str]], place: str, when: str, grain: str = "") -> list[list[int]]:
    """The rows of each municipality and period that has more than one."""
    where = region.load()
    groups: dict[tuple[str, str], list[int]] = {}
    for n, cell in enumerate(columns.get(place, ())):
        if code := where.municipality(cell):
            told = columns[when][n] if when in columns else ""
            groups.setdefault((code, (grain and period(told, grain)) or told), []).append(n)
    return [rows for rows in groups.values() if len(rows) > 1]


def _things(columns: Mapping[str, Sequence[str]], place: str, when: str, others: Sequence[str]) -> bool:
    """Whether several rows of one municipality and period are things with a name of their own each, that no other municipality has too: the
    parts of a table come again for every municipality."""
    several = _several(columns, place, when, "year")
    ours = [n for rows in several for n in rows]
    named = (name for name in others if len(set(columns[name])) == len(columns[name]) and all(columns[name][n] for n in ours))
    return len({columns[place][n] for n in ours}) > 1 and any(named)


def _rank(name: str, words: Sequence[str]) -> int:
    return next((n for n, word in enumerate(words) if key(name).rpartition(".")[2] == word), len(words))


def _ours_first(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    where = region.load()
    return sorted(rows, key=lambda row: not any(where.municipality(cell) for cell in row))


def filled(draft: Draft, seen: Look) -> Draft:
    """The draft with what the look guesses wherever the draft says nothing."""
    told = seen.guesses
    words = told.words or tuple(Value(field=name, indicator="", unit="") for name in told.values)
    return replace(
        draft, place=draft.place or told.place, period=draft.period or ("" if draft.options.get("at") else told.period),
        options={**told.options, **{name: value for name, value in draft.options.items() if value not in ("", None)}},
        values=draft.values or words, title=draft.title or told.title[:100], publisher=draft.publisher or told.publisher,
    )  # fmt: skip
