"""What an analyst meets on the way to a new source: `new`, `record`, `check`, `adopt`, what each says and with which exit code."""

import ast
import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import check, new, registry, taxonomy, wording
from ingest.__main__ import main as ingest
from ingest.errors import ContractError
from ingest.receipts import Store
from ingest.registry import source, sources
from tests import faults
from tests.faults import Fault
from tests.replay import gateway
from tests.shelves import Recordings


@pytest.fixture(autouse=True)
def state(tmp_path_factory, monkeypatch) -> Path:
    """A state folder of its own, and no patience with a publisher that is away."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("TWIN_STATE", str(folder))
    monkeypatch.setenv("INGEST_PATIENCE", "0")
    return folder


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A project folder to write in: the file of words, and a folder for sources."""
    (tmp_path / "ingest" / "sources").mkdir(parents=True)
    shutil.copy(taxonomy.FILE, tmp_path / "indicators.csv")
    monkeypatch.setattr(new, "ROOT", tmp_path)
    monkeypatch.setattr(new, "FILE", tmp_path / "indicators.csv")
    return tmp_path


@pytest.fixture
def recordings(tmp_path, monkeypatch) -> Path:
    """A copy of one source's recording, which `record` and `check` look at."""
    shutil.copytree(check.RECORDINGS / "electric_cars", tmp_path / "recordings" / "electric_cars")
    monkeypatch.setattr(check, "RECORDINGS", tmp_path / "recordings")
    return tmp_path / "recordings"


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.mark.parametrize("kind", new.KINDS)
def test_new_writes_the_next_position_of_its_track(desk, kind):
    assert ingest(["new", "brand_new", "--kind", kind]) == 0
    with (desk / "indicators.csv").open(encoding="utf-8", newline="") as handle:
        *before, made = csv.DictReader(handle)
    assert made["id"] == "brand_new"
    assert int(made["position"]) == max(int(row["position"]) for row in before if row["track"] == made["track"]) + 1
    ast.parse((desk / "ingest" / "sources" / "brand_new.py").read_text(encoding="utf-8"))


def test_the_csv_template_says_what_must_be_decided(desk):
    assert ingest(["new", "brand_new", "--kind", "csv"]) == 0
    text = (desk / "ingest" / "sources" / "brand_new.py").read_text(encoding="utf-8")
    assert "kolada" not in text
    assert all(word in text for word in ("value_range=", 'separator=","', 'decimal="."', '";" or "\\t"'))


@pytest.mark.parametrize("key", ["Bredband", "bred-band", "åäö", "class", "cars", "waste_recycled"])
def test_a_bad_or_taken_key_is_wrong_use_and_writes_nothing(desk, key, capsys):
    (desk / "ingest" / "sources" / "cars.py").write_text("", encoding="utf-8")
    before = files(desk)
    assert ingest(["new", key]) == 2
    assert key in capsys.readouterr().err
    assert files(desk) == before


@pytest.mark.parametrize("command", [["check"], ["record"], ["fetch"]])
def test_an_unknown_source_is_wrong_use(command, capsys):
    assert ingest([*command, "no_such"]) == 2
    told = capsys.readouterr().err
    assert "Källan «no_such» finns inte" in told
    assert "electric_cars" in told


