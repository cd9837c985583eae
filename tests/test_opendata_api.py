"""The interface: pages, filters, files, ETags, and what it refuses and how it says so."""

import re
import sqlite3
from datetime import date
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.opendata import ADDRESS, changed, client
from tests.workspaces import pair
from twin.opendata import index, openapi, reading, writers
from twin.opendata.declared import by_name, datasets
from twin.questions.capabilities import holders
from twin.workspace import Actor, Workspace

pytestmark = pytest.mark.usefixtures("warehouse")
EVERY = [
    "/api/v1/",
    "/api/v1",
    "/api/v1/openapi.json",
    "/api/v1/figure?limit=1",
    "/api/v1/place.csv",
    "/api/v1/catalog.ttl",
    "/api/v1/dictionary.html",
]


@pytest.fixture(scope="module")
def api(warehouse):
    with client() as opened:
        yield opened


def test_the_list_leads_everywhere(api):
    told = api.get("/api/v1/").json()
    assert [one["name"] for one in told["datasets"]] == [one.name for one in datasets()]
    (figure,) = [one for one in told["datasets"] if one["name"] == "figure"]
    assert {row["source_key"] for row in figure["left_out"]} == {"charging_points", "ghg_control"}
    urls = [told["openapi"], *told["catalogue"].values(), *told["dictionary"].values(), *told["feeds"]]
    urls += [url for one in told["datasets"] if one["rows"] < 500 for url in (one["url"], *one["files"].values())]
    for url in urls:
        assert url.startswith(f"{ADDRESS}/")
        assert api.get(url).status_code == 200, url


def test_a_known_figure_is_found_with_its_receipt(api):
    """Nässjö's emissions in 2024, as the publisher's file has them: 108 543 tonnes."""
    told = api.get("/api/v1/figure?indicator_id=ghg_emissions&place_code=0682&year_from=2024&breakdown=total").json()
    (row,) = told["rows"]
    assert (row["place"], row["period"], round(row["value"]), row["unit"]) == ("Nässjö", "2024", 108_543, "t CO2e")
    assert (told["total"], told["count"], told["next"]) == (1, 1, None)
    receipt = api.get(f"/api/v1/receipts/{row['receipt_id']}").json()
    assert (receipt["publisher"], receipt["release"]) == (row["publisher"], row["release"])
    assert re.fullmatch("[0-9a-f]{64}", receipt["sha256"])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(["organisation", "point", "receipt", "gap", "source"]), limit=st.integers(3, 1000))
def test_walking_the_pages_meets_each_row_once(api, name, limit):
    dataset = by_name()[name]
    met, url = [], f"/api/v1/{name}?limit={limit}&fields={','.join(dataset.key)}"
    while url:
        answer = api.get(url)
        told = answer.json()
        assert told["count"] == len(told["rows"]) <= limit
        assert (f'<{told["next"]}>; rel="next"' == answer.headers.get("link")) if told["next"] else "link" not in answer.headers
        met, url = met + told["rows"], told["next"]
    at = [[column.name for column in dataset.columns].index(key) for key in dataset.key]
    assert met == [dict(zip(dataset.key, (row[n] for n in at), strict=True)) for row in reading.whole(dataset)]


def test_filters_and_fields_choose(api):
    rows = api.get("/api/v1/figure?place_code=0604&year_from=2020&year_to=2021&track=digital&limit=1000").json()["rows"]
    assert rows
    assert {(row["place_code"], row["track"]) for row in rows} == {("0604", "digital")}
    assert {row["year"] for row in rows} == {2020, 2021}
    rows = api.get("/api/v1/initiative?place_code=0604&kind=both&fields=id,kind,place_codes&limit=1000").json()["rows"]
    assert rows
    assert all(list(row) == ["id", "kind", "place_codes"] and row["kind"] == "both" and "0604" in row["place_codes"] for row in rows)
    shown = api.get("/api/v1/suggestion?shown=true&limit=1").json()["total"]
    assert shown + api.get("/api/v1/suggestion?shown=false&limit=1").json()["total"] == 712
    assert api.get("/api/v1/figure?offset=10000000").json()["rows"] == []
    assert api.get("/api/v1/figure?place_code=9999").json()["total"] == 0


@pytest.mark.parametrize("url", EVERY)
def test_what_the_caller_has_is_not_sent_again(api, url):
    first = api.get(url)
    assert first.headers["access-control-allow-origin"] == "*"
    assert "max-age" in first.headers["cache-control"]
    for held in (first.headers["etag"], f'"x", W/{first.headers["etag"]}', "*"):
        again = api.get(url, headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
    assert api.get(url, headers={"If-None-Match": '"other"'}).content == first.content
    head = api.head(url)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])
    asked = api.options(url)
    assert (asked.status_code, asked.headers["access-control-allow-methods"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "MKCOL"])
