"""Source files that are read and never run: what is written reads back the same, and nothing but the schema's words is let in."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import declared, registry
from ingest.errors import ContractError
from ingest.source import Indicator, Source
from twin.paths import ROOT

WHOLE = registry.built_in()
WITH_CODE = {"co2_emissions", "ghg_emissions"}  # their labels are functions


def file(value: str = '"x"', imports: str = "from ingest.source import Source\n") -> str:
    return (
        f'"""Test."""\n\n{imports}\nSOURCE = Source(title={value}, publisher="p", licence="l", licence_class="open",'
        ' homepage="https://www.kolada.se/", track="context", fetch=None, row_count=(1, 2))\n'
    )


@pytest.mark.parametrize("key", sorted(set(WHOLE) - WITH_CODE))
def test_every_source_without_code_of_its_own_reads_back_as_it_was_written(key):
    assert declared.read(declared.write(WHOLE[key], "Test."), key) == WHOLE[key]


def test_a_written_file_gives_the_same_when_it_is_run():
    text = declared.write(WHOLE["outages"], "Test.")
    made: dict[str, object] = {}
    exec(compile(text, "outages.py", "exec"), made)
    assert replace(made["SOURCE"], key="outages") == WHOLE["outages"] == declared.read(text, "outages")


@pytest.mark.parametrize("key", ["outages", "population", "wind_permits", "cycle_network", "solar"])
def test_a_written_file_is_as_the_formatter_would_have_it(key):
    text = declared.write(WHOLE[key], "Test.")
    ruff = [sys.executable, "-m", "ruff"]
    laid_out = subprocess.run([*ruff, "format", "-"], input=text, capture_output=True, text=True, cwd=ROOT, check=True).stdout
    assert laid_out == text
    found = subprocess.run([*ruff, "check", "-"], input=text, capture_output=True, text=True, cwd=ROOT, check=False)
    assert found.returncode == 0, found.stdout


def test_a_source_whose_declaration_holds_a_function_is_not_written():
    with pytest.raises(ValueError, match="inget fast värde"):
        declared.write(WHOLE["ghg_emissions"], "Test.")


@pytest.mark.parametrize(
    "value",
    [
        '__import__("os").system("touch x")', 'open("x", "w")', '"x".format()', 'f"{1}"', "[c for c in ()]", "(lambda: 1)()", "Source.__init__",
        'getattr(Source, "x")', "SOURCE", "title", '"a" + "b"', "2 ** 9", "(x := 1)", "print", "1 if True else 2", 'Indicator("a", **{"unit": "b"})',
        'Path("x")', "{**{}}", "b'x'", "1j", "...", "3", "None", '("x",)', "not True", "frozenset([1])", "set()",
    ],
)  # fmt: skip
def test_a_value_that_is_no_literal_of_the_right_kind_is_refused_and_never_run(value, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ContractError, match="rad"):
        declared.read(file(value, "from ingest.source import Indicator, Source\n"), "test")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "line",
    [
        "import os", "from os import path", "from ingest.http import Http", "from ingest.source import Answer", "from ingest.source import *",
        "from .source import Source", "from ingest.source import Source as S", "x = 1", "SOURCE = 1", "def f(): pass", "class A: pass", "del SOURCE",
        "SOURCE.title", "for x in (): pass", "assert True", "SOURCE: Source = 1", "global SOURCE", "try:\n    pass\nfinally:\n    pass",
    ],
)  # fmt: skip
def test_a_line_that_is_no_declaration_is_refused(line):
    with pytest.raises(ContractError, match="Källfilen"):
        declared.read(file() + line + "\n", "test")


@pytest.mark.parametrize("text", ["", "SOURCE =", "\0", "(" * 300, "SOURCE = " + "-" * 5000 + "1", "x" * 20_001, "SOURCE = 5"])
def test_a_file_that_is_no_source_file_is_refused_in_words(text):
    with pytest.raises(ContractError, match="test: Källfilen"):
        declared.read(text, "test")


def test_a_field_that_there_is_not_and_one_that_is_lacking_are_named():
    with pytest.raises(ContractError, match="colour"):
        declared.read(file().replace("title=", "colour="), "test")
    with pytest.raises(ContractError, match="row_count"):
        declared.read(file().replace(", row_count=(1, 2)", ""), "test")


texts = st.text(max_size=300)
plain = st.builds(
    Source,
    title=texts, publisher=texts, licence=texts, homepage=texts, limits=texts, method=texts, cadence=texts, licence_class=st.just("open"),
    track=st.just("context"), fetch=st.none(), row_count=st.tuples(st.integers(0, 9), st.integers(10, 10**9)),
    may_lack=st.frozensets(texts, max_size=3), restates_series=st.booleans(),
    indicators=st.lists(
        st.builds(Indicator, id=texts, unit=texts, value_range=st.tuples(st.floats(-1e9, 0), st.floats(0, 1e300)),
                  breaks=st.dictionaries(st.integers(1900, 2100), texts, max_size=3)), max_size=4).map(tuple),
)  # fmt: skip


@given(plain)
def test_whatever_the_texts_are_they_read_back_the_same(source):
    text = declared.write(source, "Test.")
    assert declared.read(text, "test") == replace(source, key="test")
