"""Who has bought the same: held against the embedded register line by line; the view and the pair's page say it in words with receipts."""

import csv
import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from streamlit.testing.v1 import AppTest

from tests.test_pages import ROOT, opened, said
from twin.paths import DATA
from twin.questions import purchases
from twin.questions.purchases import Alike, Purchase, alike, known, of_pair
from twin.questions.suggestions import suggestions
from twin.warehouse import ask
from ui.purchase_words import sum_text

pytestmark = pytest.mark.usefixtures("warehouse")


@pytest.fixture
def app(monkeypatch):
    monkeypatch.chdir(ROOT)
    found = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    found.query_params["vy"] = "kop"
    return found


@pytest.fixture(scope="module")
def lines() -> list[dict[str, str]]:
    """The embedded procurements as they stand in their file."""
    with (DATA / "snapshot" / "register_entry.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["kind"] == "procurement"]


def bought(lines: list[dict[str, str]]) -> dict[str, set[str]]:
    """Class -> the entries in it that another buyer has bought too within two years: the rule in its own words, read from the file itself."""
    by_class: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in lines:
        for code in re.findall(r"cpv:(\d{8})", row["codes"]):
            if code[2:5] != "000":
                by_class[code[:5] + "000"].append(row)
    found: dict[str, set[str]] = defaultdict(set)
    for cpv, rows in by_class.items():
        for a, b in combinations(rows, 2):
            days = sorted(date.fromisoformat(row["start_date"]) for row in (a, b))
            if a["orgnr"] != b["orgnr"] and days[1] <= days[0].replace(year=days[0].year + 2):
                found[cpv] |= {a["id"], b["id"]}
    return found


def purchase(**values: object) -> Purchase:
    plain = Purchase(
        "kop", "1", "nassjo", "Nässjö kommun", "0682", "Elbil", "2021-05-01", 1000.0, "r", "Kontrakt", "34144900", "Elfordon", 0, 0
    )
    return replace(plain, **values)


def test_every_class_and_purchase_is_one_that_the_register_itself_shows(lines):
    assert {one.cpv: {row.entry_id for row in one.purchases} for one in alike()} == bought(lines)


def test_each_purchase_is_told_as_the_register_has_it(lines):
    by_id = {row["id"]: row for row in lines}
    names = dict(ask("SELECT replace(orgnr, '-', ''), name FROM organisation WHERE orgnr IS NOT NULL"))
    for one in (row for kind in alike() for row in kind.purchases):
        told = by_id[one.entry_id]
        assert (one.title, one.date, one.receipt_id) == (told["title"], told["start_date"], told["receipt_id"])
        assert one.amount_sek == (float(told["amount"]) if told["amount"] else None)
        assert one.buyer == names[told["orgnr"].replace("-", "")]
        assert f"{one.form}. CPV {one.code} {one.name}." == told["text"]
        assert ask("SELECT count(*) FROM receipt WHERE id = ?", [one.receipt_id]) == [(1,)]


def test_what_is_known_is_counted_from_the_register(lines):
    read = known()
    assert read.years == tuple(sorted({row["start_date"][:4] for row in lines})) == ("2021",)
    assert (read.purchases, read.buyers) == (len(lines), len({row["orgnr"] for row in lines}))
    assert read.priced == sum(bool(row["amount"]) for row in lines)
    assert read.wide == sum(not re.search(r"cpv:\d\d(?!000)", row["codes"]) for row in lines)
    assert set(read.receipt_ids) == {row["receipt_id"] for row in lines}


def test_the_kinds_about_climate_and_digital_come_first_then_those_that_most_have_bought():
    rows = alike()
    assert [(one.climate + one.digital, len(one.buyers)) for one in rows] == sorted(
        ((one.climate + one.digital, len(one.buyers)) for one in rows), reverse=True
    )
    assert rows[0].climate
    assert not rows[-1].climate
    assert not rows[-1].digital


def test_what_a_person_has_said_is_about_neither_is_about_neither(monkeypatch):
    """The question of the view with an answer laid beside the table: the warehouse itself is read-only."""
    first = next(row for one in alike() for row in one.purchases if row.climate)
    answered = f"(VALUES ('{first.source_key}', '{first.entry_id}', 'ignorera', 'ej_klimat_digitalt'))"
    asked = f"{answered} AS register_answer(source_key, entry_id, answer, value)"
    monkeypatch.setattr(purchases, "_ALIKE", purchases._ALIKE.replace("JOIN register_answer AS r", f"JOIN (FROM {asked}) AS r"))
    again = next(row for one in alike() for row in one.purchases if row.entry_id == first.entry_id)
    assert (again.climate, again.digital, again.tags) == (0, 0, ())


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ((("34144900", "Elfordon"), ("34144000", "Specialfordon")), ["Specialfordon"]),
        ((("34144900", "Elfordon"), ("34144511", "Sopbilar"), ("34144511", "Sopbilar")), ["Elfordon", "Sopbilar"]),
        ((("", ""), ("34144511", "Sopbilar")), ["Sopbilar"]),
    ],
)
def test_a_class_is_called_by_its_own_name_where_a_purchase_has_it(names, shown):
    assert Alike("34144000", tuple(purchase(code=code, name=name) for code, name in names)).names == shown


