"""A kept take is parsed once, and again as soon as anything that decides what it says has changed."""

import json
import shutil
from dataclasses import dataclass, replace

import duckdb
import pytest

from ingest import parsed as module
from ingest import region as regions
from ingest.check import RECORDINGS
from ingest.connectors.csv_table import CsvTable
from ingest.errors import ContractError, IngestError
from ingest.fetch import adopt
from ingest.parsed import forget, parsed
from ingest.receipts import Store, Take
from ingest.registry import sources
from ingest.source import Indicator
from tests import toy
from tests.toy import REGION

SOURCE = replace(
    toy.source(), fetch=CsvTable(url=toy.URL, separator=";", place="kommun", period="år", values={"antal": "toy"}), row_count=(6, 6),
    indicators=(Indicator("toy", unit="st", value_range=(0, 1000)),),
)  # fmt: skip
FILE = "kommun;år;antal\n" + "".join(f"{code};2024;{n}\n" for n, code in enumerate(REGION.municipality_codes))


@pytest.fixture
def store(tmp_path):
    """A store with one file handed in."""
    file = tmp_path / "toy.csv"
    file.write_text(FILE, encoding="utf-8")
    kept = Store(tmp_path / "state")
    adopt(SOURCE, REGION, kept, file, None, "2024")
    return kept


@pytest.fixture
def read(monkeypatch):
    """How often a take was read with its connector."""
    counted, real = [], module.read

    def counting(*args):
        counted.append(args)
        return real(*args)

    monkeypatch.setattr(module, "read", counting)
    return counted


def rows(found) -> list[tuple]:
    with duckdb.connect() as con:
        return con.execute(f"SELECT place_code, period, value FROM {found.rows('observation')} ORDER BY ALL").fetchall()


def take(store: Store) -> Take:
    return store.takes("toy")[-1]


def test_the_second_time_nothing_is_parsed_and_the_rows_are_the_same(store, read):
    first = parsed(SOURCE, REGION, store, take(store))
    second = parsed(SOURCE, REGION, store, take(store))
    assert len(read) == 1
    assert rows(first) == rows(second) == [(code, "2024", float(n)) for n, code in enumerate(REGION.municipality_codes)]


CHANGED = {
    "the declaration's connector": {"source": replace(SOURCE, fetch=replace(SOURCE.fetch, ignore=("x",)))},
    "a bound": {"source": replace(SOURCE, indicators=(Indicator("toy", unit="st", value_range=(0, 999)),))},
    "a function of the declaration": {"source": replace(SOURCE, fetch=replace(SOURCE.fetch, labels={"x": str.upper}))},
    "what may be set aside": {"source": replace(SOURCE, may_reject=0.1)},
    "the region": {"region": replace(REGION, county=replace(REGION.county, name="Annat län"))},
    "the vintage": {"release": "2025"},
    "how it came": {"obtained": "rebuilt"},
}


@pytest.mark.parametrize("changed", CHANGED)
def test_whatever_decides_what_is_read_makes_it_read_anew(store, read, changed):
    how = CHANGED[changed]
    kept = take(store)
    parsed(SOURCE, REGION, store, kept)
    other = replace(kept, release=how.get("release", kept.release))
    other = replace(other, answers=tuple(replace(a, obtained=how.get("obtained", a.obtained)) for a in other.answers))
    parsed(how.get("source", SOURCE), how.get("region", REGION), store, other)
    assert len(read) == 2


def test_other_code_reads_anew(store, read, monkeypatch):
    parsed(SOURCE, REGION, store, take(store))
    monkeypatch.setattr(module, "_code", lambda: "of tomorrow")
    parsed(SOURCE, REGION, store, take(store))
    assert len(read) == 2


def test_the_code_is_known_by_every_file_that_reads(tmp_path, monkeypatch):
    real = module._code.__wrapped__()
    for folder in ("ingest/connectors", "twin", "data/geo"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "DATA", tmp_path / "data")
    marks = [module._code.__wrapped__()]
    for folder, name in (("ingest/connectors", "new.py"), ("twin", "new.py"), ("data/geo", "new.geojson")):
        (tmp_path / folder / name).write_text("1")
        marks.append(module._code.__wrapped__())
        (tmp_path / folder / name).write_text("2")
        marks.append(module._code.__wrapped__())
    assert len({real, *marks}) == len(marks) + 1


@pytest.mark.parametrize("key", sorted(sources()))
def test_every_declared_source_is_known_by_what_it_says_not_by_where_it_lies_in_memory(key):
    modules: set[str] = set()
    text = json.dumps(module._plain(sources()[key], modules))
    assert " at 0x" not in text
    assert modules == set()  # every reader is in ingest/ or twin/, whose files are in the hash


def test_a_reader_of_its_own_is_known_by_its_file():
    @dataclass(frozen=True)
    class Elsewhere(toy.Toy):
        pass

    modules: set[str] = set()
    module._plain(replace(SOURCE, fetch=Elsewhere()), modules)
    assert modules == {__name__}