@pytest.mark.parametrize("url", ["/api/v1/figure", "/api/v1/", "/api/v1/nothing", "/api/v1/receipts/x"])
def test_nothing_can_be_written(api, method, url):
    answer = api.request(method, url)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["remedy"] == "Use one of: GET, HEAD, OPTIONS."


@pytest.mark.parametrize(
    ("url", "status", "parameter"),
    [
        ("/api/v1/figure?limit=0", 422, "limit"),
        ("/api/v1/figure?limit=1001", 422, "limit"),
        ("/api/v1/figure?limit=-1", 422, "limit"),
        ("/api/v1/figure?limit=1e3", 422, "limit"),
        ("/api/v1/figure?limit=", 422, "limit"),
        ("/api/v1/figure?limit=%D9%A1", 422, "limit"),  # a digit, and none of ours
        ("/api/v1/figure?limit=" + "9" * 5000, 422, "limit"),
        ("/api/v1/figure?offset=10000001", 422, "offset"),
        ("/api/v1/figure?offset=NaN", 422, "offset"),
        ("/api/v1/figure?year_from=twothousand", 422, "year_from"),
        ("/api/v1/figure?sort=value", 400, "sort"),
        ("/api/v1/figure?value=1", 400, "value"),
        ("/api/v1/figure?limit=1&limit=2", 400, "limit"),
        ("/api/v1/figure?fields=", 422, "fields"),
        ("/api/v1/figure?fields=value,value", 422, "fields"),
        ("/api/v1/figure?fields=value,licence_class)--", 422, "fields"),
        ("/api/v1/figure?track=both", 422, "track"),
        ("/api/v1/figure?place_code=", 422, "place_code"),
        ("/api/v1/figure?place_code=%00", 422, "place_code"),
        ("/api/v1/figure?place_code=0604%0A", 422, "place_code"),
        ("/api/v1/suggestion?shown=yes", 422, "shown"),
        ("/api/v1/initiative?climate_score=3", 422, "climate_score"),
        ("/api/v1/figure.csv?limit=1", 400, "limit"),
        ("/api/v1/?x=1", 400, "x"),
        ("/api/v1/dictionary.md?lang=de", 422, "lang"),
        ("/api/v1/figure.xlsx", 404, "form"),
        ("/api/v1/figure.geojson", 404, "form"),
        ("/api/v1/catalog.xml", 404, "path"),
        ("/api/v1/observation", 404, "path"),
        ("/api/v1/workspace", 404, "path"),
        ("/api/v1/figure/", 404, "path"),
        ("/api/v1/receipts/0000000000000000", 404, "id"),
    ],
)  # fmt: skip
def test_what_can_not_be_is_refused_with_the_remedy(api, url, status, parameter):
    answer = api.get(url)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    told = answer.json()
    assert (told["status"], told["parameter"]) == (status, parameter)
    assert told["remedy"]
    assert len(told["value"]) <= 200


SQL = (
    "' OR 1=1--",
    '" OR ""="',
    "0604'; DROP TABLE figure; --",
    "1 UNION SELECT * FROM source",
    "read_csv('/etc/passwd')",
    "0604) OR (1=1",
    "%' --",
)


@pytest.mark.parametrize("said", SQL)
@pytest.mark.parametrize("name", ["place_code", "indicator_id", "breakdown", "year_from", "limit", "fields", "track"])
def test_a_question_in_a_parameter_is_refused(api, name, said):
    answer = api.get(f"/api/v1/figure?{name}={quote(said)}")
    assert answer.status_code == 422
    assert answer.json()["value"] == said


@pytest.mark.parametrize("said", SQL)
def test_a_question_for_a_name_is_refused(api, said):
    assert api.get(f"/api/v1/figure?{quote(said)}=1").status_code == 400
    assert api.get(f"/api/v1/{quote(said, safe='')}").status_code == 404
    assert api.get(f"/api/v1/receipts/{quote(said, safe='')}").status_code == 404


@pytest.mark.parametrize("path", ["%2e%2e/%2e%2e/etc/passwd", "figure/%2e%2e/%2e%2e/x", "%2e%2e%2fhealth", "..%5c..%5cwindows", "figure%00.csv", "~root", "%2fetc%2fpasswd"])  # fmt: skip
def test_no_address_leads_out(api, path):
    answer = api.get(f"/api/v1/{path}")
    assert answer.status_code in (400, 404)
    assert answer.json()["remedy"]


@pytest.mark.parametrize("length", [8_001, 60_000])
def test_an_address_without_end_is_refused(api, length):
    answer = api.get(f"/api/v1/figure?place_code={'a' * length}")
    assert answer.status_code == 414
    assert "8000 bytes" in answer.json()["detail"]


