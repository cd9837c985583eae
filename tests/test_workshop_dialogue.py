"""`python -m ingest new` without a key: the questions answered as a person would, and what stands on the disk afterwards."""

import csv
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from ingest import desk as commands
from ingest import hosts, new, taxonomy
from ingest.__main__ import main as ingest
from ingest.declared import read
from tests.publishers import CODES, HOST, NAMES, pages, semicolons, two_heading_rows, years_over_kinds

AT = f"https://{HOST}/"
WORDS = {
    "sv": "Hur mycket el som går åt i kommunen under ett år, bara påhittat för provet.",
    "en": "How much electricity is used in a year, invented for the test alone.",
}
ABOUT = ["prov_kalla", "Provets källa", "Provutgivaren", "CC0", "open", AT, "context", "", "Påhittad.", "Påhittad."]
FIGURE = ["prov_el", "MWh", "0", "1000", "1", "Provad el", "Test electricity", WORDS["sv"], WORDS["en"], "energi-el", "lower"]


@pytest.fixture
def project(desk, tmp_path, monkeypatch) -> Path:
    """A project folder to write in."""
    (tmp_path / "ingest" / "sources").mkdir(parents=True)
    shutil.copy(taxonomy.FILE, tmp_path / "indicators.csv")
    monkeypatch.setattr(new, "ROOT", tmp_path)
    monkeypatch.setattr(new, "FILE", tmp_path / "indicators.csv")
    return tmp_path


class Person:
    """Answers in turn; leaves when there are none left. `heard` is all that was said and asked."""

    def __init__(self, answers: Iterable[str]) -> None:
        self.answers, self.heard = iter(answers), []

    def read(self, question: str) -> str:
        self.heard.append(question)
        try:
            return next(self.answers)
        except StopIteration:
            raise EOFError from None

    def say(self, text: str) -> None:
        self.heard.append(text)


def talk(*answers: str) -> tuple[int, Person]:
    person = Person(answers)
    return commands.talk(person.read, person.say), person


def made(project: Path, key: str = "prov_kalla"):
    return read((project / "ingest" / "sources" / f"{key}.py").read_text(encoding="utf-8"), key)


def test_a_csv_where_every_guess_is_right_needs_only_the_words(project, publisher):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode("cp1252")
    code, person = talk("csv", f"{AT}el.csv", "", "", "", *FIGURE, *ABOUT)
    assert code == 0
    source = made(project)
    assert (source.fetch.separator, source.fetch.decimal, source.fetch.encoding) == (";", ",", "cp1252")
    assert (source.fetch.place, source.fetch.period, source.fetch.values) == ("Kommun", "År", {"Elanvändning (MWh)": "prov_el"})
    assert source.row_count == (12, 48), "as many as there are now at least"
    with (project / "indicators.csv").open(encoding="utf-8", newline="") as handle:
        *_, row = csv.DictReader(handle)
    assert (row["id"], row["name_en"], row["better"], row["definition_sv"]) == ("prov_el", "Test electricity", "lower", WORDS["sv"])
    heard = "\n".join(person.heard)
    assert "handlaggare" not in heard
    assert "utelämnad, kan gälla personer: Kontakt" in heard
    assert "python -m ingest record prov_kalla" not in heard.replace("Nästa: python -m ingest record prov_kalla", "")
    assert "prov_el 0604 2024: 1.4" in heard


def test_a_wrong_answer_is_asked_again_with_what_is_asked_of_it(project, publisher):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    wrong = [
        "prov_el",
        "MWh",
        "mycket",
        "0",
        "1000",
        "1",
        "Provad el",
        "Provad el",
        "Test electricity",
        "Kort.",
        WORDS["sv"],
        WORDS["en"],
        *FIGURE[9:],
    ]
    code, person = talk(
        "99", "5", "https://evil.example/x", "nej", f"{AT}borta.csv", f"{AT}el.csv", "1", "2", "Elanvändning (MWh)", *wrong, "Fel-nyckel", *ABOUT,
    )  # fmt: skip
    assert code == 0, person.heard[-5:]
    heard = "\n".join(person.heard)
    for told in (
        "Välj en av: kolada",
        "evil.example",
        "«mycket» är inget tal",
        "En källas nyckel skrivs",
        "40–220 tecken",
        "lika med name_sv",
    ):
        assert told in heard, told
    assert made(project).indicators[0].id == "prov_el"


