"""Manners towards publishers: when we ask again, how long we wait, what we refuse, and what never leaves memory."""

import contextlib
import socket
import time
import types
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from ingest import bodies
from ingest import http as module
from ingest.errors import FetchError, IngestError, NothingToReplay
from ingest.fetch import fetch
from ingest.http import Http
from ingest.receipts import Store
from ingest.source import Request
from tests import faults, toy
from tests.faults import Fault
from tests.replay import Gateway, gateway
from tests.toy import REGION, URL, Shelf


@pytest.fixture
def at() -> Iterator[Gateway]:
    with gateway(Shelf()) as running:
        yield running


@pytest.fixture
def waits(monkeypatch) -> list[float]:
    """Every wait that the client asked for, none of them waited; the clock goes on by as much."""
    waited: list[float] = []
    clock = types.SimpleNamespace(sleep=waited.append, monotonic=lambda: time.monotonic() + sum(waited))
    monkeypatch.setattr(module, "time", clock)
    return waited


def ask(at: Gateway, url: str = URL, **request) -> object:
    return Http(at.url, 1).ask("toy", Request(url, **request))


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_a_busy_publisher_is_asked_again(at, waits, status):
    at.faults = [Fault(faults.busy(status), times=2)]
    assert ask(at).body == toy.body()
    assert len(at.asked) == 3


def test_it_is_asked_five_times_at_growing_intervals_and_then_left_alone(at, waits):
    at.faults = [Fault(faults.busy(503))]
    with pytest.raises(FetchError, match="toy.example.org svarade 503"):
        ask(at)
    assert len(at.asked) == 5
    between = [w for w in waits if w > 0.5][-4:]
    assert all(0.7 * n <= w <= 1.3 * n for w, n in zip(between, (1, 2, 4, 8), strict=True))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_is_not_asked_again(at, waits, status):
    at.faults = [Fault(faults.busy(status))]
    with pytest.raises(FetchError, match=str(status)):
        ask(at)
    assert len(at.asked) == 1


def test_retry_after_is_obeyed(at, waits):
    at.faults = [Fault(faults.busy(429, "37"), times=1)]
    ask(at)
    assert 37 in waits


def test_retry_after_as_a_date_is_obeyed(at, waits):
    at.faults = [Fault(faults.busy(503, format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)), times=1)]
    ask(at)
    assert any(35 <= wait <= 41 for wait in waits)


def test_a_publisher_that_wants_an_hour_is_left_for_another_day(at, waits):
    at.faults = [Fault(faults.busy(429, "3600"))]
    with pytest.raises(FetchError, match="3600"):
        ask(at)
    assert sum(waits) < module.LONGEST_WAIT
    assert len(at.asked) == 1


@pytest.mark.parametrize("fault", [faults.dead(), faults.truncated()], ids=["reset", "truncated"])
def test_a_broken_answer_is_asked_again_and_never_used(at, waits, fault):
    at.faults = [Fault(fault, times=1)]
    assert ask(at).body == toy.body()
    at.faults = [Fault(fault)]
    with pytest.raises(FetchError, match="gick inte att nå eller avbröt svaret"):
        ask(at)


def test_a_host_that_is_down_is_an_error_that_says_what_to_do(waits):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="senaste goda siffrorna ligger kvar"):
        Http(f"http://127.0.0.1:{port}", 1).ask("toy", Request(URL))


@pytest.mark.parametrize("expects", ["json", "csv", "xlsx", "text"])
def test_a_web_page_is_refused_whatever_was_due(at, waits, expects):
    at.faults = [Fault(faults.html())]
    with pytest.raises(FetchError, match="webbsida") as seen:
        ask(at, expects=expects)
    assert str(seen.value).startswith("toy: ")


def test_a_workbook_must_be_a_workbook(at, waits):
    at.shelf.body = b"Kommun;V\xc3\xa4rde\n"
    with pytest.raises(FetchError, match="PK"):
        ask(at, expects="xlsx")


@pytest.mark.parametrize("expects", ["json", "csv", "xlsx"])
def test_an_empty_body_is_refused(at, waits, expects):
    at.faults = [Fault(faults.empty())]
    with pytest.raises(FetchError, match="tomt"):
        ask(at, expects=expects)


def test_a_body_without_end_is_refused_once_and_early(at, waits, monkeypatch):
    monkeypatch.setattr(bodies, "LARGEST_OTHER", 1_000_000)
    at.faults = [Fault(faults.huge(3_000_000))]
    with pytest.raises(FetchError, match="1000000 byte"):
        ask(at)
    assert len(at.asked) == 1


@pytest.mark.proof
@pytest.mark.parametrize("expects", ["json", "csv", "xlsx", "zip", "html"])
def test_a_body_larger_than_any_of_ours_is_refused(at, expects):
    request = Request(URL, expects=expects)
    at.faults = [Fault(faults.huge(bodies.most(request) + 1_000_000))]
    with pytest.raises(FetchError, match=f"{bodies.most(request)} byte"):
        Http(at.url, 0.1).ask("toy", request)
    assert len(at.asked) == 1


