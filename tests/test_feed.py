"""The feed of changed figures is valid Atom, says the same entry by the same id for ever, and hands out nothing of private publishers."""

import json
import re
import shutil
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID
from xml.etree import ElementTree

import duckdb
import pytest
from starlette.requests import Request

from twin import feed, revised, words
from twin.questions import revisions, sources
from twin.warehouse import ask
from ui import feeds, sign_in

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "http://127.0.0.1:8501/"
pytestmark = pytest.mark.usefixtures("warehouse")


def read(base=BASE, language="sv"):
    words.speak(language)
    try:
        return ElementTree.fromstring(feed.atom(base))
    finally:
        words.speak("sv")


def of(element, name):
    return [child.text for child in element.findall(f"{ATOM}{name}")]


def links(element):
    return {child.get("rel"): child.get("href") for child in element.findall(f"{ATOM}link")}


def request(query="", headers=()):
    scope = {
        "type": "http", "method": "GET", "path": f"/{feed.ADDRESS}", "query_string": query.encode(), "scheme": "http", "server": ("127.0.0.1", 8501),
        "headers": [(b"host", b"127.0.0.1:8501"), *headers],
    }  # fmt: skip
    return Request(scope)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_everything_that_atom_asks_for_is_there(language):
    root = read(language=language)
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert root.find(f"{ATOM}author/{ATOM}name").text
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            (said,) = of(element, name)
            assert said
        (id_,), (updated,) = of(element, "id"), of(element, "updated")
        assert UUID(id_)
        assert updated.endswith("Z")
        assert datetime.fromisoformat(updated)
        assert all(urlsplit(href).netloc == "127.0.0.1:8501" for href in links(element).values())
    assert links(root)["self"].endswith("/feeds/revisions.xml" + ("?lang=en" if language == "en" else ""))
    ids = [of(element, "id")[0] for element in (root, *entries)]
    assert len(set(ids)) == len(ids)
    assert max(of(entry, "updated")[0] for entry in entries) == of(root, "updated")[0]
    assert all(of(entry, "content")[0].startswith("<p>") and entry.find(f"{ATOM}content").get("type") == "html" for entry in entries)


def test_the_release_of_2026_is_told_with_its_figures():
    """The two releases of the emissions are the publisher's; Nässjö 1990 in the release of 2025 and of 2026, as they stand in the files."""
    told = " ".join(read().itertext()).replace("\u00a0", " ")
    assert "Utsläpp av växthusgaser per huvudsektor: utgåva 2026" in told
    assert "Transporter i Nässjö 1990, från 49 267 till 55 689 ton CO2e (+13,0 %)" in told
    assert "Greenhouse gas emissions" in " ".join(read(language="en").itertext())


def test_what_turns_about_is_told():
    """Industry 1990 in the publisher's two files: Eksjö 4 717,87 then 4 582,71 tons, Tranås 4 720,09 then 4 569,59: they change places."""
    told = {(row.place, row.old_rank, row.new_rank, row.places) for row in revisions.flips() if row.target_sv is None}
    assert told == {("Eksjö", 5, 4, 6), ("Tranås", 4, 5, 6)}
    said = " ".join(read().itertext()).replace("\u00a0", " ")
    assert (
        "Eksjö går från plats 5 till 4 av 6 i Utsläpp av växthusgaser: Industri (energi + processer) 1990: från 4 718 till 4 583 ton CO2e"
        in said
    )


def test_a_goal_that_is_reached_by_one_release_only_is_told_as_such(warehouse, monkeypatch, tmp_path):
    """The county's goal is one ton an inhabitant. Two releases are made up for it: above, then below."""
    file = tmp_path / warehouse.name
    shutil.copyfile(warehouse, file)
    (tmp_path / "current.json").write_text(json.dumps({"file": file.name}), encoding="utf-8")
    with duckdb.connect(str(file)) as con:
        (people,) = con.execute(
            "SELECT value FROM figure WHERE indicator_id = 'population' AND place_code = '06' AND period = '2022'"
        ).fetchone()
        con.execute("""INSERT INTO observation SELECT indicator_id, place_code, period, breakdown, 1.2 * ?, status, '2025', receipt_id FROM observation
            WHERE indicator_id = 'ghg_emissions' AND place_code = '06' AND period = '2022' AND breakdown = 'total' AND release = '2026'""", [people])  # fmt: skip
        con.execute("""UPDATE observation SET value = 0.9 * ? WHERE indicator_id = 'ghg_emissions' AND place_code = '06' AND period = '2022'
            AND breakdown = 'total' AND release = '2026'""", [people])  # fmt: skip
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    (goal,) = [row for row in revisions.flips() if row.target_sv is not None]
    assert goal.reached
    told = revised.turned(goal)
    assert told.startswith("Målet nås 2022 enligt utgåva 2026, men inte enligt den förra: Länets mål: under 1 ton")
    assert "från 1,2 till 0,9 ton CO2e per invånare" in told
    assert "Målet nås inte 2022" in revised.turned(replace(goal, reached=False))