ONES = {  # what is asked about -> a wrong answer, and a part of the reason
    "Nyckeltalets id": ("Provad El", "små bokstäver"), "Enhet": ("skäppor", "enheten är okänd"), "Största möjliga värde": ("-5", "så snävt som det går"),
    "Antal decimaler": ("9", "0–3"), "Namn på engelska": ("Provad el", "lika med name_sv"), "Tema": ("cykling", "en av energi-el"),
    "Vad som är bättre": ("mer", "lower, higher, none"), "Källans nyckel": ("electric-cars", "små bokstäver"), "Utgivare:": (" ", "ifyllt"),
    "Licensklass": ("fri", "open, authority, private"), "Utgivarens sida": ("www.exempel.se", "https://"), "Spår": ("bil", "climate, digital, context"),
}  # fmt: skip


@pytest.mark.parametrize("asked", ONES)
def test_each_answer_is_checked_as_it_is_given(project, publisher, asked):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    given, reason = ONES[asked]
    heard, right = [], iter(["csv", f"{AT}el.csv", "", "", "", *FIGURE, *ABOUT])

    def read(question: str) -> str:
        heard.append(question)
        if question.startswith(asked) and sum(one.startswith(asked) for one in heard) == 1:
            return given
        again = asked == "Största möjliga värde" and sum(one.startswith("Minsta") for one in heard) == 2 and question.startswith("Minsta")
        return "" if again else next(right)

    assert commands.talk(read, heard.append) == 0
    first, second = (n for n, one in enumerate(heard) if one.startswith(asked))
    between = [one for one in heard[first + 1 : second] if not one.startswith("Minsta")]
    assert len(between) == 1, "the reason, and the same question again at once"
    assert reason in between[0]
    assert given.strip() not in heard[second] or not given.strip(), "what was wrong is not what Enter takes"


@pytest.mark.parametrize(
    ("asked", "lists"),
    [
        ("Tema", "energi-el  El"),
        ("Enhet", "MWh"),
        ("Licensklass", "private  privat utgivare"),
        ("Spår", "context"),
        ("Vad som är bättre", "lower"),
    ],
)
def test_a_question_mark_lists_what_may_be_answered_and_its_number_is_an_answer(project, publisher, asked, lists):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    heard, right = [], iter(["csv", f"{AT}el.csv", "", "", "", *FIGURE, *ABOUT])

    def read(question: str) -> str:
        heard.append(question)
        if not question.startswith(asked):
            return next(right)
        if sum(one.startswith(asked) for one in heard) == 1:
            return "?"
        wanted = next(right)
        return next(one.split()[0] for one in heard if one.split()[1:2] == [wanted])

    assert commands.talk(read, heard.append) == 0
    assert any(lists in one for one in heard)
    assert made(project).licence_class == "open"


def test_what_is_taken_is_told_at_once(project, publisher):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    (project / "ingest" / "sources" / "prov_tagen.py").write_text("", encoding="utf-8")
    code, person = talk("csv", f"{AT}el.csv", "", "", "", "electric_cars", *FIGURE, "prov_tagen", *ABOUT)
    assert code == 0
    heard = "\n".join(person.heard)
    assert "har redan en rad electric_cars" in heard
    assert "prov_tagen.py finns redan" in heard


def test_a_column_that_is_not_there_is_asked_again_with_those_that_are(project, publisher):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    code, person = talk("csv", f"{AT}el.csv", "Komun", "", "", "Elanvändning", "", *FIGURE, *ABOUT)
    assert code == 0
    heard = "\n".join(person.heard)
    assert "«Komun» finns inte i svaret. Menar du «Kommun»?" in heard
    assert "Välj bland: Kommun, År, Elanvändning (MWh)" in heard


FAILS = [*FIGURE[:3], "5", *FIGURE[4:]]  # a highest value that some of the publisher's are above


def test_a_source_whose_check_fails_is_kept_as_a_draft_and_said_to_be_one(project, publisher):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    code, person = talk("csv", f"{AT}el.csv", "", "", "", *FAILS, *ABOUT, "")
    assert code == 1
    heard = "\n".join(person.heard)
    assert "nej  utgivarens svar håller kontraktet: " in heard
    assert "6.3" in heard, "the value that failed"
    assert "Kontrollen gick INTE igenom" in heard
    assert "som ett UTKAST" in heard
    assert "Kontrollen gick igenom" not in heard
    assert made(project).indicators[0].value_range == (0, 5), "nothing of what was answered is lost"
    assert (project / "indicators.csv").read_text(encoding="utf-8").splitlines()[-1].startswith("prov_el,")


