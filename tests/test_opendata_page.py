"""Page Öppna data: what it lists is what there is, and its links lead to it."""

import json
import re
from urllib.parse import urlsplit

import pytest

from tests.opendata import client
from tests.test_views import answer, opened, words
from twin.opendata import writers
from twin.opendata.declared import datasets

pytestmark = pytest.mark.usefixtures("warehouse")


def everything() -> int:
    """How many rows the files have together."""
    return sum(json.loads(writers.write(one, "json"))["total"] for one in datasets())


def test_it_says_how_much_there_is_and_what_is_left_out():
    app = opened("opendata")
    assert answer(app).startswith(f"{len(datasets())} datamängder med sammanlagt {everything():,} rader".replace(",", " "))
    page = words(app)
    for one in datasets():
        assert f"{one.title_sv} {one.name}" in page
    assert "Laddpunkter och laddbara fordon Power Circle (ELIS) 744 Nyckeltal: 744" in page
    assert "Kommunernas klimatplaner Klimatbyrån (Klimatkollen) 7 Dokument: 6 och Rättade fel hos utgivare: 1" in page
    assert "Bedömningar finns bara som antal" in page


@pytest.mark.proof
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_link_leads_somewhere(lang):
    html = " ".join(element.proto.body for element in opened("opendata", lang=lang).main.get("html"))
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', html)}
    assert len(links) > 100
    with client() as api:
        for link in sorted(links):
            assert not urlsplit(link).netloc, "every address is this service's own"
            if not re.search(r"/(figure|suggestion)\.", link):
                assert api.get(f"/{link}").status_code == 200, link


def test_the_example_works():
    (code,) = opened("opendata").main.get("code")
    path = re.search(r"api/v1/[^\"]+", code.value)[0]
    with client() as api:
        told = api.get(f"/{path}").json()
    assert told["count"] == 10 or told["count"] == told["total"] > 5


def test_english_says_the_same():
    app = opened("opendata", lang="en")
    assert answer(app).startswith(f"{len(datasets())} datasets with {everything():,} rows in all")
    assert "What is not handed out" in " ".join(header.value for header in app.main.header)
