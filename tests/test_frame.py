"""The frame around the federation as data: faults name file, row, column, value and remedy; a call that has closed is never open."""

import csv
import shutil
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from twin.calls import Call, standing
from twin.paths import DATA
from twin.questions import capabilities as asked
from twin.register import RegisterError
from twin.register.frame import load
from twin.warehouse import ask

PLACES = {"0604", "06", "00", "hoglandet"}
SCALES = dict.fromkeys(("automation_children", "automation_disability", "automation_elderly_care", "automation_financial_aid"), "yes_no")
SCALES |= dict.fromkeys(("care_digital_supervision", "care_digital_locks", "care_gps_alarm", "health_planning_tool"), "rollout")
CALL = (
    "prov-1,Provprogrammet,Provutlysning,Trial call,Provmyndigheten,2026-01-15,2026-03-01,https://example.org/call,2026-01-20,energi-el\n"
)
DAYS = some.dates(date.fromisoformat("2020-01-01"), date.fromisoformat("2035-12-31"))


@pytest.fixture
def folder(tmp_path):
    """A copy of the files that the frame is read from."""
    for name in ("taxonomy", "frame"):
        shutil.copytree(DATA / name, tmp_path / name)
    return tmp_path


def write(folder, file, text):
    (folder / file).write_text(text, encoding="utf-8")


def add(folder, file, line):
    write(folder, file, (folder / file).read_text(encoding="utf-8") + line)


def test_the_files_of_the_project_are_whole(folder):
    tables = {name: (columns, rows) for name, columns, rows in load(PLACES, SCALES, folder).tables()}
    assert [len(rows) for _, rows in tables.values()] == [14, 17, 0]
    assert all(len(row) == len(columns) for columns, rows in tables.values() for row in rows)


def test_a_call_is_read_with_its_days(folder):
    add(folder, "frame/calls.csv", CALL)
    *_, (name, columns, (row,)) = load(PLACES, SCALES, folder).tables()
    assert name == "call"
    assert dict(zip(columns, row, strict=True))["closes"] == "2026-03-01"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("frame/calls.csv", "2026-03-01", "2026-01-01", "rad 2, kolumn closes: värdet «2026-01-01» ligger före öppningsdagen 2026-01-15"),
        ("frame/calls.csv", "2026-03-01", "2026-03", "rad 2, kolumn closes: värdet «2026-03» är ingen hel dag. Gör så här: skriv dagen som ÅÅÅÅ-MM-DD"),
        ("frame/calls.csv", "2026-03-01", "2026-02-30", "rad 2, kolumn closes: värdet «2026-02-30» är inte ett datum i EDTF"),
        ("frame/calls.csv", "energi-el", "energiel", "rad 2, kolumn themes: värdet «energiel» har energiel, som inte finns. Gör så här: skriv ett som står i taxonomy/themes.csv"),
        ("frame/calls.csv", "https://example.org/call", "se hemsidan", "rad 2, kolumn source_url: värdet «se hemsidan» säger inte var källan står"),
        ("frame/calls.csv", ",2026-01-20,", ",,", "rad 2, kolumn seen_at: värdet «» är tomt. Gör så här: fyll i cellen"),
        ("frame/frame.csv", "integration;it-drift;dataskydd", "integration;telepati", "rad 5, kolumn capabilities: värdet «integration;telepati» har telepati, som inte finns"),
        ("frame/frame.csv", "riktning-natverk,network", "riktning-natverk,kanske", "rad 4, kolumn kind: värdet «kanske» är inte ett av de tillåtna orden"),
        ("taxonomy/capabilities.csv", "technology:gis", "technology:kartor", "rad 5, kolumn evidence: värdet «technology:kartor» har taggen technology:kartor, som inte finns"),
        ("taxonomy/capabilities.csv", "38221;48326", "38221;99", "rad 5, kolumn cpv: värdet «38221;99» har 99, som inte finns"),
        ("taxonomy/capabilities.csv", "automation_children", "it_health", "kolumn indicators"),
    ],
)  # fmt: skip
def test_a_fault_names_file_row_column_value_and_remedy(folder, file, old, new, told):
    add(folder, "frame/calls.csv", CALL)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    write(folder, file, text.replace(old, new, 1))
    with pytest.raises(RegisterError) as fault:
        load(PLACES, SCALES, folder)
    assert f"{file}, " in str(fault.value)
    assert told in str(fault.value)


def test_another_federation_sees_only_what_is_about_it(folder):
    found = load({"0617", "06", "00", "ggvv"}, SCALES, folder)
    assert {line.cells["place_code"] for line in found.frame} == {"00"}
    assert found.capability, "capabilities are the same everywhere"


def call(opens: date | None, closes: date | None) -> Call:
    return Call("x", "p", "t", "t", "f", opens, closes, "https://example.org", "2026-01-01", ())


@given(some.none() | DAYS, some.none() | DAYS, DAYS)
def test_a_call_that_has_closed_or_has_no_last_day_is_never_open(opens, closes, today):
    state = standing(call(opens, closes), today)
    if state == "open":
        assert closes is not None
        assert closes >= today
        assert opens is None or opens <= today
    if closes is not None and closes < today:
        assert state == "closed"


@given(DAYS)
def test_the_last_day_is_open_and_the_day_after_is_closed(day):
    assert standing(call(None, day), day) == "open"
    assert standing(call(None, day), day + timedelta(days=1)) == "closed"
    assert standing(call(day, day), day - timedelta(days=1)) == "coming"
    assert standing(call(day, None), day) == "unsure"


@pytest.mark.usefixtures("warehouse")
def test_the_warehouse_holds_the_files_and_every_fact_has_an_address():
    with (DATA / "frame" / "frame.csv").open(encoding="utf-8", newline="") as handle:
        lines = list(csv.DictReader(handle))
    assert [one.id for one in asked.frame()] == [line["id"] for line in lines]
    assert all(one.source_url.startswith("https://") for one in asked.frame())
    assert asked.calls() == []
    assert len(asked.targets()) == ask("SELECT count(*) FROM target")[0][0] > 10


@pytest.mark.usefixtures("warehouse")
def test_of_the_strategic_direction_only_what_the_article_says_is_said():
    told = [one for one in asked.frame() if one.kind in ("direction", "network", "centre", "academy")]
    assert {one.source_url for one in told} == {
        "https://www.voister.se/artikel/2025/09/sa-hjalper-ny-ai-strategi-smalands-hoglandskommuner"
    }
    scope = next(one for one in told if one.id == "riktning-omfattning")
    assert "fem kommuner: Aneby, Eksjö, Nässjö, Sävsjö och Vetlanda. Tranås ingår inte i den." in scope.text_sv
    assert "två av dess sju områden" in scope.text_sv
    (centre,) = (one for one in told if one.kind == "centre")
    assert centre.capabilities == ("integration", "it-drift", "dataskydd")
