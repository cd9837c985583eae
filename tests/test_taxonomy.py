"""Every key figure that a source declares has its words, in both languages, once; and no words are left without a key figure."""

import csv
from collections import Counter
from dataclasses import replace
from itertools import groupby

import pytest

from ingest import wording
from ingest.registry import sources
from ingest.source import Indicator
from ingest.taxonomy import words
from twin.paths import DATA
from twin.questions.indicators import indicators

COLUMNS = (
    *("id", "name_sv", "name_en", "definition_sv", "definition_en", "definition_url"),
    *("track", "better", "theme", "decimals", "scale", "position"),
)


def table(name: str) -> list[dict[str, str]]:
    with (DATA / "taxonomy" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = table("indicators.csv")
BY_ID = {row["id"]: row for row in ROWS}
DECLARED: dict[str, Indicator] = {indicator.id: indicator for source in sources().values() for indicator in source.indicators}


def test_the_file_has_the_agreed_columns_and_no_id_twice():
    assert tuple(ROWS[0]) == COLUMNS
    assert [i for i, n in Counter(row["id"] for row in ROWS).items() if n > 1] == []


def test_there_are_nineteen_themes():
    assert len(wording.themes()) == 19


def test_no_key_figure_stands_in_two_sources():
    assert [i for i, n in Counter(i.id for source in sources().values() for i in source.indicators).items() if n > 1] == []


def test_every_declared_key_figure_has_words_and_every_row_a_key_figure():
    assert sorted(DECLARED.keys() - BY_ID.keys()) == [], "add these to data/taxonomy/indicators.csv"
    assert sorted(BY_ID.keys() - DECLARED.keys()) == [], "no source declares these: remove them from data/taxonomy/indicators.csv"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_is_whole_and_keeps_every_rule(row: dict[str, str]):
    assert [column for column in COLUMNS if not row[column].strip()] == []
    word = words()[row["id"]]
    assert wording.faults(word, DECLARED[word.id], words().values()) == []


SOUND = words()["waste_recycled"]
PLAIN = DECLARED["waste_recycled"]


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("name_sv", "", "ifyllt"),
        ("name_sv", "n" * 61, "högst 60"),
        ("name_en", SOUND.name_sv, "engelska"),
        ("definition_sv", "För kort.", "40–220"),
        ("definition_en", "W" * 240 + ".", "40–240"),
        ("definition_sv", SOUND.definition_sv.removesuffix("."), "punkt"),
        ("definition_en", SOUND.definition_en[0].lower() + SOUND.definition_en[1:], "stor bokstav"),
        ("definition_en", SOUND.definition_sv, "engelska"),
        ("definition_url", "", "ifyllt"),
        ("definition_url", "http://scb.se/", "https://"),
        ("definition_url", "https://api.kolada.se/v3/kpi/N00000", PLAIN.kpi),
        ("track", "klimat", "climate, digital, context"),
        ("better", "mer", "lower, higher, none"),
        ("theme", "sopor", "avfall-cirkularitet"),
        ("scale", "tal", "number, yes_no, rollout"),
        ("scale", "yes_no", "value_range=(0, 1)"),
        ("decimals", 4, "0–3"),
        ("position", 0, "1 eller högre"),
        ("position", words()["cars"].position, "cars"),
        ("name_sv", words()["cars"].name_sv, "cars"),
    ],
)
def test_a_broken_rule_names_row_column_value_and_remedy(column: str, value: object, told: str):
    found = [fault for fault in wording.faults(replace(SOUND, **{column: value}), PLAIN, words().values()) if told in fault.rule]
    assert [(fault.field, fault.value) for fault in found] == [(column, str(value))]
    assert "waste_recycled" in found[0].row


def test_a_unit_of_its_own_needs_its_english_and_a_special_unit_its_scale():
    (fault,) = wording.faults(SOUND, replace(PLAIN, unit="skäppor"), words().values())
    assert fault.value == "skäppor"
    assert "units.json" in fault.rule
    (fault,) = wording.faults(SOUND, replace(PLAIN, unit="ja/nej"), words().values())
    assert (fault.field, "yes_no" in fault.rule) == ("scale", True)


def test_a_fortieth_climate_figure_finds_a_place():
    """Positions are counted within a track: no track stands in the way of another."""
    taken = [word.position for word in words().values() if word.track == "climate"]
    assert wording.next_position("climate") == max(taken) + 1
    fortieth = replace(SOUND, id="another", name_sv="Annat", name_en="Other", position=wording.next_position("climate"))
    assert wording.faults(fortieth, PLAIN, [*words().values(), fortieth]) == []


def test_the_pages_order_by_track_before_position(warehouse):
    found = [one.track for one in indicators()]
    assert [track for track, _ in groupby(found)] == ["climate", "digital", "context"]


def test_the_digital_side_is_as_visible_as_the_climate_side():
    by_track = Counter(row["track"] for row in ROWS)
    assert by_track["digital"] >= 0.5 * by_track["climate"], "the two tracks are shown side by side: find digital figures too"
