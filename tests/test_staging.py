"""Of a register the newest whole answer counts, with the changes after it; what can not be read any more leaves what was there before."""

from dataclasses import replace

import pytest

from ingest import build as building
from ingest import drift, staging
from ingest.connectors.entries import Entries
from ingest.connectors.json_records import JsonRecords
from ingest.errors import IngestError
from ingest.receipts import Store, Take
from ingest.runs import Run
from ingest.source import Answer, Request
from tests import toy
from tests.toy import REGION
from twin.warehouse import ask

URL = "https://toy.example.org/register"
REGISTER = replace(
    toy.source(), indicators=(), row_count=(1, 100),
    fetch=JsonRecords(url=URL, path="", entries=Entries(kind="grant", id="{id}", title="{title}", organisation="Nässjö kommun", orgnr="212000-0548")),
)  # fmt: skip


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A store, and the register as the only source."""
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    use(monkeypatch, REGISTER)
    monkeypatch.setattr(building, "load_corrections", list)
    return Store(tmp_path)


def use(monkeypatch, source) -> None:
    for module in (building, staging, drift):
        monkeypatch.setattr(module, "sources", lambda: {"toy": source})


def take(store: Store, day: int, since: str | None = None, **titles: str) -> None:
    body = ("[" + ", ".join(f'{{"id": "{id_}", "title": "{title}"}}' for id_, title in titles.items()) + "]").encode()
    at = f"2026-11-{day:02}T08:00:00"
    store.add("toy", Take("fetch", at[:10], at, (Answer(Request(URL), body, store.keep(body), at),), since=since))


def titles() -> dict[str, str]:
    return dict(ask("SELECT id, title FROM register_entry WHERE source_key = 'toy'"))


def test_what_a_register_no_longer_has_is_gone_and_told(store):
    take(store, 1, a="Sol", b="Vind")
    take(store, 2, a="Solceller")
    building.build(REGION, store)
    assert titles() == {"a": "Solceller"}
    assert ask("SELECT kind, text_sv FROM drift WHERE source_key = 'toy'") == [("vanished", "1 poster finns inte längre: b")]


def test_changes_are_laid_over_the_whole(store):
    take(store, 1, a="Sol", b="Vind")
    take(store, 2, since="2026-10-25", b="Vindkraft", c="Vatten")
    building.build(REGION, store)
    assert titles() == {"a": "Sol", "b": "Vindkraft", "c": "Vatten"}


def test_a_newest_answer_that_can_not_be_read_leaves_the_one_before(store, monkeypatch):
    take(store, 1, a="Sol", b="Vind")
    take(store, 2, **{f"x{n}": "Ny" for n in range(30)})
    use(monkeypatch, replace(REGISTER, row_count=(1, 10)))
    _, [failed] = building.build(REGION, store)
    assert "30 rader" in failed.message_sv
    assert titles() == {"a": "Sol", "b": "Vind"}


def cut(file):
    file.write_bytes(file.read_bytes()[:20])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda root: cut(root / "answers" / "toy.json"), lambda root: (root / "answers" / "toy.json").write_text('{"takes": [{}]}'),
        lambda root: (root / "answers" / "toy.json").write_text("[]"), lambda root: [cut(file) for file in (root / "raw").iterdir()],
        lambda root: [file.unlink() for file in (root / "raw").iterdir()],
    ],
)  # fmt: skip
def test_what_a_bad_disk_has_spoiled_is_its_sources_fault_alone(store, spoil):
    take(store, 1, a="Sol")
    spoil(store.root)
    _, [failed] = building.build(REGION, store)
    assert (failed.key, failed.state) == ("toy", "FAILED")
    assert str(store.root) in failed.message_sv, "it says which file"
    assert titles() == {}


def test_a_spoiled_answer_that_is_held_back_leaves_the_good_one(store):
    take(store, 1, a="Sol")
    (store.root / "held").mkdir()
    (store.root / "held" / "toy.json").write_text('{"reader": ')
    _, [failed] = building.build(REGION, store)
    assert "hålls tillbaka" in failed.message_sv
    assert titles() == {"a": "Sol"}


@pytest.mark.parametrize("text", ['{"toy"', "[]", '{"toy": 3}', '{"toy": {"state": "OK", "started_at": "x", "rows": 1, "message_sv": ""}}'])
def test_a_spoiled_list_of_runs_says_which_file_and_what_to_do(store, text):
    (store.root / "runs.json").write_text(text)
    with pytest.raises(IngestError, match=r"runs\.json är skadad.*Ta bort filen"):
        building.build(REGION, store)


def test_a_fault_of_a_reader_is_told_and_stops_no_build(store, monkeypatch):
    """The kept answer is good; the program is not."""

    def breaks(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    take(store, 1, a="Första")
    monkeypatch.setattr(staging, "parsed", breaks)
    failed: list[Run] = []
    assert staging._read(REGISTER, REGION, store, lambda text: None, failed) == []
    assert [(run.key, run.state) for run in failed] == [("toy", "FAILED")]
    assert "ZeroDivisionError" in failed[0].message_sv and "programmets" in failed[0].message_sv
