"""Every key figure that a source declares has its words, in both languages, once; and no words are left without a key figure."""

import csv
from collections import Counter

import pytest

from ingest.registry import sources
from ingest.source import Indicator
from twin import words
from twin.paths import DATA

COLUMNS = (
    *("id", "name_sv", "name_en", "definition_sv", "definition_en", "definition_url"),
    *("track", "better", "theme", "decimals", "scale", "position"),
)
SCALES = {"number": None, "yes_no": (0, 1), "rollout": (0, 2)}
POSITIONS = {"climate": range(1, 40), "digital": range(40, 80), "context": range(80, 1000)}


def table(name: str) -> list[dict[str, str]]:
    with (DATA / "taxonomy" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = table("indicators.csv")
THEMES = {row["code"] for row in table("themes.csv")}
BY_ID = {row["id"]: row for row in ROWS}
DECLARED: dict[str, Indicator] = {indicator.id: indicator for source in sources().values() for indicator in source.indicators}


def test_the_file_has_the_agreed_columns_and_no_id_twice():
    assert tuple(ROWS[0]) == COLUMNS
    assert [i for i, n in Counter(row["id"] for row in ROWS).items() if n > 1] == []


def test_there_are_nineteen_themes():
    assert len(THEMES) == 19


def test_no_key_figure_stands_in_two_sources():
    assert [i for i, n in Counter(i.id for source in sources().values() for i in source.indicators).items() if n > 1] == []


def test_every_declared_key_figure_has_words_and_every_row_a_key_figure():
    assert sorted(DECLARED.keys() - BY_ID.keys()) == [], "add these to data/taxonomy/indicators.csv"
    assert sorted(BY_ID.keys() - DECLARED.keys()) == [], "no source declares these: remove them from data/taxonomy/indicators.csv"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_row_is_whole(row: dict[str, str]):
    empty = [column for column in COLUMNS if not row[column].strip()]
    assert empty == []
    assert row["theme"] in THEMES
    assert row["scale"] in SCALES
    assert row["better"] in {"lower", "higher", "none"}
    assert int(row["decimals"]) in range(4)
    assert row["definition_url"].startswith("https://")
    assert int(row["position"]) in POSITIONS[row["track"]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_definition_is_short_and_a_sentence_in_each_language(row: dict[str, str]):
    assert 40 <= len(row["definition_sv"]) <= 220
    assert 40 <= len(row["definition_en"]) <= 240
    assert len(row["name_sv"]) <= 60
    for text in (row["definition_sv"], row["definition_en"]):
        assert text[0].isupper() and text.endswith(".")
    assert row["name_sv"] != row["name_en"]
    assert row["definition_sv"] != row["definition_en"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_scale_and_unit_agree_with_the_source(row: dict[str, str]):
    declared = DECLARED[row["id"]]
    steps = SCALES[row["scale"]]
    assert steps is None or tuple(declared.value_range) == steps
    assert (row["scale"] == "yes_no") == (declared.unit == "ja/nej")
    assert (row["scale"] == "rollout") == (declared.unit == "steg")


def test_no_two_rows_share_a_position_or_a_name():
    for column in ("position", "name_sv", "name_en"):
        assert [value for value, n in Counter((row["track"], row[column]) for row in ROWS).items() if n > 1] == []


def test_a_kolada_figure_links_to_its_own_definition():
    for indicator in DECLARED.values():
        row = BY_ID[indicator.id]
        if "kolada" in row["definition_url"]:
            assert row["definition_url"] == f"https://api.kolada.se/v3/kpi/{indicator.kpi}"


def test_the_digital_side_is_as_visible_as_the_climate_side():
    by_track = Counter(row["track"] for row in ROWS)
    assert by_track["digital"] >= 0.75 * by_track["climate"]


def test_a_unit_has_its_english():
    """In twin/locale/en/units.json, the one place where it stands."""
    units = {words.unit(indicator.unit) for indicator in DECLARED.values()}
    assert units - words.catalogue().keys() == set()
