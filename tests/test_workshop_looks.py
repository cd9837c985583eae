"""The looks at answers of every kind: what is found, guessed, and kept back; and the kinds whose answers name their own variables or layers."""

import io
import json
from collections.abc import Mapping
from dataclasses import replace

import openpyxl
import pytest

from ingest import workshop
from ingest.connectors.table import POINT
from ingest.errors import IngestError
from ingest.private import why_private
from ingest.workshop.kinds import COUNT
from tests.publishers import CODES, HOST, NAMES, features
from tests.test_workshop import AT, draft, value

pytestmark = pytest.mark.usefixtures("desk")

CAPABILITIES = """<?xml version="1.0"?><wfs:WFS_Capabilities xmlns:wfs="http://www.opengis.net/wfs/2.0"><FeatureTypeList>
<FeatureType><Name>prov:laddplatser</Name><Title>Laddplatser</Title></FeatureType>
<FeatureType xmlns:prov="x"><Name>prov:badplatser</Name></FeatureType></FeatureTypeList></wfs:WFS_Capabilities>"""


def wfs(asked: Mapping[str, str]) -> bytes:
    return CAPABILITIES.encode() if asked["request"] == "GetCapabilities" else features(asked)


def test_a_wfs_layer_becomes_a_figure_that_counts_its_things(publisher):
    publisher.answers[f"{HOST}/wfs"] = wfs
    first = workshop.look("wfs", f"{AT}wfs")
    assert first.choices["layer"] == ("prov:laddplatser", "prov:badplatser")
    assert first.rows == ()
    seen = workshop.look("wfs", f"{AT}wfs", {"layer": "prov:laddplatser"})
    assert (seen.guesses.place, seen.guesses.values) == (POINT, (COUNT,))
    assert seen.dropped
    assert "example.org" not in str(seen)
    made = replace(
        workshop.filled(draft("wfs", f"{AT}wfs", options={"at": "2026"}), seen), values=(value(COUNT, "prov_ladd", unit="antal"),)
    )
    assert made.options["sort"] == "nr"
    assert workshop.faults(made) == []
    assert [f for f in workshop.check(made) if not f.passed] == []
    assert {f.place_code: f.value for f in workshop.preview(made).figures} == {code: n + 1 for n, code in enumerate(CODES)}
    assert "count=" in workshop.render(made)


def test_an_ogc_collection_is_chosen_and_counted(publisher):
    publisher.answers[f"{HOST}/ogc/collections"] = json.dumps({"collections": [{"id": "ladd"}, {"id": "bad"}]}).encode()
    publisher.answers[f"{HOST}/ogc/collections/ladd/items"] = features
    assert workshop.look("ogc", f"{AT}ogc").choices["collection"] == ("ladd", "bad")
    seen = workshop.look("ogc", f"{AT}ogc", {"collection": "ladd"})
    made = replace(
        workshop.filled(draft("ogc", f"{AT}ogc", options={"at": "2026"}), seen), values=(value(COUNT, "prov_ladd", unit="antal"),)
    )
    assert [f for f in workshop.check(made) if not f.passed] == []
    assert {f.value for f in workshop.preview(made).figures} == {1, 2, 3, 4, 5, 6}


def stat(_: Mapping[str, str]) -> bytes:
    """A JSON-stat dataset: region, sex and year."""
    regions = ["00", "0180", *CODES]
    return json.dumps(
        {
            "version": "2.0", "class": "dataset", "label": "Provtabell", "source": "Provmyndigheten", "updated": "2026-03-01T06:00:00Z",
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]}, "id": ["Region", "Kon", "ContentsCode", "Tid"], "size": [len(regions), 1, 1, 2],
            "dimension": {
                "Region": {"category": {"index": {c: n for n, c in enumerate(regions)}}},
                "Kon": {"category": {"index": {"1+2": 0}, "label": {"1+2": "totalt"}}},
                "ContentsCode": {"category": {"index": {"X1": 0}, "label": {"X1": "Provade"}, "unit": {"X1": {"base": "antal", "decimals": 0}}}},
                "Tid": {"category": {"index": ["2023", "2024"]}},
            },
            "value": [float(n) for n in range(2 * len(regions))],
        }
    ).encode()  # fmt: skip


def test_json_stat_names_its_own_variables(publisher):
    publisher.answers[f"{HOST}/stat.json"] = stat
    seen = workshop.look("jsonstat", f"{AT}stat.json")
    assert (seen.guesses.place, seen.guesses.period, seen.guesses.options["pick"]) == ("Region", "Tid", "ContentsCode")
    assert (seen.guesses.words[0].unit, seen.guesses.words[0].name_sv, seen.guesses.publisher) == ("antal", "Provade", "Provmyndigheten")
    made = replace(workshop.filled(draft("jsonstat", f"{AT}stat.json", row_count=(14, 28)), seen), values=(value("X1", unit="antal"),))
    assert workshop.faults(made) == []
    assert [f for f in workshop.check(made) if not f.passed] == []
    found = {f.place_code: f.value for f in workshop.preview(made).figures if f.period == "2024"}
    assert found == {"00": 1.0} | {code: 5.0 + 2 * n for n, code in enumerate(CODES)}


