"""Page Nyckeltal where the population is what lacks: it is said to be that, and no municipality is blamed."""

import json
import shutil

import duckdb
import pytest

from tests.test_views import answer, opened, words
from twin.warehouse import current

BLAME = "läggs inte ihop när en kommun saknar värde"


@pytest.fixture
def without_population(warehouse, tmp_path, monkeypatch):
    """The warehouse without the population of some year, of one place or of all."""

    def made(where: str) -> None:
        file = tmp_path / "tt-copy.duckdb"
        shutil.copyfile(current(), file)
        with duckdb.connect(str(file)) as con:
            con.execute(f"DELETE FROM observation WHERE indicator_id = 'population' AND {where}")
        (tmp_path / "current.json").write_text(json.dumps({"file": file.name}), encoding="utf-8")
        monkeypatch.setenv("TWIN_STATE", str(tmp_path))

    return made


def test_the_years_that_can_not_be_divided_are_named(warehouse):
    app = opened("indicators", matt="per")  # as embedded: no population of 1990, 2023 and 2024
    assert "För 2023 och 2024 går det inte att räkna per invånare: folkmängden saknas." in answer(app)
    assert "Utan folkmängd samma år, och därför inte med: 1990, 2023 och 2024." in words(app)


def test_a_mean_that_can_not_be_weighed_says_that_the_population_lacks(without_population):
    without_population("period LIKE '2022%'")
    app = opened("indicators", nyckeltal="broadband_100mbit")
    assert "De läggs inte ihop: folkmängden 2022, som skulle väga dem, saknas." in answer(app)
    assert "läggs inte ihop när en kommuns folkmängd samma år saknas (1)" in words(app)
    assert BLAME not in words(app)


def test_one_place_without_population_is_told_apart_from_one_without_a_value(without_population):
    without_population("period LIKE '2022%' AND place_code = '0604'")
    app = opened("indicators", matt="per")
    assert "För Aneby saknas folkmängden då." in answer(app)
    assert "folkmängden samma år saknas (1)" in words(app)
    assert "läggs inte ihop när en kommuns folkmängd samma år saknas (1)" in words(app)
    assert "utgivaren har inget värde för perioden" not in words(app)
    assert BLAME not in words(app)


def test_a_municipality_that_lacks_its_value_is_still_said_to(warehouse):
    page = words(opened("indicators", nyckeltal="waste_collected"))
    assert BLAME in page
    assert "folkmängd samma år saknas" not in page


def test_without_any_population_nothing_per_inhabitant_is_blamed_on_the_figure(without_population):
    without_population("true")
    page = words(opened("indicators", matt="per"))
    assert "Det går inte att räkna per invånare: folkmängden saknas för alla år som nyckeltalet har." in page
    assert "Det finns inga värden" not in page
