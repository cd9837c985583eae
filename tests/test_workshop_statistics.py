"""Sources that name their own variables, asked in full: Kolada, PxWeb 1 and 2; and a file whose address stands on a page. Made-up values."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import declared, workshop
from ingest.errors import IngestError
from ingest.workshop import KINDS, Draft, Value
from ingest.workshop.making import made
from tests.faults import Reply
from tests.publishers import CODES, HOST, semicolons
from tests.shelves import Asked
from tests.test_workshop import AT, draft, electricity, value

pytestmark = pytest.mark.usefixtures("desk")
MARK = {"X-Obtained": "rebuilt", "X-Copy-Of": "påhittat i provet"}
REGIONS = {"00": "Riket", "06": "Jönköpings län", "0180": "Stockholm", **{code: f"Kommun {code}" for code in CODES}}


class Posted:
    """A publisher that looks at what is posted."""

    def __init__(self, answer: Callable[[Asked], bytes | None]) -> None:
        self.answer = answer

    def find(self, asked: Asked) -> Reply | None:
        body = self.answer(asked)
        return None if body is None else Reply(200, body, dict(MARK))


def axis(codes: Mapping[str, str], *, must: bool) -> dict[str, object]:
    index = {code: n for n, code in enumerate(codes)}
    return {"category": {"index": index, "label": dict(codes)}, "extension": {"elimination": not must}}


def scb(asked: Asked) -> bytes | None:
    """A table with region, sex (to be chosen), contents and year, as SCB answers metadata and data."""
    axes = {
        "Region": REGIONS,
        "Kon": {"1": "män", "1+2": "totalt"},
        "ContentsCode": {"000X": "Provade"},
        "Tid": {"2023": "2023", "2024": "2024"},
    }
    wanted = {name: list(codes) for name, codes in axes.items()}
    if asked.path.endswith("/data"):
        chosen = {one["variableCode"]: one["valueCodes"] for one in json.loads(asked.body)["selection"]}
        assert set(chosen) == set(axes)
        wanted = {name: [c for c in codes if "*" in chosen[name] or c in chosen[name]] for name, codes in wanted.items()}
    elif not asked.path.endswith("/metadata"):
        return None
    size = [len(codes) for codes in wanted.values()]
    told = {
        "version": "2.0", "class": "dataset", "label": "Provtabell", "source": "SCB", "updated": "2026-01-01T06:00:00Z", "id": list(axes), "size": size,
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "dimension": {name: axis({c: axes[name][c] for c in codes}, must=name == "Kon") for name, codes in wanted.items()},
    }  # fmt: skip
    if asked.path.endswith("/data"):
        told["value"] = list(range(size[0] * size[1] * size[2] * size[3]))
    return json.dumps(told).encode()


def agency(asked: Asked) -> bytes:
    """PxWeb 1: codes are positions, texts say what they are."""
    texts = {
        "Region": [f"{code} {name}" for code, name in REGIONS.items()],
        "År": ["2023", "2024"],
        "Klass": ["Små", "Totalt"],
        "Kategori": ["Antal"],
    }
    if asked.method == "GET":
        variables = [{"code": n, "text": n, "values": [str(i) for i in range(len(t))], "valueTexts": t} for n, t in texts.items()]
        return json.dumps({"title": "Provtabell", "variables": variables}).encode()
    chosen = {one["code"]: one["selection"]["values"] for one in json.loads(asked.body)["query"]}
    columns = [{"code": n, "text": n, "type": "t" if n == "År" else "d"} for n in chosen] + [{"code": "v", "text": "v", "type": "c"}]
    rows = [[]]
    for codes in chosen.values():
        rows = [[*row, code] for row in rows for code in codes]
    return json.dumps({"columns": columns, "data": [{"key": row, "values": [str(n)]} for n, row in enumerate(rows)]}).encode()


@pytest.mark.parametrize(
    ("kind", "url", "answer", "field"),
    [("pxweb2", f"{AT}api/v2/tables/TAB1", scb, "000X"), ("pxweb1", f"{AT}api/v1/prov.px", agency, "Antal")],
    ids=["pxweb2", "pxweb1"],
)
def test_a_table_needs_only_its_address_and_words(desk, kind, url, answer, field):
    desk.shelf = Posted(answer)
    seen = workshop.look(kind, url)
    assert seen.guesses.options["only"] in ({"Kon": ("1+2",)}, {"Klass": ("Totalt",)})
    unfilled = draft(kind, url, row_count=(16, 64))
    tried = replace(workshop.filled(unfilled, seen), values=(value(field, unit="antal"),))
    assert workshop.faults(tried) == []
    assert [f for f in workshop.check(tried) if not f.passed] == []
    assert len({(f.place_code, f.period, f.value) for f in workshop.preview(tried).figures}) == 16, "six municipalities, county and country"


@pytest.mark.parametrize("asked", ["", "cykel", "X12345"])
def test_kolada_is_asked_by_id(desk, asked):
    with pytest.raises(IngestError, match="inget id"):
        workshop.look("kolada", "", {"kpis": asked})
    assert desk.asked == []


def test_an_id_that_kolada_has_not_is_told_of(desk):
    desk.shelf = Posted(lambda asked: b'{"values": [], "count": 0, "next_url": null}')
    with pytest.raises(IngestError, match="N99999"):
        workshop.look("kolada", "", {"kpis": "N99999"})


def test_an_address_that_changes_is_found_by_its_link(publisher):
    page = '<html><body><a href="/gammal.csv">2024</a><a href="/filer/el-2026.csv">Elanvändning 2026</a></body></html>'
    publisher.answers |= {f"{HOST}/sida": page.encode(), f"{HOST}/filer/el-2026.csv": semicolons().encode()}
    options = {"link_text": "Elanvändning"}
    seen = workshop.look("csv", f"{AT}sida", options)
    made_of = replace(workshop.filled(replace(electricity(), url=f"{AT}sida", options=options, place="", period=""), seen))
    assert workshop.faults(made_of) == []
    assert [f for f in workshop.check(made_of) if not f.passed] == []
    assert "Link(" in workshop.render(made_of)
    workshop.save(made_of)
    with pytest.raises(IngestError, match="gammal.csv"):
        workshop.look("csv", f"{AT}sida", {"link_text": "Vattenanvändning"})


def test_errors_speak_of_no_file_that_is_not_there(publisher):
    publisher.answers[f"{HOST}/el.csv"] = b"Kommun;Fel\n0604;1\n"
    *_, failed = workshop.check(electricity())
    assert "ingest/sources" not in failed.text


texts = st.text(max_size=40)
plain = st.one_of(st.none(), st.booleans(), st.integers(-5, 5), texts)
options = st.dictionaries(
    st.sampled_from(["separator", "decimal", "encoding", "skip", "sheet", "anchor", "rows_below", "path", "next", "page", "pick", "only", "zero", "at", "link_text",
                     "layer", "sort", "collection", "format", "release", "breakdown", "kpis", "headers", "url", "x"]),
    st.one_of(plain, st.lists(texts, max_size=2).map(tuple), st.dictionaries(texts, st.one_of(texts, st.lists(texts, max_size=2).map(tuple)), max_size=2)),
    max_size=4,
)  # fmt: skip
values = st.builds(
    Value, field=texts, indicator=texts, unit=texts, low=st.floats(allow_nan=True), high=st.one_of(st.none(), st.floats(allow_nan=True)),
    name_sv=texts, definition_sv=texts, decimals=st.integers(-2, 9), breakdown=texts,
)  # fmt: skip
drafts = st.builds(
    Draft, kind=st.sampled_from([one.key for one in KINDS]), key=st.one_of(texts, st.just("prov_kalla")), title=texts, publisher=texts, licence=texts, homepage=texts,
    limits=texts, method=texts, url=texts, place=texts, period=texts, options=options, values=st.lists(values, max_size=2).map(tuple),
    row_count=st.tuples(st.integers(-5, 50), st.integers(-5, 50)),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts)
def test_whatever_is_filled_in_is_told_of_or_can_be_declared(filled_in):
    found = workshop.faults(filled_in)
    if not found:
        made(filled_in)
    assert all(fault.field and fault.rule for fault in found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts)
def test_good_words_with_odd_options_are_told_of_or_read_back(odd):
    good = replace(
        electricity(),
        kind=odd.kind,
        options=odd.options,
        place=odd.place or "Kommun",
        period=odd.period or "År",
        title=odd.title or "Titel",
    )
    if not workshop.faults(good):
        assert declared.read(workshop.render(good), good.key) == made(good)