def test_rowstore_pages_by_itself(publisher):
    rows = [{"kommun": name, "ar": "2024", "antal": str(n)} for n, name in enumerate(NAMES)]

    def table(asked: Mapping[str, str]) -> bytes:
        shown = rows[int(asked["_offset"]) :][: int(asked["_limit"])]
        return json.dumps({"limit": 500, "offset": 0, "next": None, "queryTime": 1, "resultCount": len(rows), "results": shown}).encode()

    url = f"{AT}rowstore/dataset/5e724427-0000-4000-8000-000000000000"
    publisher.answers[url.removeprefix("https://")] = table
    seen = workshop.look("rowstore", url)
    assert (seen.guesses.place, seen.guesses.period, seen.guesses.values) == ("kommun", "ar", ("antal",))
    made = replace(workshop.filled(draft("rowstore", url), seen), values=(value("antal", unit="antal"),))
    assert [f for f in workshop.check(made) if not f.passed] == []


@pytest.mark.parametrize(
    ("text", "options", "columns"),
    [
        ("Kommun,År,Antal\n0604,2024,1\n", {}, ("Kommun", "År", "Antal")),
        ("Kommun;År;Antal\n0604;2024;1,5\n0682;2024;2,5\n", {"separator": ";", "decimal": ","}, ("Kommun", "År", "Antal")),
        ("Kommun\tÅr\tAntal\n0604\t2024\t1\n", {"separator": "\t"}, ("Kommun", "År", "Antal")),
        ("Rubrik\n\nKommun;År;Antal\n0604;2024;1\n", {"separator": ";", "skip": 2}, ("Kommun", "År", "Antal")),
        ("Uttag 2026-03-01;;\nKommun;År;Antal\n0604;2024;1\n", {"separator": ";", "skip": 1}, ("Kommun", "År", "Antal")),
        ("Kommun;;Antal;Antal\n0604;2024;1;2\n", {"separator": ";"}, ("Kommun", "kolumn B", "kolumn C", "kolumn D")),
    ],
)  # fmt: skip
def test_how_a_csv_is_written_is_found_by_trying(publisher, text, options, columns):
    publisher.answers[f"{HOST}/a.csv"] = text.encode()
    seen = workshop.look("csv", f"{AT}a.csv")
    assert seen.columns == columns
    assert seen.guesses.options == options


def test_years_as_columns_are_seen(publisher):
    publisher.answers[f"{HOST}/a.csv"] = ("Kommun;2022;2023\n" + "".join(f"{c};1;2\n" for c in CODES)).encode()
    seen = workshop.look("csv", f"{AT}a.csv")
    assert (seen.guesses.place, seen.guesses.period, seen.guesses.values) == ("Kommun", "", ("*",))
    made = replace(workshop.filled(draft("csv", f"{AT}a.csv"), seen), values=(value("*"),))
    assert workshop.faults(made) == []
    assert {(f.period, f.value) for f in workshop.preview(made).figures} == {("2022", 1.0), ("2023", 2.0)}


