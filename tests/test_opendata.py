"""The declared datasets: complete, described, the same in every form and every time, and never a private publisher's figure."""

import csv
import io
import json
import re
from itertools import chain

import duckdb
import pytest

from tests.opendata import changed
from twin.opendata import declared, dictionary, query, reading, schema, writers
from twin.opendata.declared import Undeclared, by_name, datasets
from twin.paths import ROOT
from twin.warehouse import ask

pytestmark = pytest.mark.usefixtures("warehouse")
ALL = pytest.mark.parametrize("name", list(by_name()))
KEPT_HERE = {  # tables and views that are no dataset, and why
    "observation": "figure and figure_older hold what is shown of it, revision what differs",
    "initiative_organisation": "a list in initiative",
    "initiative_place": "a list in initiative",
    "initiative_tag": "a list in initiative",
    "initiative_source": "a list in initiative",
    "initiative_register": "edits of people",
    "register_entry_place": "a list in register_entry",
    "register_question": "work for people",
    "register_read": "how the work goes",
    "register_answer": "what people wrote",
    "register_same": "what people wrote",
    "tag_proposal": "work for people",
    "drift": "how the work goes",
    "quarantine": "rows that were refused",
    "source_run": "how the work goes",
    "meta": "of the build",
}


def test_every_table_and_view_is_a_dataset_or_said_to_be_none():
    tables = set(re.findall(r"^CREATE TABLE (\w+)", schema.FILE.read_text(encoding="utf-8"), re.M))
    views = {file.stem for file in (ROOT / "twin" / "sql" / "views").glob("*.sql")}
    assert len(tables) > 30
    assert len(views) > 4
    assert (tables | views) - by_name().keys() == KEPT_HERE.keys()
    assert by_name().keys() - tables - views == {"verdict_count", "capability_cell"}
    assert {file.stem for file in declared.SQL.glob("*.sql")} == by_name().keys()


@ALL
def test_every_column_is_described_in_two_languages_and_as_the_question_has_it(name):
    dataset = by_name()[name]
    for column in dataset.columns:
        assert column.description_sv.endswith("."), column.name
        assert column.description_en.endswith("."), column.name
        assert column.description_sv != column.description_en
    for text in (dataset.title_sv, dataset.title_en, dataset.description_sv, dataset.description_en, dataset.grain):
        assert text
    told = {
        "string": {str},
        "uri": {str},
        "date": {str},
        "integer": {int},
        "number": {int, float},
        "boolean": {bool},
        "list": {list},
        "geojson": {str},
    }
    for row in reading.whole(dataset):
        for column, value in zip(dataset.columns, row, strict=True):
            if column.type != "datetime":
                assert value is None or type(value) in told[column.type], (column.name, value)
            if column.base and column.base.table == name:
                assert value is not None or not column.base.required, column.name
                assert value is None or not column.allowed or value in column.allowed


@ALL
def test_the_key_tells_rows_apart_and_orders_them(name):
    dataset = by_name()[name]
    at = [[column.name for column in dataset.columns].index(key) for key in dataset.key]
    keys = [tuple(("" if row[n] is None else row[n]) for n in at) for row in reading.whole(dataset)]
    assert len(set(keys)) == len(keys)
    assert keys == sorted(keys)


def test_the_schema_is_read_with_its_comments_and_words():
    found = schema.stored()
    assert found["place.lon"].comment == "the seat, where a label is set on the map"
    assert found["source.licence_class"].allowed == ("open", "authority", "private")
    assert found["initiative.climate_score"].between == (0, 2)
    assert (found["observation.value"].required, found["observation.status"].required) == (False, True)
    told = json.loads(dictionary.page("json", "en"))
    (column,) = [c for d in told["datasets"] if d["name"] == "organisation" for c in d["columns"] if c["name"] == "aliases"]
    assert column["schema_comment"] == "other ways to write the name, ';' between"
    assert {(d["name"], c["name"]) for d in told["datasets"] for c in d["columns"]} == {
        (d.name, c.name) for d in datasets() for c in d.columns
    }


