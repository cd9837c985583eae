"""The pieces that pages share: tables and their downloads, the map, the words of states, and what the server adds to index.html."""

import asyncio
import base64
import hashlib
import json
from dataclasses import dataclass

import pytest

from twin import palette
from twin.maps import Area, Mark, federation_map, middle
from twin.questions.places import Shape, Window
from twin.questions.series import Figure
from twin.sparkline import sparkline
from ui import api, server, source_card, tables
from ui.overview_map import told
from ui.tables import Column


@dataclass(frozen=True)
class Row:
    place: str
    value: float | None
    source_key: str = "scb"


COLUMNS = [Column("Kommun", "place"), Column("Värde", "value", numeric=True), Column("År", lambda row: 2024, csv_only=True)]


def test_a_download_opens_in_a_swedish_spreadsheet():
    rows = [Row("Nässjö", 1234.5), Row("Åby; med semikolon", None), Row("=HYPERLINK(1)", 3.0)]
    body = tables.to_csv(rows, [*COLUMNS, Column("Bild", "place", screen_only=True)])
    assert body.startswith(b"\xef\xbb\xbf")
    assert body.decode("utf-8-sig").split("\r\n") == [
        "Kommun;Värde;År", "Nässjö;1234,5;2024", '"Åby; med semikolon";;2024', "'=HYPERLINK(1);3;2024", "",
    ]  # fmt: skip


def square(code: str, x: float, y: float, role: str = "own") -> Shape:
    return Shape(code, code, role, {"type": "Polygon", "coordinates": [[[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]]})


def test_a_name_is_written_in_the_middle_of_the_largest_part():
    small, large = [[[0, 0], [0.1, 0], [0.1, 0.1], [0, 0.1], [0, 0]]], [[[5, 5], [7, 5], [7, 7], [5, 7], [5, 5]]]
    assert middle({"type": "MultiPolygon", "coordinates": [small, large]}) == pytest.approx((6, 6))
    clockwise = [list(reversed(large[0]))]
    assert middle({"type": "Polygon", "coordinates": clockwise}) == pytest.approx((6, 6))


def test_a_value_that_is_not_known_is_drawn_as_ground_and_not_as_zero():
    areas = (Area("1", "A", 10.0, "10", "A 10"), Area("2", "B", None, "vet ej", "B vet ej"))
    shapes = (square("9", 3, 3, "neighbour"), square("1", 0, 0), square("2", 1, 0))
    fig = federation_map(shapes, "./api/borders.geojson?x", Window((0, 2), (0, 1)), areas, scale="quantity")
    neighbours, unknown, known = (trace for trace in fig.data if trace.type == "choropleth")
    assert list(neighbours.locations) == ["9"]
    assert list(unknown.locations) == ["2"]
    assert list(known.locations) == ["1"]
    assert unknown.colorscale[0][1] == unknown.colorscale[-1][1] != known.colorscale[-1][1]
    assert "vet ej" in " ".join(text for trace in fig.data if trace.type == "scattergeo" for text in trace.text)


def test_a_map_asks_no_other_host_and_gives_each_track_its_own_shape():
    marks = (
        Mark("1", "climate", 4, -1, "A: klimat 4"),
        Mark("1", "digital", 0, 1, "A: digitalt 0"),
        Mark("2", "digital", 2, 1, "B: digitalt 2"),
    )
    areas = (Area("1", "A", None, "", "A"), Area("2", "B", None, "", "B"))
    fig = federation_map((square("1", 0, 0), square("2", 1, 0)), "./api/borders.geojson?x", Window((0, 2), (0, 1)), areas, marks=marks)
    assert "http" not in fig.to_json()
    shown = [(trace.marker.symbol, trace.text[0]) for trace in fig.data if trace.type == "scattergeo" and trace.mode == "markers+text"]
    assert shown == [("circle", "4"), ("diamond", "2")]


def figure(year: int, value: float | None) -> Figure:
    return Figure("1", str(year), year, value, "", "%", "r", ("x",))


def test_a_sparkline_is_not_drawn_across_a_break_or_a_missing_value():
    whole = [figure(2019, 1), figure(2020, 2), figure(2021, 3), figure(2022, 4)]
    assert sparkline(whole, [], [], "digital").count("<line") == 3
    assert sparkline(whole, [], ["2021"], "digital").count("<line") == 2
    assert sparkline([*whole[:2], figure(2021, None), whole[3]], [], [], "digital").count("<line") == 1
    assert "stroke-dasharray" in sparkline([whole[0], whole[3]], [], [], "climate")  # unpublished years are bridged by dots
    assert sparkline(whole[:1], [], [], "climate") == ""


@pytest.mark.parametrize("state", source_card.STATES)
def test_every_state_has_words_and_a_sign(state):
    assert source_card.state_name(state) in source_card.state_html(state)
    assert source_card.state_told(state)
    assert source_card.counted(state, 2).startswith("2 ")
    assert 'aria-hidden="true"' in source_card.state_html(state)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_can_be_read_on_every_ground():
    inks = (palette.INK, palette.MUTED, palette.BRAND, palette.CLIMATE, palette.DIGITAL, palette.ALARM, palette.WARN)
    assert all(contrast(ink, ground) >= 4.5 for ink in inks for ground in (palette.PAPER, palette.GROUND))
    assert all(contrast(palette.INK, ground) >= 4.5 for ground in (*palette.QUANTITY, *palette.RISE_FALL))
    assert all(contrast(palette.PAPER, track) >= 4.5 for track in (palette.CLIMATE, palette.DIGITAL))


INDEX = b"""<!DOCTYPE html><html lang="en"><head><link rel="shortcut icon" href="./favicon.png" /><title>Streamlit</title>
<!-- pointer --><link rel="service-desc" href="./x.json" /><script>window.a = 1</script><script src="./a.js"></script></head>
<body><noscript><p>You need to enable JavaScript to run this app.</p></noscript></body></html>"""


async def streamlit(scope, receive, send):
    """Stands for the inner application: an index.html and a script."""
    html = scope["path"] == "/"
    kind, body = (b"text/html; charset=utf-8", INDEX) if html else (b"text/javascript", b"let a")
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"content-type", kind), (b"etag", b"1"), (b"content-length", b"%d" % len(body))],
        }
    )
    await send({"type": "http.response.body", "body": body[:20], "more_body": True})
    await send({"type": "http.response.body", "body": body[20:]})