def book_of(sheets: dict[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tried(kind: str, name: str, **other: object):
    """A draft filled in with all that the look guesses, with words for its one figure."""
    url = f"{AT}{name}"
    seen = workshop.look(kind, url)
    made = workshop.filled(draft(kind, url, **other), seen)
    return seen, replace(made, values=tuple(value(v.field, f"prov_{n}", unit="antal") for n, v in enumerate(made.values)))


def test_years_over_a_row_of_names_and_the_columns_that_divide(publisher):
    rows = [["Enhet: ton"], [None, None, None, 2022, 2023], ["Sektor", "Län", "Kommun", "CO2", "CO2"]]
    rows += [
        [sector, "Jönköpings län", code, n + 1.5, n + 2.5] for code in (*CODES, "0180") for n, sector in enumerate(("Jordbruk", "Industri"))
    ]
    publisher.answers[f"{HOST}/a.xlsx"] = book_of({"Koldioxid (CO2)": rows, "Om": [["x"]]})
    seen, made = tried("workbook", "a.xlsx")
    assert seen.guesses.options == {
        "anchor": "Sektor", "rows_above": 1, "sheet": "Koldioxid (CO2)", "breakdown": ("Sektor",), "ignore": ("Län",),
    }  # fmt: skip
    assert seen.guesses.values == ("*",)
    assert [f for f in workshop.check(made) if not f.passed] == []
    found = {(f.place_code, f.breakdown, f.period): f.value for f in workshop.preview(made).figures}
    assert found[("0604", "Industri", "2023")] == 3.5
    assert len(found) == 24


def test_a_sheet_a_year_is_read_alike(publisher):
    sheets = {year: [["Kommun", "Antal"], *([code, n + int(year) - 2000] for n, code in enumerate(CODES))] for year in ("2023", "2024")}
    publisher.answers[f"{HOST}/a.xlsx"] = book_of({"Inledning": [["Om filen"]], **sheets})
    seen, made = tried("workbook", "a.xlsx")
    assert "Ett blad per år: 2023, 2024." in seen.note
    assert workshop.faults(made) == []
    assert {(f.period, f.value) for f in workshop.preview(made).figures if f.place_code == "0604"} == {("2023", 23.0), ("2024", 24.0)}


def test_years_inside_a_json_record_are_unfolded(publisher):
    records = [{"namn": name, "utslapp": {"2022": 1.5, "2023": 2.5}, "lan": "x"} for name in NAMES]
    publisher.answers[f"{HOST}/a.json"] = json.dumps(records).encode()
    seen, made = tried("json", "a.json")
    assert (seen.guesses.place, seen.guesses.period, seen.guesses.values) == ("namn", "år", ("utslapp",))
    assert [f for f in workshop.check(made) if not f.passed] == []
    assert {(f.period, f.value) for f in workshop.preview(made).figures} == {("2022", 1.5), ("2023", 2.5)}


def test_a_list_without_numbers_can_be_counted(publisher):
    rows = [f"{n};{name};Plats {n}" for n, name in enumerate(NAMES * 3)]
    publisher.answers[f"{HOST}/a.csv"] = "\n".join(["id;kommun;namn", *rows, ""]).encode()
    seen, made = tried("csv", "a.csv", options={"at": "2026"})
    assert seen.guesses.values == (COUNT,)
    assert [f for f in workshop.check(made) if not f.passed] == []
    assert {f.value for f in workshop.preview(made).figures} == {3.0}


def test_one_telephone_number_in_a_footer_hides_that_cell_alone(publisher):
    rows = [["Kommun", "År", "Antal"], *([f"{code} Ort", 2024, 5] for code in CODES), ["Frågor: 010-479 50 00", None, None]]
    publisher.answers[f"{HOST}/a.xlsx"] = book_of({"Blad": rows})
    seen = workshop.look("workbook", f"{AT}a.xlsx")
    assert seen.columns == ("Kommun", "År", "Antal")
    assert "479" not in str(seen.rows)


def test_a_sheet_is_asked_for_by_its_name(publisher):
    book = openpyxl.Workbook()
    book.active.append(["Kommun", "Antal"])
    book.active.append(["0604", 1])
    book.create_sheet("Andra").append(["x"])
    out = io.BytesIO()
    book.save(out)
    publisher.answers[f"{HOST}/a.xlsx"] = out.getvalue()
    assert workshop.look("workbook", f"{AT}a.xlsx", {"sheet": "Andra"}).columns == ("x",)
    with pytest.raises(IngestError, match="Andra"):
        workshop.look("workbook", f"{AT}a.xlsx", {"sheet": "Tredje"})


@pytest.mark.parametrize(
    ("kind", "body"),
    [("json", b"{"), ("json", b'{"a": 1}'), ("json", b"[" * 5000), ("workbook", b"PK no book"), ("csv", b"\xff\xfe\x00"), ("jsonstat", b'{"id": 5}'),
     ("pxweb1", b'{"variables": [{}]}'), ("pxweb1", b"[]"), ("ogc", b"{}"), ("wfs", b"<html>"), ("rowstore", b'{"results": []}')],
)  # fmt: skip
def test_an_answer_of_another_kind_is_told_in_words(publisher, kind, body):
    publisher.answers |= {f"{HOST}/a": body, f"{HOST}/a/collections": body}
    with pytest.raises(IngestError) as told:
        workshop.look(kind, f"{AT}a")
    assert len(told.value.problem) > 20


@pytest.mark.parametrize(
    ("name", "values"),
    [("Kontaktperson", []), ("e-post", []), ("firstName", []), ("Handläggare", []), ("tel", ["0380-51 80 00"]), ("kommentar", ["ring 070-123 45 67"]),
     ("anm", ["skriv till a.b@c.se"]), ("id", ["19121212-1212"]), ("projectLeader", []), ("ORCID", [])],
)  # fmt: skip
def test_fields_about_persons_are_known_by_name_or_value(name, values):
    assert why_private(name, values)


@pytest.mark.parametrize(
    ("name", "values"),
    [("Personbilar", ["12"]), ("lopnr", ["17"]), ("Löpnr", ["3"]), ("antal personer", ["5"]), ("kommun", ["Eksjö"]), ("orgnr", ["212000-0563"]), ("period", ["2024-01-01"]), ("värde", ["0380,5"]),
     ("kod", ["0604"]), ("belopp", ["1 234 567"]), ("legalPerson", ["ja"]), ("MWh per person", ["7"]), ("Hushållsavfall, kg/person", ["7"]), ("tCO2e per capita", ["7"]), ("datum", ["2024-05-06 07:08"])],
)  # fmt: skip
def test_fields_that_only_sound_so_are_kept(name, values):
    assert why_private(name, values) == ""
