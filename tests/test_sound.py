"""A saved source that is spoiled in whatever way is told of and left out; the others and the build go on."""

from pathlib import Path

import pytest

from ingest import hosts, registry, taxonomy
from ingest.__main__ import main as ingest
from twin.warehouse import ask

WORDS = "id,name_sv,name_en,definition_sv,definition_en,definition_url,track,better,theme,decimals,scale,position\n"
ROW = "prov_antal,Prov,Test,Hur många.,How many.,https://www.kolada.se/,climate,lower,transport,0,number,900\n"


def declaration(indicator: str = "prov_antal", more: str = "", fetch: str = 'url="https://api.kolada.se/a.csv"') -> str:
    return f'''"""Prov."""
from ingest.connectors.csv_table import CsvTable
from ingest.connectors.kolada import Kolada
from ingest.source import Indicator, Source
SOURCE = Source(title="Prov", publisher="Prov", licence="CC0", licence_class="open", homepage="https://www.kolada.se/", track="climate",
 fetch=CsvTable({fetch}, place="K", period="P", values={{"V": "prov_antal"}}), row_count=(1, 20),
 indicators=(Indicator("{indicator}", unit="antal"),){more})
'''


@pytest.fixture(autouse=True)
def shelf(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("TWIN_STATE", str(tmp_path))
    folder = tmp_path / "sources"
    folder.mkdir()
    return folder


def put(shelf: Path, text: str, words: bytes | None = (WORDS + ROW).encode(), key: str = "prov") -> None:
    (shelf / f"{key}.py").write_text(text, encoding="utf-8")
    if words is not None:
        (shelf / f"{key}.csv").write_bytes(words)


def why() -> str:
    """What is said of the one spoiled file."""
    found, spoiled = registry.saved()
    assert not found
    (fault,) = spoiled.values()
    assert fault.remedy
    assert taxonomy.words()
    assert "cars" in registry.sources()
    return fault.problem


def test_a_sound_one_is_used(shelf):
    put(shelf, declaration())
    assert list(registry.saved()[0]) == ["prov"]
    assert taxonomy.words()["prov_antal"].name_sv == "Prov"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (", accepts={{}: 1}", "unhashable"), (", blocking=frozenset({{}})", "unhashable"), (", every_days=999999999999", "every_days"), (", every_days=0", "every_days"),
        (', limits="\\ud800"', "tecken"), (', method="a\\0b"', "tecken"), (', cadence="a\\x08"', "tecken"), (', licence_class="fri"', "licence_class"), (', track="x"', "track"),
        (', homepage="javascript:alert(1)"', "homepage"), (", row_count=(1, 0xfffffffffffffffff)", "row_count"),
    ],
)  # fmt: skip
def test_values_that_no_table_takes_are_refused(shelf, more, said):
    put(shelf, declaration(more=more))
    assert said in why()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (None, "prov_antal"), (b"", "prov_antal"), (WORDS.encode(), "prov_antal"), ((WORDS + ROW)[:150].encode(), "rad 2"), (b"id\xff\n", "utf-8"),
        ((WORDS + ROW).replace("Prov", "x" * 140_000).encode(), "field larger"), ((WORDS + ROW).replace(",0,", ",99999999999,").encode(), "decimals"),
        ((WORDS + ROW).replace("climate", "x").encode(), "track"), ((WORDS + ROW).replace("Prov", "P\0").encode(), "tecken"),
    ],
)  # fmt: skip
def test_spoiled_or_lost_words_are_its_own_fault_alone(shelf, words, said):
    put(shelf, declaration(), words)
    assert said in why()


@pytest.mark.parametrize("ending", [".py", ".csv"])
def test_a_folder_where_a_file_is_due(shelf, ending):
    put(shelf, declaration())
    (shelf / f"prov{ending}").unlink()
    (shelf / f"prov{ending}").mkdir()
    why()


def test_a_key_figure_belongs_to_one_source(shelf):
    taken = registry.built_in()["cars"].indicators[0].id
    put(shelf, declaration(taken))
    assert "cars" in why()
    put(shelf, declaration())
    put(shelf, declaration(), key="senare")
    found, spoiled = registry.saved()
    assert list(found) == ["prov"]
    assert "prov" in spoiled["senare"].problem


@pytest.mark.parametrize(
    "fetch",
    [
        'url="https://api.kolada.se/{since}", whole_url="http://127.0.0.1/x"', 'url="https://[api.kolada.se/x"', 'url="https://x@api.kolada.se/x"',
        'url="https://api.kolada.se:8080/x"', 'url="http://api.kolada.se/x"', 'url="https://api.kolada.se.evil.example/"',
        'url="https://api.kolada.se\\\\@evil.example/"', 'url="https://{each}/", each=("127.0.0.1",)', 'url="https://аpi.kolada.se/"',
    ],
)  # fmt: skip
def test_every_address_of_a_saved_source_is_a_listed_publishers(shelf, fetch):
    put(shelf, declaration(fetch=fetch))
    assert "api.kolada" in why() or "finns inte bland dem" in why()


def test_the_base_of_a_family_is_an_address_too(shelf):
    text = declaration()
    begin, end = text.index("fetch="), text.index(", row_count")
    put(shelf, f'{text[:begin]}fetch=Kolada(base="http://127.0.0.1:6379"){text[end:]}')
    assert "127.0.0.1" in why()
    assert not hosts.refusals(registry.built_in()["kolada_climate"])


def test_the_build_goes_on_without_them_and_tells(shelf, capsys):
    put(shelf, declaration(), None)
    put(shelf, declaration(more=", every_days=999999999999"), key="prov_b")
    put(shelf, declaration(more=", accepts={{}: 1}"), key="prov_c")
    assert ingest(["build"]) == 1
    said = capsys.readouterr().out
    assert all(f"{key}:" in said for key in ("prov", "prov_b", "prov_c"))
    assert ask("SELECT count(*) FROM observation")[0][0] > 0
