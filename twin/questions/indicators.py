"""Key figures: which there are, with breaks, goals and the yes/no answers. Their values stand in twin/questions/series.py."""

from dataclasses import dataclass

from twin.warehouse import ask


@dataclass(frozen=True)
class Indicator:
    """One key figure, with what its source says of it."""

    id: str
    name_sv: str
    name_en: str
    unit: str
    track: str
    better: str
    definition_sv: str
    definition_en: str
    definition_url: str | None
    theme: str
    decimals: int
    scale: str
    source_key: str
    publisher: str
    licence_class: str
    newest: str | None  # the newest period that has a value; None: not fetched yet
    message_sv: str  # what the last run of the source said
    control: bool  # only there to hold another figure against (page Metod och kvalitet)


@dataclass(frozen=True)
class Break:
    period: str
    note_sv: str


@dataclass(frozen=True)
class Target:
    """A goal as its owner wrote it; `drawable` only where it is about the very thing that the figure measures."""

    id: str
    place: str
    indicator_id: str | None
    scope: str
    gas: str
    found: bool
    base_period: str | None
    period: str | None
    value: float | None
    unit: str | None
    text_sv: str
    text_en: str
    source_url: str | None
    seen_at: str | None
    drawable: bool


@dataclass(frozen=True)
class Step:
    """How far one municipality has come with one thing: 0 no, 1 yes or on trial, 2 rolled out; None: no answer."""

    indicator_id: str
    place: str
    value: int | None
    period: str | None
    status: str
    receipt_id: str | None


_INDICATORS = """
SELECT i.id, name_sv, name_en, unit, i.track, better, definition_sv, definition_en, definition_url, theme, decimals, scale,
       i.source_key, s.publisher, s.licence_class,
       (SELECT max(period) FROM observation AS o WHERE o.indicator_id = i.id AND o.value IS NOT NULL),
       coalesce((SELECT arg_max(message_sv, started_at) FROM source_run AS r WHERE r.source_key = i.source_key), ''), s.control
FROM indicator AS i JOIN source AS s ON s.key = i.source_key
ORDER BY list_position(['climate', 'digital', 'context'], i.track), i.position, i.id
"""
_BREAKDOWNS = """
SELECT breakdown FROM figure WHERE indicator_id = ? AND breakdown <> 'total'
GROUP BY breakdown HAVING count(value) > 0 ORDER BY sum(value) DESC, breakdown
"""
# In words a reader of emissions is also told of goals that may not be drawn: for own operations, for another gas, without a number.
_GOALS = """
SELECT id, place_code, indicator_id, scope, gas, state = 'found', base_period, period, value, unit, text_sv, text_en,
       source_url, seen_at, drawable
FROM target AS t LEFT JOIN place AS p ON p.code = t.place_code
WHERE indicator_id = $1
   OR ($2 = 'emissions' AND (indicator_id = 'ghg_per_inhabitant' OR gas IN ('ghg', 'co2') OR state = 'not_found'
                             OR (indicator_id IS NULL AND gas = 'none' AND t.value IS NULL)))
   OR ($2 = 'energy' AND indicator_id IS NULL AND gas = 'energy')
ORDER BY p.kind = 'municipality', p.name COLLATE sv, period NULLS LAST, id
"""
_WITH_GOAL = """
SELECT DISTINCT place_code FROM target
WHERE state = 'found' AND scope = 'territory' AND CASE WHEN $1 = 'ghg_emissions' THEN gas = 'ghg' ELSE indicator_id = $1 END
"""
_STEPS = """
SELECT i.id, p.code, CAST(arg_max(f.value, f.period) AS INTEGER), max(f.period), coalesce(arg_max(f.status, f.period), ''),
       arg_max(f.receipt_id, f.period)
FROM indicator AS i CROSS JOIN place AS p
LEFT JOIN figure AS f ON f.indicator_id = i.id AND f.place_code = p.code AND f.breakdown = 'total'
WHERE i.scale <> 'number' AND p.kind = 'municipality'
GROUP BY i.id, i.track, i.position, p.code ORDER BY list_position(['climate', 'digital', 'context'], i.track), i.position, i.id, p.code
"""


def indicators() -> list[Indicator]:
    """Every key figure, also those that have no values yet, in the order of the page."""
    return [Indicator(*row) for row in ask(_INDICATORS)]


def indicator(code: str) -> Indicator | None:
    """A key figure by its id; None where this warehouse does not have it."""
    return next((Indicator(*row) for row in ask(_INDICATORS) if row[0] == code), None)


def breakdowns(indicator_id: str) -> list[str]:
    """The parts that the figure is divided into ('total' apart), largest first."""
    return [str(row[0]) for row in ask(_BREAKDOWNS, [indicator_id])]


def mended(indicator_id: str) -> list[tuple[str, str, str]]:
    """The publisher's known errors in the figure that are mended here: place, period, and how it is known."""
    rows = ask(
        "SELECT DISTINCT p.name, c.period, c.text_sv FROM correction AS c JOIN place AS p ON p.code = c.place_code WHERE c.indicator_id = ? ORDER BY ALL",
        [indicator_id],
    )
    return [(str(place), str(period), str(text)) for place, period, text in rows]


def breaks(indicator_id: str) -> list[Break]:
    """Where the basis of the series changes: the first period of each new basis."""
    return [Break(*row) for row in ask("SELECT period, note_sv FROM series_break WHERE indicator_id = ? ORDER BY period", [indicator_id])]


def places_with_goal(indicator_id: str) -> frozenset[str]:
    """Codes of the places that have a goal for the figure in their whole area. For greenhouse gases that is any goal for that gas, in total or
    per inhabitant; one for the own organisation or for carbon dioxide alone is another matter."""
    return frozenset(str(code) for (code,) in ask(_WITH_GOAL, [indicator_id]))


def goals(indicator: Indicator) -> list[Target]:
    """Everything known of goals that a reader of the figure would ask for, to be told in words; wide places first."""
    family = "emissions" if indicator.unit in ("t CO2e", "t CO2") else "energy" if indicator.id == "energy_use_total" else ""
    return [Target(*row) for row in ask(_GOALS, [indicator.id, family])]


def steps() -> list[Step]:
    """The newest answer of every municipality to every yes/no and rollout figure; a place without an answer is there with None."""
    return [Step(*row) for row in ask(_STEPS)]