def test_bytes_that_are_gone_are_no_longer_read_from_an_earlier_reading(store):
    parsed(SOURCE, REGION, store, take(store))
    (store.root / "raw" / take(store).answers[0].sha256).unlink()
    with pytest.raises(IngestError, match="har försvunnit från disken"):
        parsed(SOURCE, REGION, store, take(store))


def test_a_take_that_breaks_the_contract_leaves_nothing(store):
    narrow = replace(SOURCE, indicators=(Indicator("toy", unit="st", value_range=(0, 1)),))
    with pytest.raises(ContractError):
        parsed(narrow, REGION, store, take(store))
    assert not list((store.root / "parsed").glob("*"))


def test_readings_that_nothing_leads_to_are_removed(store):
    kept = parsed(SOURCE, REGION, store, take(store))
    gone = parsed(replace(SOURCE, may_reject=0.1), REGION, store, take(store))
    forget(store, {kept.folder.name})
    assert kept.folder.exists()
    assert not gone.folder.exists()


def test_every_recording_is_read_back_as_it_was_read(tmp_path):
    """All kinds of rows there are: what the Parquet files say is what the connector said."""
    from ingest import check

    told = 0
    for key in sources():
        for case in check.cases(key):
            if case.take.reader != "fetch":
                continue
            store = Store(tmp_path / key)
            for answer in case.take.answers:
                store.keep(case.store.body(answer.sha256))
            records = check.records(case)
            found = parsed(case.source, regions.load(), store, case.take)
            with duckdb.connect() as con:
                counts = {t: con.execute(f"SELECT count(*) FROM {found.rows(t)}").fetchone()[0] for t in module.TABLES}
                value = con.execute(f"SELECT sum(value), count(value) FROM {found.rows('observation')}").fetchone()
            assert sum(n for table, n in counts.items() if table != "receipt") == len(records)
            known = [r.value for _, r in records if getattr(r, "value", None) is not None]
            assert value[1] == len(known)
            assert value[0] == pytest.approx(sum(known)) if known else value[0] is None
            told += 1
    assert told > 10
    assert RECORDINGS.exists()


def test_a_build_parses_nothing_that_the_fetch_has_parsed(tmp_path, monkeypatch, read):
    """The kept answers of a whole refresh, built at once, and once more without what was parsed."""
    from ingest.__main__ import main as ingest
    from tests.replay import gateway
    from tests.shelves import Recordings

    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    monkeypatch.setenv("INGEST_PATIENCE", "0")
    with gateway(Recordings(RECORDINGS)) as at:
        monkeypatch.setenv("INGEST_GATEWAY", at.url)
        assert ingest(["fetch", "population", "solar", "recycling_stations"]) == 0
    assert ingest(["build"]) == 0
    assert read == []
    shutil.rmtree(tmp_path / "parsed")
    assert ingest(["build"]) == 0
    assert len(read) >= 3


SPOILS = {
    "cut short": lambda folder: (folder / "observation.parquet").write_bytes((folder / "observation.parquet").read_bytes()[:-40]),
    "garbage": lambda folder: (folder / "observation.parquet").write_bytes(b"\0" * 900),
    "gone": lambda folder: (folder / "observation.parquet").unlink(),
    "without its sums": lambda folder: (folder / module.SUMS).unlink(),
    "a file in its place": lambda folder: (shutil.rmtree(folder), folder.write_bytes(b"x")),
}


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_spoiled_reading_is_dropped_and_the_answers_are_read_anew(store, read, spoil, monkeypatch):
    monkeypatch.setenv("TWIN_STATE", str(store.root))
    first = rows(found := parsed(SOURCE, REGION, store, take(store)))
    SPOILS[spoil](found.folder)
    assert rows(parsed(SOURCE, REGION, store, take(store))) == first
    assert len(read) == 2
    (line,) = (store.root / "log" / "ingest.log").read_text(encoding="utf-8").splitlines()
    assert "toy: " in line
    assert "är skadad och tas bort; källans sparade svar läses om." in line


@pytest.mark.proof
def test_a_build_goes_through_with_every_reading_spoiled(tmp_path, monkeypatch, read):
    from ingest.__main__ import main as ingest
    from tests.replay import gateway
    from tests.shelves import Recordings
    from twin.warehouse import ask

    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    monkeypatch.setenv("INGEST_PATIENCE", "0")
    with gateway(Recordings(RECORDINGS)) as at:
        monkeypatch.setenv("INGEST_GATEWAY", at.url)
        assert ingest(["fetch", "population"]) == 0
    assert ingest(["build"]) == 0
    before = ask("SELECT * FROM figure ORDER BY ALL")
    files = list((tmp_path / "parsed").glob("*/*.parquet"))
    assert files
    for file in files:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert ingest(["build"]) == 0
    assert ask("SELECT * FROM figure ORDER BY ALL") == before
    assert read