def test_a_choice_of_place_and_track():
    one = Alike("34144000", (purchase(climate=1), purchase(place="0604")))
    assert one.fits((), "allt")
    assert one.fits(("0604", "0686"), "klimat")
    assert not one.fits(("0686",), "allt")
    assert not one.fits((), "digitalt")


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        ((1000.0, 250.0), "Kontrakterat för 1 250 kronor."),
        ((1000.0, None), "Kontrakterat för minst 1 000 kronor; värdet är inte känt för ett av köpen."),
        ((1000.0, None, None), "Kontrakterat för minst 1 000 kronor; värdet är inte känt för 2 av köpen."),
        ((None,), "Värdet är inte känt för något av köpen."),
        ((0.0,), "Kontrakterat för 0 kronor."),
    ],
)
def test_a_sum_says_what_it_lacks(amounts, told):
    assert sum_text([purchase(amount_sek=one) for one in amounts]).replace("\u00a0", " ") == told


def test_a_pair_shows_only_what_its_owners_bought_of_what_it_shares():
    found = {one.id: (one, rows) for one in suggestions() if (rows := of_pair(one))}
    assert {one.kind for one, _ in found.values()} == {"synergy", "overlap"}
    for one, rows in found.values():
        shared = {*one.a.themes} & {*one.b.themes} | {clause.code for clause in one.reasons}
        assert all(row.organisation_id in (one.a.owner_id, one.b.owner_id) for row in rows)
        assert all(tag[1] in shared for row in rows for tag in row.tags)
        for row in rows:
            [(title, tags)] = ask("SELECT title, tags FROM candidate WHERE id = ?", [f"{row.source_key}:{row.entry_id}"])
            assert all(f'"{code}", "{words}"' in tags for _, code, words in row.tags)
            assert all(words.startswith("cpv:") or words in title for _, _, words in row.tags)


# The screen


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_view_answers_first_and_says_which_years_were_read(app, language):
    app.query_params["lang"] = language
    opened(app, "connections.py")
    assert not app.exception
    page, rows = said(app), alike()
    whole = len({row.entry_id for one in rows for row in one.purchases})
    if language == "sv":
        assert f"<strong>{len(rows)} slag av varor och tjänster</strong>" in page
        assert f"{whole} upphandlingar av" in page
        assert "köpare, 2021. Köp från andra år syns inte." in page
    else:
        assert f"<strong>{len(rows)} kinds of goods and services</strong>" in page
        assert "buyers, 2021. Purchases of other years are not seen." in page
    for one in rows[:10]:
        assert f"{one.cpv[:5]}" in page
        for row in one.purchases:
            assert row.title.replace("&", "&amp;") in page


def test_the_choice_in_the_address_counts(app):
    app.query_params["kommun"], app.query_params["ror"] = "0682", "klimat"
    opened(app, "connections.py")
    assert not app.exception
    fitting = [one for one in alike() if one.fits(("0682",), "klimat")]
    assert 0 < len(fitting) < len(alike())
    assert (f"{len(fitting)} slag passar urvalet." if len(fitting) > 1 else "Ett slag passar urvalet.") in said(app)
    assert f"Slag 1–{len(fitting)} av {len(fitting)}" in said(app)


def test_the_next_page_follows(app):
    app.query_params["sida"] = "2"
    opened(app, "connections.py")
    assert not app.exception
    assert f"Slag 11–20 av {len(alike())}" in said(app)
    assert 'rel="prev"' in said(app)


def test_where_nothing_fits_or_nothing_was_read_that_is_said(app, monkeypatch):
    app.query_params["ror"] = "digitalt"
    monkeypatch.setattr("ui.purchases.alike", lambda: [one for one in alike() if not one.digital])
    opened(app, "connections.py")
    assert "Inget slag passar urvalet." in said(app)
    monkeypatch.setattr("ui.purchases.known", lambda: replace(known(), purchases=0))
    opened(app, "connections.py")
    assert "Inga upphandlingar är inlästa." in said(app)


def test_a_pairs_page_shows_the_purchases_with_words_and_receipt(app):
    one, rows = next((one, rows) for one in suggestions() if one.shown and (rows := of_pair(one)))
    app.query_params["par"] = one.id
    opened(app, "connections.py")
    assert not app.exception
    page = said(app)
    assert "Köp som rör det paret delar" in page
    assert "Parets nivå påverkas inte." in page
    for row in rows:
        assert row.title in page
        assert all(words.removeprefix("cpv:") in page for _, _, words in row.tags)
    assert any("källa: Upphandlingsmyndigheten" in popover.proto.popover.label for popover in app.main.get("popover"))


def test_a_pair_without_such_purchases_says_so(app):
    one = next(one for one in suggestions() if one.shown and one.a.owner_id and not of_pair(one))
    app.query_params["par"] = one.id
    opened(app, "connections.py")
    assert not app.exception
    assert "Bland de inlästa upphandlingarna (2021) finns ingen av" in said(app)