def test_a_source_whose_check_fails_need_not_be_kept(project, publisher):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    before = (project / "indicators.csv").read_bytes()
    code, person = talk("csv", f"{AT}el.csv", "", "", "", *FAILS, *ABOUT, "nej")
    assert (code, person.heard[-1]) == (1, "Inget skrevs.")
    assert not list((project / "ingest" / "sources").iterdir())
    assert (project / "indicators.csv").read_bytes() == before


def test_a_workbook_asks_which_sheet(project, publisher):
    publisher.answers[f"{HOST}/cykel.xlsx"] = two_heading_rows()
    code, _ = talk("workbook", f"{AT}cykel.xlsx", "Tabell", "", "-", "2024", "Cykelväg asfalt", *["prov_asfalt", "m", *FIGURE[2:]], *ABOUT)
    assert code == 0
    source = made(project)
    assert list(source.fetch.sheets) == ["Tabell"]
    assert (source.fetch.at, source.fetch.rows_below) == ("2024", 1)


def test_years_over_kinds_are_read_kind_by_kind(project, publisher):
    publisher.answers[f"{HOST}/laddare.xlsx"] = years_over_kinds()
    fast = ["prov_snabb", "antal", "0", "100", "0", "Provade snabba", "Test fast ones", *FIGURE[7:]]
    code, person = talk("workbook", f"{AT}laddare.xlsx", "", "", "", *["prov_el", "antal", *FIGURE[2:]], *fast, *ABOUT)
    assert code == 0, person.heard
    assert made(project).fetch.sheets == {".*": {"{period} Normal": "prov_el", "{period} Snabb": "prov_snabb"}}
    assert "  prov_el 0682 2024: 31.0" in person.heard and "  prov_snabb 0682 2024: 11.0" in person.heard


def test_several_columns_may_be_parts_of_one_key_figure(project, publisher):
    publisher.answers[f"{HOST}/laddare.xlsx"] = years_over_kinds()
    figure = ["prov_el", "antal", *FIGURE[2:]]
    code, person = talk("workbook", f"{AT}laddare.xlsx", "", "", "", *figure, "prov_el", "", "snabb", *ABOUT)
    assert code == 0, person.heard
    parts = {"{period} Normal": ("prov_el", "normal"), "{period} Snabb": ("prov_el", "snabb")}
    assert made(project).fetch.sheets == {".*": parts}
    assert [one.id for one in made(project).indicators] == ["prov_el"]
    assert (project / "indicators.csv").read_text(encoding="utf-8").count("\nprov_el,") == 1
    assert "  prov_el snabb 0682 2024: 11.0" in person.heard


def test_a_year_that_is_asked_for_last_is_the_files_and_no_column(project, publisher):
    publisher.answers[f"{HOST}/laddare.xlsx"] = years_over_kinds()
    code, person = talk("workbook", f"{AT}laddare.xlsx", "", "", "2023 Normal", *["prov_el", "antal", *FIGURE[2:]], *ABOUT, "2023")
    assert code == 0, person.heard
    assert (made(project).fetch.at, made(project).fetch.period) == ("2023", "")


def test_columns_of_numbers_that_are_left_out_are_told_of(project, publisher):
    rows = "".join(f"{code};{n};{n + 1};{n + 5}\n" for n, code in enumerate(CODES, start=2))
    publisher.answers[f"{HOST}/ar.csv"] = f"Kommun;2023;2024;Ändring\n{rows}".encode()
    _, person = talk("csv", f"{AT}ar.csv")
    assert any("Läses inte, för rubriken är ingen period: Ändring." in text for text in person.heard)


def test_a_host_that_is_added_is_taken_back_where_the_dialogue_is_left(project, publisher):
    hosts.FILE.write_text("", encoding="utf-8")
    publisher.answers[f"{HOST}/tjanster"] = pages()
    code, person = talk("json", f"{AT}tjanster", "?", "ja", "Provets", "För provet")
    assert code == 1 and any("hosts.toml med vems den är" in text for text in person.heard)
    assert hosts.FILE.read_bytes() == b""


def test_a_paged_list_and_a_host_that_is_added(project, publisher, desk):
    hosts.FILE.write_text("", encoding="utf-8")
    publisher.answers[f"{HOST}/tjanster"] = pages()
    code, _ = talk("json", f"{AT}tjanster", "ja", "Provets", "För provet", "", "", "", *["prov_tj", "antal", *FIGURE[2:]], *ABOUT)
    assert code == 0
    assert hosts.hosts()[HOST].why == "För provet"
    assert made(project).fetch.next == "next"