def test_an_id_stays_whatever_the_address_and_differs_by_language():
    here, elsewhere = read(), read("https://twin.example.org/prefix/")
    assert [of(entry, "id") for entry in here.iter(f"{ATOM}entry")] == [of(entry, "id") for entry in elsewhere.iter(f"{ATOM}entry")]
    assert not {element.text for element in here.iter(f"{ATOM}id")} & {element.text for element in read(language="en").iter(f"{ATOM}id")}
    assert links(elsewhere)["self"] == "https://twin.example.org/prefix/feeds/revisions.xml"


def test_figures_of_private_publishers_are_not_handed_out(monkeypatch):
    known = sources.sources()
    monkeypatch.setattr(feed, "sources", lambda: [replace(source, licence_class="private") for source in known])
    root = read()
    assert not root.findall(f"{ATOM}entry")
    assert of(root, "updated"), "an empty feed is a feed"


def test_markup_in_a_publishers_words_stays_words(monkeypatch):
    rows = revisions.revisions(limit=1)
    monkeypatch.setattr(feed, "revisions", lambda *a, **k: [replace(rows[0], place="<b>&</b>", share=None)])
    content = read().find(f"{ATOM}entry/{ATOM}content").text
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in content
    assert "(" not in content.rpartition("<ul>")[2], "no per cent where there is none"


def test_signs_that_xml_may_not_hold_are_left_out(monkeypatch):
    rows = revisions.revisions(limit=1)
    monkeypatch.setattr(feed, "revisions", lambda *a, **k: [replace(rows[0], place="Nässjö\x08\x00\ufffe", share=None)])
    assert "Nässjö" in read().find(f"{ATOM}entry/{ATOM}content").text


def test_a_reader_that_has_it_is_told_so_and_english_is_another_feed():
    first = feeds.revisions(request())
    assert first.status_code == 200
    assert first.headers["content-type"] == "application/atom+xml"
    assert ElementTree.fromstring(first.body)
    again = feeds.revisions(request(headers=[(b"if-none-match", first.headers["etag"].encode())]))
    assert (again.status_code, again.body) == (304, b"")
    english = feeds.revisions(request("lang=en"))
    assert english.headers["etag"] != first.headers["etag"]
    words.speak("sv")


@pytest.mark.parametrize(
    ("host", "auth", "begin"),
    [
        ("evil.example", {}, "/"),
        ("127.0.0.1.evil.example", {}, "/"),
        ("localhost:8501", {}, "http://localhost:8501/"),
        ("evil.example", {"redirect_uri": "https://twin.example.org/prefix/oauth2callback"}, "https://twin.example.org/prefix/"),
    ],
)
def test_links_lead_where_the_service_is_whatever_host_the_asker_names(host, auth, begin, monkeypatch):
    monkeypatch.setattr(sign_in, "offered", lambda: bool(auth))
    monkeypatch.setattr(sign_in.st, "secrets", {"auth": auth})
    asked = request()
    asked.scope["headers"] = [(b"host", host.encode())]
    body = feeds.revisions(asked).body
    found = [href for element in ElementTree.fromstring(body).iter() for href in links(element).values()]
    assert found
    assert all(re.match(re.escape(begin) + r"(kallor|feeds)\b", href) for href in found)
    assert b"evil" not in body


def test_without_a_warehouse_the_feed_says_how_to_build_one(monkeypatch, tmp_path):
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    refused = feeds.revisions(request())
    assert refused.status_code == 503
    assert "python -m ingest build" in json.loads(refused.body)["reason"]


def test_a_changed_figure_is_counted_by_source_and_place(warehouse, monkeypatch, tmp_path):
    """One figure is changed in the newest release: one more differs, and where its old value was nought there is no per cent."""
    before = {row.code: row for row in revisions.places()}
    (release,) = [row for row in revisions.releases() if row.source_key == "ghg_emissions"]
    kept = ask("""SELECT n.place_code, n.period, n.breakdown FROM observation AS n JOIN observation AS o USING (indicator_id, place_code, period, breakdown)
        WHERE indicator_id = 'ghg_emissions' AND n.release = '2026' AND o.release = '2025' AND n.value = o.value ORDER BY ALL LIMIT 1""")
    file = tmp_path / warehouse.name
    shutil.copyfile(warehouse, file)
    (tmp_path / "current.json").write_text(json.dumps({"file": file.name}), encoding="utf-8")
    with duckdb.connect(str(file)) as con:
        cell = "indicator_id = 'ghg_emissions' AND place_code = ? AND period = ? AND breakdown = ?"
        con.execute(f"UPDATE observation SET value = 0 WHERE {cell} AND release = '2025'", list(kept[0]))
        con.execute(f"UPDATE observation SET value = 7 WHERE {cell} AND release = '2026'", list(kept[0]))
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    (now,) = [row for row in revisions.releases() if row.source_key == "ghg_emissions"]
    assert (now.changed, now.compared) == (release.changed + 1, release.compared)
    place = next(row for row in revisions.places() if row.code == kept[0][0])
    assert (place.changed, place.raised, place.lowered) == (
        before[place.code].changed + 1,
        before[place.code].raised + 1,
        before[place.code].lowered,
    )
    assert revisions.count(place=place.code) == place.changed
    (row,) = [row for row in revisions.revisions(place=place.code, limit=10_000) if (row.period, row.breakdown) == kept[0][1:]]
    assert (row.old_value, row.new_value, row.change, row.share) == (0, 7, 7, None)
