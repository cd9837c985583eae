"""Lists of things in the workshop: how many there are and what a column of theirs comes to, chosen on the page and in the dialogue alike."""

import csv
import io
from dataclasses import replace

import pytest

from ingest import workshop
from ingest.workshop.kinds import COUNT, SUM
from tests.publishers import CODES, HOST, features
from tests.test_workshop import AT, draft, value
from tests.test_workshop_dialogue import ABOUT, FIGURE, made, project, talk

__all__ = ["project"]  # a fixture
pytestmark = pytest.mark.usefixtures("desk")


def areas() -> bytes:
    """Made-up protected areas: n + 1 of them in the n-th municipality, each of two and a half hectares, one of them elsewhere."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\n")
    rows.writerow(["Område", "Kommun", "År", "Yta (ha)"])
    rows.writerows([f"Påhittat {code}-{i}", code, 2024, "2,5"] for n, code in enumerate((*CODES, "0180")) for i in range(n + 1))
    return out.getvalue().encode()


def test_a_list_of_things_is_seen_to_be_one_and_its_numbers_can_be_summed(publisher):
    publisher.answers[f"{HOST}/omraden.csv"] = areas()
    seen = workshop.look("csv", f"{AT}omraden.csv")
    assert (seen.guesses.place, seen.guesses.period, seen.guesses.values) == ("Kommun", "År", (COUNT,))
    assert seen.choices["values"] == (*seen.columns, COUNT, f"{SUM}Yta (ha)")
    assert "(summa) före en kolumns namn lägger ihop dess värden" in seen.note
    both = (value(COUNT, "prov_antal", unit="antal"), value(f"{SUM}Yta (ha)", "prov_yta", unit="ha"))
    chosen = replace(workshop.filled(draft("csv", f"{AT}omraden.csv"), seen), values=both)
    assert workshop.faults(chosen) == []
    assert [f for f in workshop.check(chosen) if not f.passed] == []
    found = {(f.indicator, f.place_code): f.value for f in workshop.preview(chosen).figures}
    assert found == {("prov_antal", c): n + 1 for n, c in enumerate(CODES)} | {("prov_yta", c): 2.5 * (n + 1) for n, c in enumerate(CODES)}
    assert 'count="prov_antal"' in workshop.render(chosen)
    assert 'sum={"Yta (ha)": "prov_yta"}' in workshop.render(chosen)


def test_a_table_with_parts_is_no_list_of_things(publisher):
    rows = [f"{code},{part},{n}\n" for n, code in enumerate(CODES) for part in ("asfalt", "grus")]
    publisher.answers[f"{HOST}/delar.csv"] = ("Kommun,Underlag,Meter\n" + "".join(rows)).encode()
    seen = workshop.look("csv", f"{AT}delar.csv")
    assert (seen.guesses.values, seen.guesses.options["breakdown"]) == (("Meter",), ("Underlag",))


def test_a_layer_offers_the_sum_of_its_numbers(publisher):
    publisher.answers[f"{HOST}/ogc/collections/ladd/items"] = features
    seen = workshop.look("ogc", f"{AT}ogc", {"collection": "ladd"})
    assert f"{SUM}effekt_kw" in seen.choices["values"]
    assert f"{SUM}nr" not in seen.choices["values"], "a number that is a name comes to nothing together"
    chosen = replace(
        workshop.filled(draft("ogc", f"{AT}ogc", options={"at": "2026"}), seen), values=(value(f"{SUM}effekt_kw", unit="antal"),)
    )
    assert [f for f in workshop.check(chosen) if not f.passed] == []
    assert {f.place_code: f.value for f in workshop.preview(chosen).figures} == {
        code: sum(11 * (i + 1) for i in range(n + 1)) for n, code in enumerate(CODES)
    }


def dated_areas(time: str = "") -> bytes:
    """As `areas`, decided on a day each: one more in 2024 than in 2025 in every municipality."""
    days = [f"{2024 + i % 2}-03-{i + 1:02}{time}" for i in range(3)]
    rows = "".join(f"Påhittat {code}-{day},{code},{day},{n}\n" for n, code in enumerate(CODES) for day in days)
    return f"Område,Kommun,Beslutsdatum,Yta\n{rows}".encode()


@pytest.mark.parametrize("time", ["", "T10:30:00Z", " 00:00:00"])
def test_things_with_a_date_are_counted_by_year(publisher, time):
    publisher.answers[f"{HOST}/omraden.csv"] = dated_areas(time)
    seen = workshop.look("csv", f"{AT}omraden.csv")
    assert (seen.guesses.period, seen.guesses.values, seen.guesses.options["grain"]) == ("Beslutsdatum", (COUNT,), "year")
    both = (value(COUNT, "prov_antal", unit="antal"), value(f"{SUM}Yta", "prov_yta", unit="ha"))
    chosen = replace(workshop.filled(draft("csv", f"{AT}omraden.csv"), seen), values=both)
    assert [f for f in workshop.check(chosen) if not f.passed] == []
    found = {(f.indicator, f.place_code, f.period): f.value for f in workshop.preview(chosen).figures}
    assert found == {("prov_antal", c, y): k for c in CODES for y, k in (("2024", 2), ("2025", 1))} | {
        ("prov_yta", c, y): n * k for n, c in enumerate(CODES) for y, k in (("2024", 2), ("2025", 1))
    }
    by_month = replace(chosen, options={**chosen.options, "grain": "month"})
    assert {f.period for f in workshop.preview(by_month).figures} == {"2024-03", "2025-03"}


def test_dates_are_read_so_that_each_row_is_one_value(publisher):
    for days, grain in (
        (("2023-12-31", "2024-12-31"), "year"),
        (("2024-11-30", "2024-12-31"), "month"),
        (("2024-12-30", "2024-12-31"), ""),
    ):
        rows = "".join(f"{code},{day},{n}\n" for n, code in enumerate(CODES) for day in days)
        publisher.answers[f"{HOST}/dagar.csv"] = f"Kommun,Dag,Antal\n{rows}".encode()
        seen = workshop.look("csv", f"{AT}dagar.csv")
        assert (seen.guesses.period, seen.guesses.values, seen.guesses.options["grain"]) == ("Dag", ("Antal",), grain)
        chosen = replace(workshop.filled(draft("csv", f"{AT}dagar.csv"), seen), values=(value("Antal", unit="antal"),))
        assert [f for f in workshop.check(chosen) if not f.passed] == []


def test_a_time_of_day_says_how_it_can_be_read(publisher):
    publisher.answers[f"{HOST}/omraden.csv"] = dated_areas("T10:30:00Z")
    chosen = draft("csv", f"{AT}omraden.csv", place="Kommun", period="Beslutsdatum", values=(value(COUNT, unit="antal"),))
    assert any('skriv grain="year"' in f.text for f in workshop.check(chosen) if not f.passed)


def test_the_dialogue_asks_how_dates_are_read(project, publisher):
    publisher.answers[f"{HOST}/omraden.csv"] = dated_areas()
    code, person = talk("csv", f"{AT}omraden.csv", "", "", "", "", FIGURE[0], "antal", *FIGURE[2:], *ABOUT)
    assert code == 0, person.heard[-4:]
    assert made(project).fetch.grain == "year"
    assert "  prov_el 0687 2025: 1.0" in person.heard


def test_the_dialogue_takes_a_sum_where_it_takes_a_number(project, publisher):
    publisher.answers[f"{HOST}/omraden.csv"] = areas()
    figure = [FIGURE[0], "ha", *FIGURE[2:]]
    code, person = talk("csv", f"{AT}omraden.csv", "", "", "(summa) Yta (ha)", *figure, *ABOUT)
    assert code == 0, person.heard[-4:]
    assert (made(project).fetch.sum, made(project).fetch.values, made(project).fetch.count) == ({"Yta (ha)": "prov_el"}, {}, "")
    assert "(summa) före en kolumns namn" in "\n".join(person.heard)
    assert "  prov_el 0687 2024: 15.0" in person.heard
