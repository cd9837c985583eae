"""Page Metod says how register entries are recognised, with what engine here, and how well that was measured to go."""

import json
from importlib.util import find_spec

import pytest
from streamlit.testing.v1 import AppTest

from tests.screen import everything
from twin.questions import linkage
from ui import method_registers

PAGE = "from twin.words import speak\nfrom ui import method_registers\nspeak({language!r})\nmethod_registers.draw()\n"


def drawn(language: str) -> str:
    app = AppTest.from_string(PAGE.format(language=language), default_timeout=30).run()
    assert not app.exception
    return everything(app)


def test_the_stored_measure_meets_what_was_agreed():
    when, rows = linkage.found()
    one = next(row for row in rows if row.way == "splink")
    assert when and one.others >= 5000 and one.twins >= 700
    assert one.precision is not None and one.precision.value >= 0.98 and one.recall.value >= 0.88


def test_nothing_measured_is_nothing(tmp_path):
    assert linkage.found(tmp_path / "none.json") == ("", ())
    (tmp_path / "part.json").write_text(json.dumps({"panel": {}}))
    assert linkage.found(tmp_path / "part.json") == ("", ())


def test_the_build_tells_its_engine(warehouse):
    assert bool(linkage.engine()) is bool(find_spec("splink"))


@pytest.mark.parametrize(
    ("language", "words"), [("sv", ["Finansiärer numrerar lika", "5\xa0081 andra"]), ("en", ["Funders number alike", "5,081 others"])]
)
@pytest.mark.parametrize("engine", ["", "splink 5.0.0"])
def test_the_page_says_how_and_what_is_lacking(monkeypatch, engine, language, words):
    monkeypatch.setattr(method_registers, "engine", lambda: engine)
    page = drawn(language)
    assert [word for word in words if word not in page] == []
    assert ("«registers»" in page or "“registers”" in page) is (engine == "")