def test_a_slow_publisher_is_given_up_in_time(at, monkeypatch):
    monkeypatch.setattr(module, "READ", 1.0)
    at.faults = [Fault(faults.slow(1.5))]
    began = time.monotonic()
    with pytest.raises(FetchError, match="gick inte att nå"):
        Http(at.url, 0.1).ask("toy", Request(URL))
    assert time.monotonic() - began < 8


def test_one_host_is_not_hurried_and_another_not_held_up(at, waits):
    client = Http(at.url, 1)
    client.ask("toy", Request(URL))
    client.ask("toy", Request("https://other.example.org/data"))
    assert sum(waits) == 0
    client.ask("toy", Request(URL))
    assert 0.8 <= sum(waits) <= 1.0


@pytest.mark.parametrize("mark", [None, "synthetic", "direct", "REAL", ""])
def test_a_gateway_that_does_not_say_how_an_answer_came_to_be_is_not_believed(at, waits, mark):
    at.faults = [Fault(faults.headers(X_Obtained=mark))]
    with pytest.raises(NothingToReplay):
        ask(at)


def test_what_the_gateway_says_is_kept(at, waits):
    answer = ask(at)
    assert (answer.obtained, answer.via, answer.copy_of, answer.release) == ("rebuilt", at.url, "a/b@c:d", "2024-08-30")


def test_a_publisher_may_move_within_its_own_host(at, waits):
    at.faults = [Fault(faults.moved("/data/"), path="/data")]
    assert ask(at).body == toy.body()
    assert [asked.path for asked in at.asked] == ["/data", "/data/"]


@pytest.mark.parametrize("to", ["https://elsewhere.example.org/data", "http://127.0.0.1:9/data", "file:///etc/hostname"])
def test_a_redirect_to_another_host_is_told_and_not_followed(at, waits, to):
    at.faults = [Fault(faults.moved(to))]
    with pytest.raises(FetchError, match="hänvisar vidare till"):
        ask(at)
    assert len(at.asked) == 1


def test_a_redirect_that_leaves_https_is_not_followed(monkeypatch):
    asked = []

    class Moved:
        status_code, is_redirect, headers = 301, True, {"Location": "http://toy.example.org/b"}

        def __enter__(self):
            return self

        def __exit__(self, *how):
            return None

    http = Http(gateway="", patience=0)
    monkeypatch.setattr(http._session, "request", lambda method, url, **more: asked.append(url) or Moved())
    with pytest.raises(FetchError, match="hänvisar vidare till http://"):
        http.ask("toy", Request("https://toy.example.org/a"))
    assert asked == ["https://toy.example.org/a"]


def test_redirects_that_never_end_are_given_up(at, waits):
    at.faults = [Fault(faults.moved("/data"))]
    with pytest.raises(FetchError, match="hänvisar vidare till"):
        ask(at)
    assert len(at.asked) == 4


def test_an_answer_can_not_lead_the_conversation_to_another_host(at, tmp_path):
    class Led(toy.Toy):
        def read(self, conversation):
            yield from super().read(conversation)
            conversation.get(Request("https://elsewhere.example.org/page2"))

    run = fetch(toy.source(Led()), REGION, Store(tmp_path), Http(at.url, 0))
    assert run.state == "FAILED"
    assert "https://elsewhere.example.org/page2" in run.message_sv
    assert {asked.host for asked in at.asked} == {"toy.example.org"}


def test_a_gateway_without_the_answer_is_told_from_a_publisher_without_the_page(at, waits):
    at.shelf.missing = {"/data"}
    for silent in (at.faults, [Fault(faults.headers(X_Obtained=None))]):  # a mirror of another make may give no mark at all
        at.faults = silent
        with pytest.raises(NothingToReplay):
            ask(at)
    at.faults = [Fault(faults.headers(X_Obtained="public_copy"))]
    with pytest.raises(FetchError, match="404"):
        ask(at)


def test_without_a_gateway_the_answer_is_direct_whatever_headers_say(at, waits):
    answer = Http("", 1).ask("toy", Request(f"{at.url}/toy.example.org/data"))
    assert (answer.obtained, answer.via, answer.copy_of, answer.release) == ("direct", None, None, None)


def test_the_question_reaches_the_gateway_whole(at, waits):
    ask(at, "https://api.trafa.se/api/data?query=t10026|ar:2023&lang=sv")
    ask(at, "https://pxexternal.energimyndigheten.se/api/v1/sv/A%20b/x.px", body={"query": ["Å"]})
    got, posted = at.asked
    assert (got.method, got.host, got.path, got.pairs) == ("GET", "api.trafa.se", "/api/data", {"query": "t10026|ar:2023", "lang": "sv"})
    assert (posted.method, posted.path) == ("POST", "/api/v1/sv/A b/x.px")
    assert b"query" in posted.body
    assert "TwinTransition" in got.headers["User-Agent"]