@pytest.mark.parametrize("spoken", ["sv", "en"])
@pytest.mark.parametrize("form", ["html", "md"])
def test_the_dictionary_has_every_column(form, spoken):
    text = dictionary.page(form, spoken).decode()
    for dataset in datasets():
        assert (dataset.title_sv if spoken == "sv" else dataset.title_en) in text
        for column in dataset.columns:
            assert (f"<code>{column.name}</code>" if form == "html" else f"`{column.name}`") in text


def read_csv(body: bytes, delimiter: str, point: str, columns):
    header, *rows = csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=delimiter)
    assert header == [column.name for column in columns]
    made = {
        "integer": int, "number": lambda cell: float(cell.replace(point, ".")), "boolean": lambda cell: cell == "true",
        "list": lambda cell: cell.split(writers.BETWEEN), "geojson": json.loads,
    }  # fmt: skip
    plain = [re.sub(r"^'(?=[=+\-@\t\r])", "", cell) for cell in chain.from_iterable(rows)]
    assert "'" not in {cell[:1] for cell in plain}
    cells = iter(plain)
    return [{c.name: made.get(c.type, str)(cell) if (cell := next(cells)) else None for c in columns} for _ in rows]


@ALL
def test_every_form_has_the_same_rows(name, tmp_path):
    """JSON is held against the question; the other forms against JSON, where CSV can not tell an empty text or list from none."""
    dataset = by_name()[name]
    told = json.loads(writers.write(dataset, "json"))
    rows = told["rows"]
    assert rows == [writers.record(dataset.columns, row) for row in reading.whole(dataset)]
    assert told["total"] == len(rows) == reading.count(dataset)
    loose = [{key: None if value in ("", []) else value for key, value in row.items()} for row in rows]
    assert read_csv(writers.write(dataset, "csv"), ",", ".", dataset.columns) == loose
    assert read_csv(writers.write(dataset, "excel.csv"), ";", ",", dataset.columns) == loose
    file = tmp_path / "rows.parquet"
    file.write_bytes(writers.write(dataset, "parquet"))
    assert [
        writers.record(dataset.columns, row) for row in duckdb.connect().execute("FROM read_parquet(?)", [str(file)]).fetchall()
    ] == rows
    if dataset.geometry:
        features = json.loads(writers.write(dataset, "geojson"))["features"]
        assert len(features) == len(rows)
        for feature, row in zip(features, rows, strict=True):
            assert feature["properties"] == {key: value for key, value in row.items() if key not in ("lon", "lat", "geojson")}
            place = feature["geometry"]
            assert place == row["geojson"] if dataset.geometry == "geojson" else (place["coordinates"] if place else None) == ([row["lon"], row["lat"]] if row["lon"] else None)  # fmt: skip


@ALL
def test_the_same_snapshot_gives_the_same_bytes(name):
    dataset = by_name()[name]
    for form in ("json", "parquet"):  # the others are made of the same rows as JSON
        assert writers._written(dataset, form) == writers._written(dataset, form), form


def test_excel_gets_a_mark_semicolons_and_decimal_commas():
    body = writers.write(by_name()["point"], "excel.csv")
    assert body.startswith(b"\xef\xbb\xbfsource_key;id;kind;")
    assert b";14,80139;57,82806;" in body
    assert b",14.80139,57.82806," in writers.write(by_name()["point"], "csv")


def test_a_spreadsheet_runs_nothing(warehouse, tmp_path, monkeypatch):
    monkeypatch.setenv(
        "TWIN_STATE", str(changed(warehouse, tmp_path, lambda con: con.execute("UPDATE point SET note_sv = '=HYPERLINK(1)'")))
    )
    for form, delimiter in (("csv", ","), ("excel.csv", ";")):
        assert f"{delimiter}'=HYPERLINK(1){delimiter}" in writers.write(by_name()["point"], form).decode("utf-8-sig")
    assert json.loads(writers.write(by_name()["point"], "json"))["rows"][0]["note_sv"] == "=HYPERLINK(1)"