def test_a_file_is_handed_in_by_its_path(project, tmp_path):
    file = tmp_path / "el.csv"
    file.write_text(semicolons(), encoding="utf-8")
    code, person = talk("file", str(file), "2025", "", "", "", *FIGURE, *ABOUT)
    assert code == 0
    assert made(project).fetch is None
    assert "adopt prov_kalla" in person.heard[-1]


@pytest.mark.parametrize("given", [0, 1, 3, 10, 20])
def test_leaving_early_writes_nothing(project, publisher, given):
    publisher.answers[f"{HOST}/el.csv"] = semicolons().encode()
    before = {f: f.read_bytes() for f in project.rglob("*.csv")}
    code, person = talk(*["csv", f"{AT}el.csv", "", "", "", *FIGURE, *ABOUT][:given])
    assert code == 1
    assert person.heard[-1] == "Inget skrevs."
    assert not list((project / "ingest" / "sources").iterdir())
    assert {f: f.read_bytes() for f in project.rglob("*.csv")} == before


def test_without_a_terminal_a_key_is_needed(desk, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert ingest(["new"]) == 2
    assert "--kind" in capsys.readouterr().err


def test_preview_shows_the_newest_figures_and_a_map_that_needs_no_network(desk, tmp_path, capsys):
    assert ingest(["preview", "electric_cars"]) == 0
    told = capsys.readouterr().out
    assert "Nässjö" in told
    assert "electric_cars (bilar)" in told
    page = (tmp_path / "state" / "preview" / "electric_cars.html").read_text(encoding="utf-8")
    assert "PlotlyGeoAssets" in page
    assert "<h2>" in page
    assert '<script src="http' not in page


def test_preview_without_figures_says_what_to_do(desk, capsys):
    assert ingest(["preview", "wind_permits"]) == 2
    assert "inga nyckeltal" in capsys.readouterr().err


def test_preview_says_what_it_shows_and_what_else_there_is(desk, tmp_path, capsys):
    assert ingest(["preview", "ghg_emissions"]) == 0
    told = capsys.readouterr().out
    assert "Visar perioden 2024, hela. Andra perioder (--period): 1990" in told
    assert "Andra delar (--part): " in told
    page = (tmp_path / "state" / "preview" / "ghg_emissions.html").read_text(encoding="utf-8")
    assert "Andra delar (--part): " in page
    assert ingest(["preview", "ghg_emissions", "--period", "2023", "--part", "Transporter"]) == 0
    told = capsys.readouterr().out
    assert "Visar perioden 2023, delen «Transporter»." in told
    assert "Andra delar (--part): total, " in told
    page = (tmp_path / "state" / "preview" / "ghg_emissions.html").read_text(encoding="utf-8")
    assert "Transporter, 2023</h2>" in page


@pytest.mark.parametrize(("asked", "there"), [(["--period", "1850"], "2024"), (["--part", "Rymdfart"], "Transporter")])
def test_preview_of_what_is_not_there_lists_what_is(desk, capsys, asked, there):
    assert ingest(["preview", "ghg_emissions", *asked]) == 2
    told = capsys.readouterr().err
    assert f"«{asked[1]}» finns inte. Välj {asked[0]} bland: " in told
    assert there in told


def test_pages_that_are_counted_are_asked_about_and_read_to_the_last(project, publisher):
    records = [
        {"municipalityCode": code, "municipality": name, "ar": 2024, "antal": n}
        for n, (code, name) in enumerate(zip(CODES, NAMES, strict=True))
    ]

    def answer(asked):
        start, size = int(asked.get("skip", 0)), min(int(asked.get("take", 2)), 2)
        return json.dumps({"totalCount": len(records), "items": records[start : start + size]}).encode()

    publisher.answers[f"{HOST}/lista"] = answer
    code, person = talk("json", f"{AT}lista", "skip", "take", "många", "2", "", "", "", *FIGURE, *ABOUT)
    assert code == 0, person.heard[-5:]
    fetch = made(project).fetch
    assert (fetch.offset, fetch.limit, fetch.size, fetch.place) == ("skip", "take", 2, "municipalityCode")
    assert "«många» är inget antal." in person.heard
    assert made(project).row_count[0] == len(CODES), "every page was read"
