"""Page Metod's part on how good the suggestions are: in both languages, with and without stored numbers and verdicts."""

from dataclasses import fields
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.screen import everything
from tests.test_measured import verdict
from twin.matching import Weights
from twin.words import speak
from ui import quality_measured
from ui.weight_words import weight_name

PAGE = "from twin.words import speak\nfrom ui import quality_measured\nspeak({language!r})\nquality_measured.draw()\n"


class People:
    """A workspace with these verdicts."""

    def __init__(self, *given) -> None:
        self.given = given

    def verdicts(self):
        return {one.suggestion_id: one for one in self.given}


@pytest.fixture(autouse=True)
def nobody(monkeypatch, warehouse: Path):
    monkeypatch.setattr(quality_measured, "workspace", People)


def drawn(language: str = "sv") -> str:
    app = AppTest.from_string(PAGE.format(language=language), default_timeout=30).run()
    assert not app.exception
    return everything(app)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", ["3 språkmodeller med olika rollbeskrivningar, inte människor", "0,76", "0,83", "20261125", "26 av 619", "13 av 1", "Vinst över den bättre",
                "Paren fanns till hands", "samma teknik eller åtgärd", "29\xa0000", "rangkorrelation", "0 par är bedömda"]),
        ("en", ["3 language models with different role briefs, not people", "0.76", "0.83", "26 of 619", "Gain over the better", "The pairs were at hand",
                "the same technology or measure", "29,000", "rank correlation", "0 pairs have been judged"]),
    ],
)  # fmt: skip
def test_what_was_measured_on_what_and_what_it_does_not_mean_is_told(language, words):
    page = drawn(language)
    assert [word for word in words if word not in page] == []


def test_where_nothing_was_measured_the_command_is_told(monkeypatch):
    monkeypatch.setattr(quality_measured, "stored", lambda: None)
    page = drawn()
    assert "make evaluate WRITE=1" in page and "Medelprecision" not in page


def test_ten_verdicts_show_a_share_with_its_interval_and_nine_do_not(monkeypatch):
    nine = [verdict(n, "samordna" if n < 5 else "fel") for n in range(9)]
    monkeypatch.setattr(quality_measured, "workspace", lambda: People(*nine))
    assert "9 par är bedömda." in drawn() and "kvalitet-bedomningar" not in drawn()
    monkeypatch.setattr(quality_measured, "workspace", lambda: People(*nine, verdict(9, "relevant_ej_nu")))
    page = drawn()
    assert "kvalitet-bedomningar" in page and "6 av 10" in page


def test_every_weight_has_a_name_in_plain_words():
    speak("sv")
    parts = [getattr(Weights(), kind) for kind in ("synergy", "overlap")]
    assert all(weight_name(field.name) for part in parts for field in fields(part))
