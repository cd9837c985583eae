"""Who bought the same within two years: view purchase_pair over made-up purchases."""

import pytest

from ingest.registers.told import Told
from tests.entries import built, entry
from twin.paths import ROOT

VIEW = (ROOT / "twin" / "sql" / "views" / "purchase_pair.sql").read_text(encoding="utf-8")
ANEBY, TRANAS = "Aneby kommun", "Tranås Energi AB"


def bought(number: str, owner: str, cpv: str, day: str, **cells: object) -> Told:
    return entry("a", number, f"Köp {number}", kind="procurement", organisation_text=owner, codes=f'["cpv:{cpv}"]', start_date=day, **cells)


def pairs(*told: Told, columns: str = "a_entry_id, b_entry_id, cpv, same_code, months_apart") -> list[tuple]:
    with built(told) as con:
        con.execute(VIEW)
        return con.execute(f"SELECT {columns} FROM purchase_pair ORDER BY ALL").fetchall()


def test_two_buyers_of_one_class_are_a_pair_the_earlier_first():
    one, other = bought("2", ANEBY, "34422000", "2021-09-30"), bought("1", TRANAS, "34422000", "2022-01-15")
    assert pairs(one, other) == [("2", "1", "34422000", True, 4)]


def test_a_class_is_five_digits():
    assert pairs(bought("1", ANEBY, "45331210", "2021-01-01"), bought("2", TRANAS, "45331100", "2021-01-01")) == [
        ("1", "2", "45331000", False, 0)
    ]
    assert pairs(bought("1", ANEBY, "45331210", "2021-01-01"), bought("2", TRANAS, "45332200", "2021-01-01")) == []


@pytest.mark.parametrize("cpv", ["00000000", "45000000", "71000000"])
def test_a_code_that_tells_no_more_than_the_division_makes_no_pair(cpv):
    assert pairs(bought("1", ANEBY, cpv, "2021-01-01"), bought("2", TRANAS, cpv, "2021-01-02")) == []


@pytest.mark.parametrize(("day", "found"), [("2023-03-01", 1), ("2023-03-02", 0), ("2023", 1), ("2024", 0)])
def test_two_years_at_most(day, found):
    assert len(pairs(bought("1", ANEBY, "72212450", "2021-03-01"), bought("2", TRANAS, "72212450", day))) == found


def test_one_buyer_and_other_peoples_purchases_make_no_pair():
    others = entry(
        "a",
        "3",
        "Köp i Aneby",
        kind="procurement",
        organisation_text="Region X",
        codes='["cpv:72212450"]',
        start_date="2021",
        place_text="Aneby",
    )
    assert pairs(bought("1", ANEBY, "72212450", "2021-03-01"), bought("2", ANEBY, "72212450", "2021-04-01"), others) == []


def test_what_is_no_purchase_makes_no_pair():
    grant = entry("a", "2", "Bidrag", organisation_text=TRANAS, codes='["cpv:72212450"]', start_date="2021-03-01")
    assert pairs(bought("1", ANEBY, "72212450", "2021-03-01"), grant) == []


def test_several_codes_of_one_class_are_one_pair():
    one = entry(
        "a", "1", "Köp", kind="procurement", organisation_text=ANEBY, codes='["cpv:34422000", "cpv:34422100"]', start_date="2021-01-01"
    )
    assert pairs(one, bought("2", TRANAS, "34422000", "2021-01-02")) == [("1", "2", "34422000", True, 0)]


def test_whose_and_how_much_with_receipts():
    one = bought("1", ANEBY, "34422000", "2021-01-01", amount=950_000.0)
    other = bought("2", TRANAS, "34422000", "2021-02-01", amount=100.0, currency="EUR")
    columns = "a_organisation_id, a_title, a_date, a_amount_sek, a_receipt_id, b_organisation_id, b_amount_sek, b_receipt_id"
    assert pairs(one, other, columns=columns) == [
        ("aneby-kommun", "Köp 1", "2021-01-01", 950_000.0, "a-receipt", "tranas-energi", None, "a-receipt")
    ]
