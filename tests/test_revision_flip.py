"""A later release that turns the order of the six, or whether a goal was reached, is flagged; one that only moves values is not."""

from itertools import pairwise

import duckdb
import pytest

from ingest.build import SCHEMA
from twin.warehouse import ask

CODES = ("0604", "0682", "0684")
TARGET = (
    "INSERT INTO target VALUES ('goal', ?, ?, 'territory', 'ghg', 'found', ?, '2030', ?, ?, '', '', 'https://example.org/', NULL, true)"
)


@pytest.fixture
def con():
    """Three municipalities, one figure where lower is better, and the views."""
    with duckdb.connect() as opened:
        opened.execute((SCHEMA / "schema.sql").read_text(encoding="utf-8"))
        for code in (*CODES, "06"):
            opened.execute(
                "INSERT INTO place VALUES (?, ?, ?, NULL, NULL, NULL)", [code, code, "county" if code == "06" else "municipality"]
            )
        kinds = {"VARCHAR": "s", "BOOLEAN": False, "INTEGER": None}
        row = {name: kinds[kind] for name, kind, *_ in opened.execute("DESCRIBE source").fetchall()} | {
            "licence_class": "open",
            "track": "climate",
        }
        opened.execute(f"INSERT INTO source VALUES ({', '.join('?' * len(row))})", list(row.values()))
        for id_, unit in (("ghg_emissions", "t CO2e"), ("population", "personer")):
            opened.execute(
                f"INSERT INTO indicator VALUES ('{id_}', 's', 's', '{unit}', 'climate', 'lower', '', '', NULL, 's', 's', 0, 'number', 1)"
            )
        for view in ("figure", "revision_flip"):
            opened.execute((SCHEMA / "views" / f"{view}.sql").read_text(encoding="utf-8"))
        yield opened


def put(con, release: str, period: str, *values: float | None, indicator: str = "ghg_emissions", places=CODES) -> None:
    receipt = f"{indicator}-{release}"
    con.execute(
        "INSERT OR IGNORE INTO receipt VALUES (?, 's', 'u', NULL, 'direct', NULL, ?, 1, now()::TIMESTAMP, ?)", [receipt, "0" * 64, release]
    )
    for code, value in zip(places, values, strict=True):
        con.execute("INSERT INTO observation VALUES (?, ?, ?, 'total', ?, '', ?, ?)", [indicator, code, period, value, release, receipt])


def ranks(con) -> list[tuple]:
    return con.execute(
        "SELECT place_code, period, old_release, new_release, old_rank, new_rank, places FROM revision_flip WHERE kind = 'rank' ORDER BY ALL"
    ).fetchall()


def goals(con) -> list[tuple]:
    return con.execute(
        "SELECT target_id, place_code, period, old_reached, new_reached, old_value, new_value FROM revision_flip WHERE kind = 'target' ORDER BY ALL"
    ).fetchall()


def test_places_that_change_order_are_told_and_the_third_is_not(con):
    put(con, "2025", "2020", 30, 20, 10)
    put(con, "2026", "2020", 19, 21, 11)
    assert ranks(con) == [("0604", "2020", "2025", "2026", 1, 2, 3), ("0682", "2020", "2025", "2026", 2, 1, 3)]


def test_values_that_only_move_turn_nothing(con):
    put(con, "2025", "2020", 30, 20, 10)
    put(con, "2026", "2020", 29, 28, 27)
    put(con, "2026", "2021", 1, 2, 3)
    assert ranks(con) == []


def test_a_rank_needs_every_municipality_in_both_releases(con):
    put(con, "2025", "2020", 30, 20, 10)
    con.execute("DELETE FROM observation WHERE place_code = '0684'")
    put(con, "2026", "2020", 19, 21, 11)
    assert ranks(con) == []


def test_each_release_is_held_against_the_one_before_it(con):
    put(con, "2024", "2020", 30, 20, 10)
    put(con, "2025", "2020", 20, 30, 10)
    put(con, "2026", "2020", 30, 20, 10)
    assert [(old, new) for _, _, old, new, *_ in ranks(con)] == [("2024", "2025"), ("2025", "2026")] * 2


def test_a_goal_that_was_reached_and_is_not_any_more(con):
    con.execute(TARGET, ["0604", "ghg_emissions", None, 25, "t CO2e"])
    put(con, "2025", "2020", 24, 20, 10)
    put(con, "2025", "2021", 26, 20, 10)
    put(con, "2026", "2020", 26, 20, 10)
    put(con, "2026", "2021", 27, 20, 10)
    assert goals(con) == [("goal", "0604", "2020", True, False, 24.0, 26.0)]


def test_a_goal_in_per_cent_is_measured_within_each_release(con):
    con.execute(TARGET, ["0604", "ghg_emissions", "1990", -50, "%"])
    for release, base, now in (("2025", 100, 49), ("2026", 90, 46)):
        put(con, release, "1990", base, 1, 1)
        put(con, release, "2020", now, 1, 1)
    assert goals(con) == [
        ("goal", "0604", "2020", True, False, 49.0, 46.0)
    ]  # -51 per cent, then -48.9: less was emitted, and more than half is left


def test_a_goal_for_each_inhabitant_uses_the_population_of_the_year(con):
    con.execute(TARGET, ["06", "ghg_per_inhabitant", None, 1, "t CO2e per invånare"])
    put(con, "2026-02", "2020", 100, indicator="population", places=("06",))
    put(con, "2025", "2020", 101, places=("06",))
    put(con, "2026", "2020", 99, places=("06",))
    assert goals(con) == [("goal", "06", "2020", False, True, 1.01, 0.99)]


@pytest.mark.parametrize(
    "spoilt",
    ["UPDATE target SET drawable = false", "UPDATE target SET state = 'not_found', value = NULL", "UPDATE target SET unit = 'GWh'",
     "UPDATE indicator SET better = 'none'"],
)  # fmt: skip
def test_a_goal_that_says_nothing_of_the_figure_is_left_out(con, spoilt):
    con.execute(TARGET, ["0604", "ghg_emissions", None, 25, "t CO2e"])
    put(con, "2025", "2020", 24, 20, 10)
    put(con, "2026", "2020", 26, 20, 10)
    assert len(goals(con)) == 1
    con.execute(spoilt)
    assert goals(con) == []


def test_the_view_finds_what_counting_by_hand_finds(warehouse):
    """Every rank of every release of the real warehouse, reckoned in Python."""
    rows = ask(
        "SELECT indicator_id, breakdown, period, release, place_code, value FROM observation AS o JOIN place AS p ON p.code = o.place_code "
        "WHERE p.kind = 'municipality' AND value IS NOT NULL"
    )
    groups: dict[tuple, dict[str, dict[str, float]]] = {}
    for indicator, breakdown, period, release, place, value in rows:
        groups.setdefault((indicator, breakdown, period), {}).setdefault(release, {})[place] = value
    expected = set()
    for (indicator, breakdown, period), releases in groups.items():
        whole = {release: values for release, values in sorted(releases.items()) if len(values) == 6}
        for (old, before), (new, after) in pairwise(whole.items()):
            for place in after:
                was, now = (1 + sum(v > values[place] for v in values.values()) for values in (before, after))
                if was != now:
                    expected.add((indicator, breakdown, period, old, new, place, was, now))
    found = ask(
        "SELECT indicator_id, breakdown, period, old_release, new_release, place_code, old_rank, new_rank FROM revision_flip WHERE kind = 'rank'"
    )
    assert set(found) == expected
    assert len(found) == len(expected) > 0
