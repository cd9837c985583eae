"""The gateway itself: the right bytes, the right marks, and faults that bite."""

import http.client
import json
import urllib.error
import urllib.request

import pytest

from tests import faults
from tests.faults import Fault, Reply
from tests.replay import Gateway, gateway
from tests.shelves import Asked, Routes


class OneAnswer:
    """A shelf with one document for every question."""

    def find(self, asked: Asked) -> Reply | None:
        return None if asked.path == "/none" else Reply(200, b'{"values": [1]}', {"X-Obtained": "rebuilt"})


def ask(at: Gateway, address: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    request = urllib.request.Request(f"{at.url}/{address}", data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read(), dict(refused.headers)


def test_what_was_not_recorded_is_404_with_its_mark():
    with gateway(OneAnswer()) as at:
        status, _, headers = ask(at, "example.org/none")
    assert (status, headers["X-Obtained"]) == (404, "none")


def test_the_same_bytes_again_are_304():
    with gateway(OneAnswer()) as at:
        _, _, headers = ask(at, "example.org/a")
        status, body, _ = ask(at, "example.org/a", **{"If-None-Match": headers["ETag"]})
    assert (status, body) == (304, b"")


def test_a_fault_strikes_its_host_so_many_times_and_no_more():
    with gateway(OneAnswer(), [Fault(faults.busy(429, "7"), host="api.kolada.se", skip=1, times=1)]) as at:
        seen = [ask(at, "api.kolada.se/v3")[0], ask(at, "example.org/a")[0], ask(at, "api.kolada.se/v3")[0], ask(at, "api.kolada.se/v3")[0]]
    assert seen == [200, 200, 429, 200]


@pytest.mark.parametrize(("kind", "error"), [("dead", (OSError, http.client.HTTPException)), ("truncated", http.client.IncompleteRead)])
def test_a_broken_connection_is_an_error_to_the_client(kind, error):
    with gateway(OneAnswer(), [faults.parse(kind)]) as at, pytest.raises(error):
        ask(at, "example.org/a")


@pytest.fixture
def routes(shared):
    return Routes(shared / "recordings" / "ROUTES.csv")


def test_every_route_is_answered_with_a_true_mark(routes):
    assert len(routes.routes) > 20
    for route in routes.routes:
        if route.mark not in {"REAL", "REBUILT"} or route.host in {"api.kolada.se", "api.trafa.se", "swecris-api.vr.se", "data.vinnova.se"}:
            continue
        query = route.query.replace("*", "x")
        reply = routes.find(Asked(route.methods[0], route.host, route.path.replace("*", "x"), query))
        assert reply is not None, route
        assert reply.headers["X-Obtained"] == {"REAL": "public_copy", "REBUILT": "rebuilt"}[route.mark]


def test_what_is_made_up_is_marked_so(routes):
    reply = routes.find(Asked("GET", "www.naturvardsverket.se", "/x/beviljade.xlsx"))
    assert reply is not None
    assert reply.headers["X-Obtained"] == "synthetic"


def test_kolada_answers_only_what_was_asked(routes):
    reply = routes.find(Asked("GET", "api.kolada.se", "/v3/data/kpi/N07900,N00401,N99999/municipality/0682,0000/year/2021,2022"))
    assert reply is not None
    document = json.loads(reply.body)
    assert {(r["kpi"], r["municipality"], r["period"]) for r in document["values"]} == {
        ("N07900", "0682", 2021),
        ("N07900", "0682", 2022),
        ("N00401", "0682", 2021),
        ("N00401", "0682", 2022),
    }
    assert document["count"] == 4
    assert reply.headers["X-Release"] == "2024-08-30"
    assert "@8501d5c" in reply.headers["X-Copy-Of"]


def test_kolada_pages_and_refuses_more_than_25_ids(routes):
    first = json.loads(routes.find(Asked("GET", "api.kolada.se", "/v3/data/kpi/N07900/municipality/0682", "per_page=5")).body)
    assert len(first["values"]) == 5
    assert first["next_url"].endswith("page=2&per_page=5")
    many = ",".join(f"N{n:05d}" for n in range(26))
    assert routes.find(Asked("GET", "api.kolada.se", f"/v3/data/kpi/{many}/municipality/0682")).status == 400


def test_energimyndigheten_lists_our_regions_at_the_codes_of_the_recorded_slice(routes):
    path = next(r.path for r in routes.routes if r.host.startswith("pxexternal"))
    region = next(
        v for v in json.loads(routes.find(Asked("GET", "pxexternal.energimyndigheten.se", path)).body)["variables"] if v["code"] == "Region"
    )
    codes = dict(zip(region["valueTexts"], region["values"], strict=True))
    assert (codes["0682 Nässjö"], codes["0604 Aneby"], codes["0687 Tranås"], codes["1080 Karlskrona"]) == ("85", "78", "90", "113")


def test_trafa_has_the_recorded_years_only(routes):
    asked = {
        year: routes.find(Asked("GET", "api.trafa.se", "/api/data", f"query=t10026|ar:{year}|itrfslut|regkom"))
        for year in (2015, 2016, 2023)
    }
    assert asked[2016] is None
    assert asked[2023].headers["X-Copy-Of"].endswith("Personbilar-2023.json")
