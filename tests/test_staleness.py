"""How old a statement may be, what a complete initiative has, and who is asked first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register_rows import FOLDER, PLACES
from twin.register import load
from twin.register.sheets import PHASES
from twin.register.staleness import BOUNDS, CLASSES, POINTS, Told, age, last_day, missing
from twin.register.worklist import chosen, lacking, mail, rows

TODAY = date(2026, 11, 25)
KINDS = ("climate", "digital", "both")


@pytest.mark.parametrize(
    ("kind", "phase", "as_of", "end", "level", "months"),
    [
        ("digital", "pågående", "2026-01-01", None, "fresh", 10),
        ("digital", "pågående", "2025-11-25", None, "acceptable", 12),  # the day itself is over the bound
        ("digital", "pågående", "2025-11-26", None, "fresh", 11),
        ("digital", "pågående", "2025-04", None, "late", 18),
        ("digital", "pågående", "2023-11-25", None, "stale", 36),
        ("climate", "pågående", "2025", None, "fresh", 10),  # a year counts as its last day
        ("climate", "pågående", "2024", None, "acceptable", 22),
        ("climate", "pågående", "2022", None, "late", 46),
        ("both", "pågående", "2024", None, "late", 22),  # as the digital, which ages faster
        ("climate", "planerad", "2025", None, "acceptable", 10),
        ("climate", "avslutad", "2021", None, "fresh", 58),
        ("digital", "avslutad", "2021", None, "acceptable", 58),
        ("climate", "okänd", "2026-11-24", None, "late", 0),
        ("climate", "pågående", None, None, "undated", None),
        ("climate", "pågående", "2026", "2025", "late", 0),
        ("climate", "avslutad", "2026", "2025", "fresh", 0),
        ("climate", "pågående", "2026", "2026", "fresh", 0),  # the year is not over
    ],
)
def test_the_classes(kind, phase, as_of, end, level, months):
    found = age(kind, phase, as_of, end, TODAY)
    assert (found.level, found.months) == (level, months)
    assert found.due == (level in ("late", "stale", "undated"))


def test_every_kind_and_phase_has_bounds_that_rise():
    for kind, by_phase in BOUNDS.items():
        assert set(by_phase) == set(PHASES), kind
        for bounds in by_phase.values():
            assert list(bounds) == sorted(bounds)
    for phase in PHASES:
        assert all(d <= c for c, d in zip(BOUNDS["climate"][phase], BOUNDS["digital"][phase], strict=True)), phase


@given(st.sampled_from(KINDS), st.sampled_from(PHASES), st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 4000))
def test_a_statement_never_grows_younger(kind, phase, said, days):
    later = date.fromordinal(said.toordinal() + days)
    before, after = (age(kind, phase, said.isoformat(), None, day).level for day in (said, later))
    assert CLASSES.index(after) >= CLASSES.index(before)


@pytest.mark.parametrize(
    ("edtf", "day"),
    [("2024", date(2024, 12, 31)), ("2024-02", date(2024, 2, 29)), ("2024-02-03", date(2024, 2, 3)), ("2023~", date(2023, 12, 31))],
)
def test_the_last_day(edtf, day):
    assert last_day(edtf) == day


WHOLE = Told(
    {
        "description_sv": "x" * 40, "owner_org_id": "nassjo-kommun", "as_of": "2026", "phase": "pågående", "start_date": "2025", "end_date": "2027",
        "digital_score": "1", "budget_sek": "", "budget_note": "", "funder_text": "Nässjö kommun", "quality": "bekräftad av ägaren",
    },
    1, frozenset({"theme", "asset", "data_made"}), 1, 1,
)  # fmt: skip


def test_a_whole_initiative_lacks_nothing():
    assert missing(WHOLE) == ()


@pytest.mark.parametrize(
    ("cells", "point"),
    [
        ({"description_sv": "kort"}, "description"), ({"owner_org_id": ""}, "owner"), ({"as_of": ""}, "as_of"), ({"phase": "okänd"}, "phase"),
        ({"start_date": ""}, "start"), ({"end_date": ""}, "end"), ({"funder_text": ""}, "money"), ({"quality": "sedd på sidan"}, "confirmed"),
    ],
)  # fmt: skip
def test_each_cell_that_is_not_there_is_one_point(cells, point):
    assert missing(Told({**WHOLE.cells, **cells}, 1, WHOLE.schemes, 1, 1)) == (point,)


@pytest.mark.parametrize(
    ("parts", "points"),
    [
        ((0, WHOLE.schemes, 1, 1), ("place",)), ((1, WHOLE.schemes, 0, 1), ("address",)), ((1, WHOLE.schemes, 1, 0), ("seen",)),
        ((1, frozenset(), 1, 1), ("theme", "means", "data")),
    ],
)  # fmt: skip
def test_companions_count(parts, points):
    assert missing(Told(WHOLE.cells, *parts)) == points


def test_data_is_not_asked_of_what_has_no_digital_aim():
    assert missing(Told({**WHOLE.cells, "digital_score": "0"}, 1, frozenset({"theme", "technology"}), 1, 1)) == ()


@pytest.fixture(scope="module")
def everything():
    return rows(load(FOLDER, PLACES), TODAY)


def test_the_shipped_register_in_order(everything):
    assert len(everything) == 74
    levels = [row.age.level for row in everything]
    assert levels.count("undated") == 16
    due = [row for row in everything if row.age.due]
    assert levels[: len(due)] == [row.age.level for row in due], "what is due comes first"
    assert set(levels[:16]) == {"undated"}, "no date counts as the oldest"
    months = [row.age.months for row in everything if row.age.level == "stale"]
    assert months == sorted(months, reverse=True)


def test_the_filters_of_the_list(everything):
    own = chosen(everything, ["0682"], ["nassjo-affarsverk"])
    assert own
    assert {row.initiative.owner_org_id for row in own} == {"nassjo-affarsverk"}
    assert all("0682" in row.places for row in own)
    assert chosen(everything, [], []) == everything


def test_what_is_lacking_adds_up(everything):
    assert sum(n for _, n in lacking(everything)) == sum(len(POINTS) - row.points for row in everything)
    assert dict(lacking(everything))["as_of"] == 16


def test_the_mail_names_every_initiative_and_no_person(everything):
    own = chosen([row for row in everything if row.age.due], [], ["nassjo-affarsverk"])
    subject, text = mail("Nässjö Affärsverk AB", own, "http://127.0.0.1/initiativ")
    assert f"({len(own)} st)" in subject
    for row in own:
        assert f"{row.initiative.title_sv} ({row.initiative.id})" in text
        assert f"http://127.0.0.1/initiativ?id={row.initiative.id}" in text
    assert "@" not in text
