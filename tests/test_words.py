"""The English catalogue is complete, without leftovers and without doubles; what data say in Swedish has its English too."""

import ast
import json
import string
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.check import untranslated
from ingest.registry import sources
from ingest.workshop import KINDS
from twin import words
from twin.warehouse import ask

ROOT = Path(__file__).parent.parent
FILES = sorted(words.LOCALE.glob("*.json"))
FROM_DATA = {
    "sources_text.json",
    "units.json",
    "parts.json",
    "workshop_text.json",
    "faults.json",
}  # keys are values of data, not literals of the code


def literals() -> dict[str, str]:
    """Every literal given to t or tn in the code, with the place where it stands."""
    found = {}
    modules = [ROOT / "app.py", *(module for folder in ("pages", "ui", "twin") for module in sorted((ROOT / folder).rglob("*.py")))]
    assert len(modules) > 10, "the walk found too few modules to be believed"
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            name = getattr(node, "func", None) and getattr(node.func, "id", getattr(node.func, "attr", None))
            if isinstance(node, ast.Call) and name in ("t", "tn"):
                where = f"{module.relative_to(ROOT)}:{node.lineno}"
                for argument in node.args[: 1 if name == "t" else 2]:
                    assert isinstance(argument, ast.Constant) and isinstance(argument.value, str), (
                        f"{where}: t() takes a literal; for a text out of data use stored()"
                    )
                    found.setdefault(argument.value, where)
    return found


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def area(name: str) -> dict[str, str]:
    return json.loads((words.LOCALE / name).read_text(encoding="utf-8"))


def test_every_string_has_its_english():
    missing = {text: where for text, where in literals().items() if text not in words.catalogue()}
    assert not missing, f"add these to the area's file in twin/locale/en/: {json.dumps(missing, ensure_ascii=False, indent=1)}"


def test_no_english_is_left_over():
    used = set(literals())
    spoken_by_code = {text for file in FILES if file.name not in FROM_DATA for text in area(file.name)}
    assert not spoken_by_code - used, f"remove these from twin/locale/en/: {sorted(spoken_by_code - used)}"


def test_no_string_stands_in_two_areas():
    seen = Counter(text for file in FILES for text in area(file.name))
    assert not [text for text, n in seen.items() if n > 1], "a string that several areas use belongs in shell.json alone"


def test_placeholders_are_the_same_in_both_languages():
    differ = {text: english for text, english in words.catalogue().items() if placeholders(text) != placeholders(english)}
    assert not differ


@pytest.fixture
def english():
    words.speak("en")
    yield
    words.speak("sv")


def test_numbers_are_written_as_the_language_writes_them(english):
    def plain(text):
        return text.replace("\u00a0", " ").replace("\u202f", " ")

    assert words.amount(108_543.4, "t CO2e") == "108,543 tonnes CO2e"
    assert words.percent(9.84) == "9.8%"
    assert words.date("2025-12") == "December 2025"
    assert words.number(None) == "not known"
    words.speak("sv")
    assert plain(words.amount(108_543.4, "t CO2e")) == "108 543 ton CO2e"
    assert plain(words.percent(9.84)) == "9,8 %"
    assert plain(words.signed(-1_234.5, 1)) == "−1 234,5"
    assert words.signed(0.04, 1) == "0,0"
    assert words.date("2026-04-16") == "16 april 2026"
    assert words.date("2025-12") == "december 2025"
    assert words.date("2024") == "2024"
    assert words.date("2011/2025") == "2011/2025"
    assert words.number(None) == "vet ej"
    assert words.listing(["a", "b", "c"]) == "a, b och c"
    assert words.size(1_234_567) == "1,2 MB"
    assert words.day(datetime(2026, 11, 25, 23, 59, tzinfo=UTC)) == "25\u00a0nov.\u00a02026"
    assert words.age(datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 25, tzinfo=UTC)) == "för 5 dagar sedan"


def test_every_part_of_a_figure_has_its_english(warehouse):
    found = {piece for (text,) in ask("SELECT DISTINCT breakdown FROM figure WHERE breakdown <> 'total'") for piece in text.split("/")}
    assert len(found) > 10
    missing = sorted(found - set(words.catalogue()))
    assert not missing, f"add these to twin/locale/en/parts.json: {missing}"


def test_every_text_of_a_source_has_its_english():
    missing = {text: source.key for source in sources().values() for text in untranslated(source)}
    assert not missing, f"add these to twin/locale/en/sources_text.json: {json.dumps(missing, ensure_ascii=False, indent=1)}"


def test_every_word_of_the_workshop_has_its_english():
    asked = {
        text for kind in KINDS for text in (kind.title, kind.what, *(word for ask in kind.asks for word in (ask.label, ask.help))) if text
    }
    assert len(asked) > 40
    missing = sorted(asked - set(words.catalogue()))
    assert not missing, f"add these to twin/locale/en/workshop_text.json: {json.dumps(missing, ensure_ascii=False, indent=1)}"
    assert not sorted(set(area("workshop_text.json")) - asked), "remove these from workshop_text.json"
