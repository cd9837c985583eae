"""From whole registers to the entries that concern the federation: a narrow search in SQL, then the exact rules on what it lets through."""

import re
from collections.abc import Iterable, Mapping

import duckdb

from ingest.registers.directory import Directory
from ingest.registers.places import Places, whole_word
from ingest.registers.told import COLUMNS, Concerning, Found, Key, Told
from ingest.staging import newest

NAMED = 6  # letters: a name of ours this long is looked for in texts
_NARROW = f"""
SELECT {COLUMNS} FROM told WHERE orgnr IN (SELECT unnest($numbers))
OR regexp_matches(lower(nfc_normalize(organisation_text)), $words)
OR regexp_matches(upper(place_text), $places)
OR (place_text = '' AND lon BETWEEN $west AND $east AND lat BETWEEN $south AND $north)
OR regexp_matches(title, $texts) OR regexp_matches(text, $texts)
OR (source_key, id) IN (SELECT (source_key, entry_id) FROM register_answer WHERE answer = 'organisation')
ORDER BY source_key, id
"""
# The same project told once more by another funder: the same case number, and something else that agrees, for funders number alike ('2019-01234').
_COMPANIONS = f"""
SELECT DISTINCT {", ".join(f"t.{name}" for name in COLUMNS.split(", "))} FROM told AS t JOIN told AS mine ON mine.case_number = t.case_number
WHERE t.case_number <> '' AND (mine.source_key, mine.id) IN (SELECT (unnest($sources), unnest($ids)))
AND (t.source_key, t.id) NOT IN (SELECT (unnest($sources), unnest($ids)))
AND (t.amount = mine.amount OR lower(t.title) = lower(mine.title))
ORDER BY ALL
"""


def concerning(con: duckdb.DuckDBPyConnection, directory: Directory, places: Places) -> list[Concerning]:
    """Every staged entry whose organisation is or may be ours, whose place is one of the municipalities, or whose text names one of these; and
    what other entries tell of the same case. A county alone does not concern the federation.

    Makes the temporary table told: of each entry of every register the newest.
    """
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE told AS SELECT {COLUMNS} FROM ({newest('register_entry')}) WHERE source_key IN (SELECT key FROM source)"
    )
    answers = _answers(con)
    west, south, east, north = places.bounds
    asked = {
        "numbers": list(directory.numbers), "words": _any(_longest(directory)), "places": _any(_spoken(places)),
        "texts": _any(one for name in _named(directory, places) for one in (name, name.upper())),
        "west": west, "south": south, "east": east, "north": north,
    }  # fmt: skip
    spoken = re.compile("|".join(whole_word(name) for name in _named(directory, places)))
    found = [_found(Told(*row), directory, places, answers) for row in con.execute(_NARROW, asked).fetchall()]
    found = [
        one for one in found if one.found.choices or ours(one, places) or spoken.search(one.told.title) or spoken.search(one.told.text)
    ]
    keys = {"sources": [one.told.source_key for one in found], "ids": [one.told.id for one in found]}
    others = [_found(Told(*row), directory, places, answers) for row in con.execute(_COMPANIONS, keys).fetchall()]
    return sorted((*found, *others), key=lambda one: one.key)


def ours(one: Concerning, places: Places) -> bool:
    """Is it certain that the entry is of one of our organisations or places?"""
    return one.found.organisation_id is not None or any(where.place_code in places.words for where in one.places)


def _found(told: Told, directory: Directory, places: Places, answers: Mapping[Key, Found]) -> Concerning:
    found = answers.get(told.key) or directory.find(told.orgnr, told.organisation_text)
    return Concerning(told, found, places.find(told, found))


def _answers(con: duckdb.DuckDBPyConnection) -> dict[Key, Found]:
    """What people have said of whose an entry is; their word goes before every rule."""
    rows = con.execute(
        "SELECT source_key, entry_id, answer, value FROM register_answer WHERE answer IN ('organisation', 'ingen') ORDER BY answer DESC"
    ).fetchall()  # where someone has said both, 'ingen' is read first and the organisation stands
    return {(key, entry): Found(value, "person") if answer == "organisation" else Found() for key, entry, answer, value in rows if answer}


def _any(words: Iterable[str]) -> str:
    """A pattern that finds any of the words; none where there are no words. RE2 knows no look-around: whole words are told afterwards."""
    return "|".join(sorted({re.escape(word) for word in words})) or r"[^\s\S]"


def _longest(directory: Directory) -> set[str]:
    """Of each way to write one of our organisations its longest word: what a name must hold to be that organisation's."""
    return {max(name.split(), key=len) for name in (*directory.names, *directory.aliases, *directory.municipalities) if name}


def _spoken(places: Places) -> set[str]:
    """How a register may write one of our municipalities, in capitals."""
    return {word for area in places.region.municipalities for word in (area.code, area.code.lstrip("0"), area.name.upper())}


def _named(directory: Directory, places: Places) -> list[str]:
    """The names of ours that a text may hold, longest first."""
    bodies = [one for one in directory.organisations.values() if one.kind in ("company", "federation")]
    written = {name.strip() for one in bodies for name in (one.name, *one.aliases.split(";")) if len(name.strip()) >= NAMED}
    return sorted(written | {area.name for area in places.region.municipalities}, key=lambda name: (-len(name), name))