def test_private_publishers_figures_are_left_out_and_counted():
    """The private ones and their numbers of rows, as the snapshot's CSV files have them."""
    left = {one.source_key: one.rows for one in reading.left_out(by_name()["figure"])}
    assert left == {"charging_points": 744, "ghg_control": 60}
    assert {one.source_key: one.rows for one in reading.left_out(by_name()["document"])} == {"climate_plans": 6, "wind_permits": 19}
    ((every,),) = ask("SELECT count(*) FROM figure")
    assert reading.count(by_name()["figure"]) == every - 744 - 60
    told = json.loads(writers.write(by_name()["figure"], "json"))["left_out"]
    assert {row["source_key"] for row in told} == set(left)
    assert all("licens" in row["reason_sv"] and "licence" in row["reason_en"] for row in told)


def test_when_every_publisher_is_private_no_figure_goes_out(warehouse, tmp_path, monkeypatch):
    monkeypatch.setenv(
        "TWIN_STATE", str(changed(warehouse, tmp_path, lambda con: con.execute("UPDATE source SET licence_class = 'private'")))
    )
    for dataset in datasets():
        rows = reading.count(dataset)
        if dataset.licence == "rows" and dataset.name not in ("geometry", "gap", "place"):
            assert rows == 0, dataset.name
            assert sum(one.rows for one in reading.left_out(dataset)) > 0, dataset.name
    assert {row[-1] for row in reading.whole(by_name()["gap"])} == {"own"}
    assert {row[4] for row in reading.whole(by_name()["place"])} == {None}, "positions are a source's"
    figures = {
        str(value)
        for (value,) in ask("SELECT DISTINCT value FROM figure WHERE indicator_id = 'charging_satisfaction' AND value IS NOT NULL")
    }
    assert figures
    held = json.loads(writers.write(by_name()["suggestion"], "json"))["rows"]
    assert sum(row["clauses_left_out"] for row in held) == 34, "sentences of part 'need' tell a figure"
    assert not [one for row in held for one in row["reasons_sv"] if one.startswith("Siffrorna pekar på behovet")]


def test_suggestions_are_marked_and_people_are_numbers():
    rows = json.loads(writers.write(by_name()["suggestion"], "json"))["rows"]
    assert {row["standing"] for row in rows} == {"suggestion_not_reviewed"}
    counted = json.loads(writers.write(by_name()["verdict_count"], "json"))["rows"]
    assert {frozenset(row) for row in counted} == {frozenset({"kind", "verdict", "suggestions"})}
    ((shown,),) = ask("SELECT count(*) FROM suggestion WHERE shown")
    assert sum(row["suggestions"] for row in counted) == shown


@ALL
def test_a_filter_takes_every_value_that_stands_there(name):
    dataset = by_name()[name]
    rows = [writers.record(dataset.columns, row) for row in reading.whole(dataset)]
    for parameter in query.filters(dataset).values():
        cells = [row[parameter.column.name] for row in rows]
        values = {item for cell in cells if cell not in (None, "") for item in (cell if isinstance(cell, list) else [cell])}
        for value in sorted(values, key=str)[:20]:
            said = str(value).lower() if isinstance(value, bool) else str(value)
            query.parse(dataset, [(parameter.name, said)])


def test_a_contradiction_in_the_declaration_is_named(monkeypatch, tmp_path):
    for name in ("datasets.csv", "columns.csv"):
        (tmp_path / name).write_text((declared.FOLDER / name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(declared, "FOLDER", tmp_path)
    text = (tmp_path / "columns.csv").read_text(encoding="utf-8")
    (tmp_path / "columns.csv").write_text(text.replace("\nreceipt,via,", "\nreceipt,vya,"), encoding="utf-8")
    with pytest.raises(Undeclared, match=r"receipt\.via is not described"):
        declared.datasets.__wrapped__()
    (tmp_path / "columns.csv").write_text(f"{text}receipt,more,string,,,,Mer.,More.\n", encoding="utf-8")
    with pytest.raises(Undeclared, match=r"receipt\.more stands in no dataset"):
        declared.datasets.__wrapped__()