def asked(path: str, query: bytes = b"") -> tuple[dict[bytes, bytes], bytes]:
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": path, "query_string": query, "headers": [(b"accept", b"text/html"), (b"accept-encoding", b"gzip")]}
    asyncio.run(server.SwedishIndex(streamlit)(scope, None, send))
    return dict(sent[0]["headers"]), b"".join(message.get("body", b"") for message in sent[1:])


def test_index_speaks_the_readers_language_and_carries_its_policy():
    headers, body = asked("/")
    assert b'<html lang="sv">' in body
    assert b"Streamlit" not in body
    assert b"service-desc" not in body
    assert "Sidan behöver JavaScript" in body.decode()
    assert b"app/static/icon.png" in body
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers
    digest = base64.b64encode(hashlib.sha256(b"window.a = 1").digest()).decode()
    assert f"'sha256-{digest}'" in headers[b"content-security-policy"].decode()
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert b'<html lang="en">' in asked("/", b"kommun=0682&lang=en")[1]
    assert b'<html lang="sv">' in asked("/", b"lang=xx")[1]


def test_other_answers_pass_untouched_but_for_the_headers():
    headers, body = asked("/static/a.js")
    assert body == b"let a"
    assert headers[b"etag"] == b"1"
    assert headers[b"referrer-policy"] == b"same-origin"
    assert b"content-security-policy" not in headers


def test_health_says_503_with_the_reason_where_nothing_is_published(monkeypatch, tmp_path):
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    answer = api.health(None)
    assert answer.status_code == 503
    assert "python -m ingest build" in json.loads(answer.body)["reason"]


def test_a_map_without_values_does_not_speak_of_something_else():
    assert told("totalt", []) == told("forandring", []) == told("invanare", []) == "Det finns inga värden för det urvalet."
    assert "Återvinningsstationer" in told("atervinning", [])