def test_unchanged_bytes_are_no_news(at, tmp_path):
    store = Store(tmp_path)
    first = fetch(toy.source(), REGION, store, Http(at.url, 0))
    files = {f: f.stat().st_mtime_ns for f in tmp_path.rglob("*") if f.is_file()}
    second = fetch(toy.source(), REGION, store, Http(at.url, 0))
    assert (first.state, second.state, second.rows) == ("OK", "UNCHANGED", 6)
    assert at.asked[1].headers["If-None-Match"]
    assert {f: f.stat().st_mtime_ns for f in tmp_path.rglob("*") if f.is_file()} == files


def test_a_publisher_without_etags_is_unchanged_by_its_bytes(at, tmp_path):
    at.faults = [Fault(faults.headers(ETag="", X_Release=None))]
    store = Store(tmp_path)
    assert [fetch(toy.source(), REGION, store, Http(at.url, 0)).state for _ in range(2)] == ["OK", "UNCHANGED"]
    at.shelf.body = toy.body([9, 2, 3, 4, 5, 6])
    assert fetch(toy.source(), REGION, store, Http(at.url, 0)).state == "OK"
    assert len(store.takes("toy")) == 2


def test_a_secret_is_sent_and_never_kept(at, tmp_path, monkeypatch):
    monkeypatch.setenv("TOY_TOKEN", "hemlighet-4711")
    source = toy.source(toy.Toy({"Authorization": "Bearer $TOY_TOKEN"}))
    run = fetch(source, REGION, Store(tmp_path), Http(at.url, 0))
    assert run.state == "OK"
    assert at.asked[0].headers["Authorization"] == "Bearer hemlighet-4711"
    kept = {f.relative_to(tmp_path).as_posix(): f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()}
    assert {name.split("/")[0] for name in kept} == {"answers", "raw", "parsed"}
    assert not any(b"4711" in text for text in kept.values())


def test_a_secret_is_not_in_the_message_of_a_refusal(at, tmp_path, monkeypatch):
    monkeypatch.setenv("TOY_TOKEN", "hemlighet-4711")
    at.faults = [Fault(faults.busy(401))]
    run = fetch(toy.source(toy.Toy({"Authorization": "Bearer $TOY_TOKEN"})), REGION, Store(tmp_path), Http(at.url, 0))
    assert run.state == "FAILED"
    assert "4711" not in run.message_sv


@pytest.mark.parametrize(
    ("refused", "remedy"), [("", "Sätt TOY_TOKEN till den nyckel"), ("Nyckeln står på sidan X.", "Nyckeln står på sidan X.")]
)
def test_a_missing_secret_names_the_variable_and_nothing_is_asked(at, monkeypatch, refused, remedy):
    monkeypatch.delenv("TOY_TOKEN", raising=False)
    with pytest.raises(NothingToReplay, match="TOY_TOKEN") as told:  # the source is left alone: its kept figures stand
        ask(at, headers={"Authorization": "Bearer $TOY_TOKEN"}, refused=refused)
    assert told.value.remedy.startswith(remedy)
    assert not at.asked


@pytest.mark.parametrize(
    "fault",
    [faults.busy(503), faults.busy(429, "9999"), faults.dead(), faults.html(), faults.truncated(), faults.empty(), faults.busy(400)],
    ids=["503", "429", "dead", "html", "truncated", "empty", "400"],
)
def test_a_failing_conversation_keeps_nothing_and_says_why_in_swedish(at, tmp_path, fault):
    store = Store(tmp_path)
    fetch(toy.source(), REGION, store, Http(at.url, 0))
    before = sorted(f for f in tmp_path.rglob("*") if f.is_file())
    at.shelf.body = toy.body([7, 2, 3, 4, 5, 6])
    at.faults = [Fault(fault)]
    run = fetch(toy.source(), REGION, store, Http(at.url, 0))
    assert run.state == "FAILED"
    assert any(word in run.message_sv for word in ("svarade", "svaret"))
    assert sorted(f for f in tmp_path.rglob("*") if f.is_file()) == before


@pytest.mark.parametrize("change", ["renamed", "emptied"])
def test_an_answer_of_another_shape_fails_the_source(at, tmp_path, change):
    at.shelf.body = toy.body().replace(b'"rows"', b'"rows_x"') if change == "renamed" else b'{"rows": []}'
    run = fetch(toy.source(), REGION, Store(tmp_path), Http(at.url, 0))
    assert run.state == "FAILED"
    with contextlib.suppress(FileNotFoundError):
        assert not list((tmp_path / "answers").iterdir())


def test_errors_begin_with_the_source_and_end_with_what_to_do(at, waits):
    at.faults = [Fault(faults.busy(400))]
    with pytest.raises(IngestError) as seen:
        ask(at)
    assert str(seen.value).startswith("toy: ")
    assert str(seen.value).endswith(seen.value.remedy)
    assert len(seen.value.remedy) > 20
