"""Fuzzed rows against the contract: whatever a connector yields is either true to the declaration or a named error, never anything else."""

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import contract
from ingest.errors import ContractError, IngestError
from ingest.source import Answer, Document, Indicator, Point, Record, Request, Row
from tests import toy
from tests.toy import REGION

ANSWER = Answer(Request(toy.URL), b"{}", "0" * 64, "2026-11-25T08:00:00")
SOURCE = replace(
    toy.source(), row_count=(1, 1000), indicators=(Indicator("toy", unit="st", value_range=(-50, 1000)), Indicator("other", unit="%"))
)
CODES = sorted(REGION.areas)
good_rows = st.builds(
    Row,
    indicator=st.sampled_from(["toy", "other"]),
    place=st.sampled_from(CODES),
    period=st.one_of(st.integers(1990, 2026).map(str), st.dates(date(1990, 1, 1), date(2026, 11, 25)).map(lambda d: d.isoformat()[:7])),
    value=st.floats(0, 1000),
    breakdown=st.sampled_from(["total", "Transporter", "Transporter/Personbilar"]),
)
BAD = {  # field -> values that no source may carry there
    "indicator": st.sampled_from(["", "Toy", "toy ", "population", "nyckeltal"]),
    "place": st.one_of(
        st.sampled_from(["604", "0604 ", "Aneby", "0180", "", "0604 Aneby", "SE"]), st.text(max_size=6).filter(lambda t: t not in CODES)
    ),
    "period": st.one_of(
        st.sampled_from(
            [
                "",
                "24",
                "2024M12",
                "2024-13",
                "2024-00",
                "2024-02-30",
                "20245",
                "1750",
                "2999",
                "2024/25",
                "２０２４",
                "2024\n",
                "-2024",
                "okänt",
            ]
        ),
        st.text(max_size=10).filter(lambda t: not t.isdigit() and not t[:4].isdigit()),
    ),
    "value": st.one_of(
        st.floats(max_value=-50.001),
        st.floats(min_value=1000.001),
        st.just(math.nan),
        st.just(math.inf),
        st.just("12"),
        st.just("1 234,5"),
        st.just(".."),
    ),
    "breakdown": st.sampled_from(["", " ", "\t"]),
}


def whole(rows: list[Record]) -> list[tuple[Answer, Record]]:
    """The rows with one true row for every municipality, so that only what was put in is wrong."""
    base = [Row("toy", code, "1990", 1.0, "grund") for code in REGION.municipality_codes]
    return [(ANSWER, record) for record in [*base, *rows]]


def unique(rows: list[Row]) -> list[Row]:
    return list({(r.indicator, r.place, r.period, r.breakdown): r for r in rows}.values())


@given(st.lists(good_rows, max_size=30))
def test_true_rows_pass(rows):
    contract.check(SOURCE, REGION, whole(unique(rows)))


@pytest.mark.parametrize("field", BAD)
@given(data=st.data())
def test_one_bad_field_is_named_with_source_row_field_and_value(field, data):
    rows = unique(data.draw(st.lists(good_rows, max_size=10)))
    value = data.draw(BAD[field])
    bad = replace(Row("toy", "0682", "2024", 5.0, "den felaktiga"), **{field: value})
    at = data.draw(st.integers(0, len(rows)))
    with pytest.raises(ContractError) as seen:
        contract.check(SOURCE, REGION, whole([*rows[:at], bad, *rows[at:]]))
    assert seen.value.key == "toy"
    assert str(seen.value).startswith("toy: ")
    [fault] = seen.value.faults
    assert fault.field == field
    assert fault.value == str(value)
    assert all(part in fault.row for part in (bad.indicator, bad.place, bad.period, bad.breakdown))
    assert str(fault) in str(seen.value)
    assert seen.value.remedy


@given(
    st.builds(
        Row,
        indicator=st.sampled_from(["toy", "other"]),
        place=st.text(max_size=8) | st.sampled_from(CODES),
        period=st.text(max_size=12) | st.text("0123456789-", max_size=10) | st.from_regex(r"\d{4}(-\d\d){0,2}", fullmatch=True),
        value=st.none() | st.floats() | st.text(max_size=5),
        breakdown=st.text(max_size=5),
        status=st.text(max_size=3),
    )
)
@settings(max_examples=300)
def test_whatever_passes_is_a_figure_one_can_show(row):
    try:
        contract.check(SOURCE, REGION, whole([row]))
    except IngestError as refusal:
        assert str(refusal).startswith("toy: ")
        return
    assert row.place in REGION.areas
    assert row.period.isascii()
    date.fromisoformat(row.period + "-01-01"[len(row.period) - 4 :])
    assert row.value is None or math.isfinite(row.value)
    assert row.value is not None or row.status
    assert row.breakdown.strip()


@given(st.lists(good_rows, min_size=1, max_size=10), st.data())
def test_a_row_that_stands_twice_is_named(rows, data):
    rows = unique(rows)
    twice = data.draw(st.sampled_from(rows))
    with pytest.raises(ContractError, match="2 gånger") as seen:
        contract.check(SOURCE, REGION, whole([*rows, replace(twice, value=999.0)]))
    assert twice.period in seen.value.faults[0].row


@given(st.integers(1, 50))
@settings(max_examples=20)
def test_every_bad_row_is_told_of_not_only_the_first(number):
    bad = [Row("toy", "0682", str(1950 + n), -1000.0) for n in range(number)]
    with pytest.raises(ContractError, match=rf"{number} rad") as seen:
        contract.check(SOURCE, REGION, whole(bad))
    assert len(seen.value.faults) == number


@pytest.mark.parametrize("code", REGION.municipality_codes)
def test_a_municipality_that_vanished_is_named(code):
    rows = [(a, r) for a, r in whole([]) if r.place != code]
    with pytest.raises(ContractError, match=REGION.areas[code].name):
        contract.check(SOURCE, REGION, rows)
    contract.check(replace(SOURCE, may_lack=frozenset({code})), REGION, rows)


@pytest.mark.parametrize(("count", "passes"), [(5, False), (6, True), (12, True), (13, False)])
def test_too_few_and_too_many_rows_stop_the_source(count, passes):
    rows = [(ANSWER, Row("toy", code, str(2000 + n), 1.0)) for n in range(3) for code in REGION.municipality_codes][:count]
    if passes:
        contract.check(toy.source(), REGION, rows)
    else:
        with pytest.raises(ContractError, match=f"{count} rader"):
            contract.check(toy.source(), REGION, rows)


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Point("1", "station", "Torget", "0682", 57.6, 14.7), "lon, lat"),
        (Point("1", "station", "Torget", "0682", math.nan, 57.6), "lon, lat"),
        (Point("1", "station", " ", "0682", 14.7, 57.6), "name"),
        (Point("1", "station", "Torget", "Nässjö", 14.7, 57.6), "place"),
        (Document("1", "climate_plan", "0682", "", "https://example.org/"), "title"),
        (Document("1", "climate_plan", "0682", "Plan", "javascript:alert(1)"), "url"),
        (Document("1", "climate_plan", "682", "Plan", None), "place"),
    ],
)
def test_points_and_documents_are_held_to_theirs(record, field):
    with pytest.raises(ContractError) as seen:
        contract.check(SOURCE, REGION, whole([record]))
    assert [f.field for f in seen.value.faults] == [field]
    assert record.id in seen.value.faults[0].row