def test_what_people_said_is_counted_and_never_told(api, tmp_path, monkeypatch, warehouse):
    monkeypatch.setenv("TWIN_WORKSPACE_URL", f"sqlite:///{tmp_path}/w.sqlite")
    before = api.get("/api/v1/verdict_count?kind=synergy").json()["rows"]
    (row,) = api.get("/api/v1/suggestion?grade=T1&limit=1").json()["rows"]
    work = Workspace(f"sqlite:///{tmp_path}/w.sqlite")
    shown = pair(suggestion_id=row["id"], a=row["a"], b=row["b"])
    work.judge(Actor("coordinator", "k3yk3yk3y"), shown, "samordna", comment="hemligt zq7x")
    after = api.get("/api/v1/verdict_count?kind=synergy").json()["rows"]
    counted = [{one["verdict"]: one["suggestions"] for one in rows} for rows in (before, after)]
    assert (counted[0]["samordna"], counted[1]["samordna"]) == (0, 1)
    assert counted[1]["ej_bedomt"] == counted[0]["ej_bedomt"] - 1
    everything = b"".join(writers._written(one, form) for one in datasets() for form in ("csv", "json"))
    for secret in (b"zq7x", b"k3yk3yk3y"):
        assert secret not in everything
    work.close()
    with sqlite3.connect(tmp_path / "w.sqlite") as raw:
        assert raw.execute("SELECT count(*) FROM verdict").fetchone() == (1,), "reading writes nothing"


def test_a_cell_tells_what_a_person_said_of_it_but_not_who_nor_why(api, tmp_path, monkeypatch):
    monkeypatch.setenv("TWIN_WORKSPACE_URL", f"sqlite:///{tmp_path}/w.sqlite")
    asked = "/api/v1/capability_cell?organisation_id=nassjo-affarsverk&capability=gis"
    (before,) = api.get(asked).json()["rows"]
    work = Workspace(f"sqlite:///{tmp_path}/w.sqlite")
    said = {"said": "zq7x sade det", "source": "https://example.org/rapport", "said_on": date.fromisoformat("2026-11-03")}
    work.state_capability(Actor("coordinator", "k3yk3yk3y"), "nassjo-affarsverk", "gis", "lacks", **said)
    work.close()
    (after,) = api.get(asked).json()["rows"]
    assert (before["state"], before["rests_on"]) != (after["state"], after["rests_on"]) == ("lacks", "person")
    assert (after["said_on"], after["addresses"][0]) == ("2026-11-03", "https://example.org/rapport")
    assert after["derived"] == before["derived"], "what sources show stays"
    everything = b"".join(writers._written(by_name()["capability_cell"], form) for form in ("csv", "json"))
    assert b"zq7x" not in everything and b"k3yk3yk3y" not in everything


def test_a_workspace_that_can_not_be_read_holds_up_nothing_else(api, monkeypatch):
    monkeypatch.setenv("TWIN_WORKSPACE_URL", "sqlite:////proc/no/such/place.sqlite")
    answer = api.get("/api/v1/verdict_count")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert api.get("/api/v1/figure?limit=1").status_code == 200
    assert api.get("/api/v1/capability_cell").status_code == 503
    rows = {one["name"]: one["rows"] for one in index.index("http://x.example/")["datasets"]}
    assert (rows["verdict_count"], rows["capability_cell"]) == (12, rows["capability"] * len(holders()))


def test_without_a_warehouse_it_says_so(api, monkeypatch, tmp_path):
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    for url in EVERY:
        answer = api.get(url)
        assert (answer.status_code, answer.json()["status"]) == (503, 503)
        assert "python -m ingest build" in answer.json()["detail"]


def test_a_new_snapshot_is_served_at_once(api, warehouse, monkeypatch, tmp_path):
    old = api.get("/api/v1/place.csv")
    monkeypatch.setenv(
        "TWIN_STATE", str(changed(warehouse, tmp_path, lambda con: con.execute("UPDATE place SET name = 'Ny' WHERE code = '0604'")))
    )
    new = api.get("/api/v1/place.csv", headers={"If-None-Match": old.headers["etag"]})
    assert new.status_code == 200
    assert (b"\r\n0604,Aneby," in old.content, b"\r\n0604,Ny," in new.content) == (True, True)
    assert "Ny" in {row["name"] for row in api.get("/api/v1/place").json()["rows"]}


def test_every_page_is_as_its_description_says(api):
    document = api.get("/api/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    listed = index.index(f"{ADDRESS}/")["datasets"]
    files = {urlsplit(url).path for one in listed for url in one["files"].values()}
    assert files < document["paths"].keys()
    for one in datasets():
        operation = document["paths"][f"/api/v1/{one.name}"]["get"]
        (schema,) = [answer["schema"] for answer in operation["responses"]["200"]["content"].values()]
        whole = {**schema, "components": document["components"]}
        Draft202012Validator.check_schema(whole)
        Draft202012Validator(whole).validate(api.get(f"/api/v1/{one.name}?limit=200").json())
    ids = [operation["get"]["operationId"] for operation in document["paths"].values()]
    assert len(set(ids)) == len(ids)
    assert openapi.document("/")["servers"] == [{"url": "/"}]