def test_a_source_without_recording_fails_its_check_and_is_told_how(recordings, capsys):
    assert ingest(["check", "population"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "nej det finns en inspelning" in told
    assert "python -m ingest record population" in told


def test_check_tells_of_a_faulty_row_of_words(monkeypatch, capsys):
    known = taxonomy.words()
    short = {
        **known,
        "electric_cars": taxonomy.Words(**{**vars(known["electric_cars"]), "definition_sv": "Bilar", "definition_url": "scb.se"}),
    }
    monkeypatch.setattr(wording, "words", lambda: short)
    assert ingest(["check", "electric_cars"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "indicators.csv, raden electric_cars: fältet «definition_sv» har värdet «Bilar», men den ska ha 40–220 tecken" in told
    assert "fältet «definition_url» har värdet «scb.se», men adressen ska börja med https://" in told


def test_a_row_that_new_wrote_is_not_good_enough_until_it_is_edited(desk):
    assert ingest(["new", "brand_new"]) == 0
    with (desk / "indicators.csv").open(encoding="utf-8", newline="") as handle:
        *_, made = csv.DictReader(handle)
    word = taxonomy.Words(**{**made, "decimals": int(made["decimals"]), "position": int(made["position"])})
    wrong = {fault.field for fault in wording.faults(word, source("electric_cars").indicators[0], [word])}
    assert wrong == {"name_sv", "name_en", "definition_sv", "definition_en", "definition_url"}


def test_check_tells_of_a_row_of_words_that_is_not_there(monkeypatch, capsys):
    monkeypatch.setattr(wording, "words", dict)
    assert ingest(["check", "electric_cars"]) == 1
    assert "raden finns inte; lägg till den" in " ".join(capsys.readouterr().out.split())


def test_no_recording_holds_bytes_that_no_answer_speaks_of():
    folders = [folder for folder in check.RECORDINGS.iterdir() if folder.is_dir()]
    assert len(folders) == len(sources())
    assert {folder.name: Store(folder).orphans() for folder in folders if Store(folder).orphans()} == {}


def test_check_tells_of_bytes_that_no_answer_speaks_of(recordings):
    (recordings / "electric_cars" / "raw" / "litter").write_bytes(b"left over")
    wrong = [finding.text for finding in check.run("electric_cars", recordings) if not finding.passed]
    assert wrong
    assert all("raw/litter" in text for text in wrong)


@pytest.mark.parametrize("fault", [faults.busy(503), faults.html(), faults.empty()], ids=["503", "html", "empty"])
def test_a_record_that_fails_leaves_everything_as_it_was(recordings, monkeypatch, fault, capsys):
    before = files(recordings)
    with gateway(Recordings(recordings), [Fault(fault)]) as at:
        monkeypatch.setenv("INGEST_GATEWAY", at.url)
        assert ingest(["record", "electric_cars"]) == 1
    assert "electric_cars:" in capsys.readouterr().err
    assert files(recordings) == before


def test_a_new_record_takes_the_place_of_the_old_one(tmp_path, recordings, monkeypatch):
    lock = recordings / "electric_cars" / "answers" / "electric_cars.json"
    whole = json.loads(lock.read_text(encoding="utf-8"))
    asked = [take for take in whole["takes"] if take["reader"] == "fetch"]
    handed = len(whole["takes"]) - len(asked)
    old = recordings / "electric_cars" / "raw" / asked[0]["answers"][0]["sha256"]
    shutil.copytree(recordings, tmp_path / "publisher")
    stale = recordings / "electric_cars" / "raw" / Store(recordings / "electric_cars").keep(b"what the publisher said last year")
    old.unlink()
    asked[0]["answers"][0]["sha256"] = stale.name
    lock.write_text(json.dumps(whole), encoding="utf-8")
    with gateway(Recordings(tmp_path / "publisher")) as at:
        monkeypatch.setenv("INGEST_GATEWAY", at.url)
        assert ingest(["record", "electric_cars"]) == 0
        kept = [take.reader for take in Store(recordings / "electric_cars").takes("electric_cars")]
        assert (kept.count("fetch"), len(kept) - 1) == (1, handed)
        assert old.exists()
        assert not stale.exists()
        again = files(recordings)
        assert ingest(["record", "electric_cars"]) == 0
    assert files(recordings) == again, "the same answer changes nothing"


def test_a_record_without_network_says_what_to_do_instead(recordings, monkeypatch, capsys):
    monkeypatch.setenv("INGEST_GATEWAY", "http://127.0.0.1:9")  # the discard port: nobody answers
    assert ingest(["record", "electric_cars"]) == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "INGEST_GATEWAY" in told
    assert "python -m ingest adopt electric_cars" in told


@pytest.mark.parametrize("release", ["förra året", "2026-13", "26", "2026/2027"])
def test_a_release_that_is_no_date_is_refused_before_anything_is_kept(tmp_path, state, release, capsys):
    file = tmp_path / "handed.csv"
    file.write_text("kommun;värde\n", encoding="utf-8")
    assert ingest(["adopt", "electric_cars", str(file), "--release", release]) == 2
    assert f"--release {release}" in capsys.readouterr().err
    assert not list(state.glob("raw/*"))


def test_a_file_that_is_not_there_is_wrong_use(tmp_path):
    assert ingest(["adopt", "electric_cars", str(tmp_path / "none.csv"), "--release", "2026"]) == 2


def test_a_file_that_no_reader_takes_is_told_which_readers_there_are(tmp_path, capsys):
    file = tmp_path / "handed.csv"
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    assert ingest(["adopt", "ghg_emissions", str(file), "--release", "2026"]) == 1
    told = " ".join(capsys.readouterr().err.split())
    for reader in source("ghg_emissions").accepts:
        assert reader in told.partition("Källans läsare:")[2]
    assert "--as" in told


def test_check_tells_of_a_class_that_no_table_takes(monkeypatch):
    wrong = replace(registry.source("population"), licence_class="cc")
    monkeypatch.setattr(registry, "source", lambda key: wrong)
    found = check.run("population")
    assert next((f.check, f.text) for f in found if not f.passed) == (
        "källfilens fält går att spara", "fältet licence_class ska vara en av open, authority, private",
    )  # fmt: skip


def test_a_comma_in_a_row_of_words_is_told_with_its_remedy(tmp_path):
    rows = taxonomy.FILE.read_text(encoding="utf-8").splitlines()
    file = tmp_path / "indicators.csv"
    file.write_text(f"{rows[0]}\n{rows[1]},en cell till\n", encoding="utf-8")
    with pytest.raises(ContractError, match=r"rad 2 har fler celler än rubriken\. Sätt citattecken"):
        taxonomy.read(file)


def test_two_source_files_that_count_the_same_are_told_apart(monkeypatch):
    registry.built_in.cache_clear()
    twice = {name: __import__(f"ingest.sources.{name}", fromlist=["SOURCE"]) for name in ("cars", "seats")}
    with monkeypatch.context() as patched:
        patched.setattr(registry, "_imported", lambda name: twice["seats" if name == "seats" else "cars"])
        with pytest.raises(ContractError, match=r"Nyckeltalet \w+ räknas redan i ingest/sources/cars\.py\. Låt en av dem"):
            registry.built_in()
    registry.built_in.cache_clear()


def test_a_slip_in_a_source_file_is_told_in_a_line(monkeypatch):
    def slip(name: str) -> None:
        raise TypeError("Table.__init__() got an unexpected keyword argument 'decimals'")

    registry.built_in.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(registry.importlib, "import_module", slip)
        with pytest.raises(ContractError, match=r"ingest/sources/cars\.py, rad None: TypeError: .*'decimals'\. Rätta raden"):
            registry.built_in()
    registry.built_in.cache_clear()
