"""What the register's rules say in Swedish has its English, whatever values are put in."""

import ast
import json
from pathlib import Path

import pytest

from twin.register.loading import code_lists, faults_in, read_sheets
from twin.register.sheets import INITIATIVES, TAGS_OF
from twin.words import speak
from ui.fault_words import FILE, capital, english, fault_html, fault_text

ROOT = Path(__file__).parent.parent
SPEAK = ("checks", "code_lists", "reach", "reading", "register_rules", "roundtrip", "rules", "sheet_in")  # modules that make faults
KNOWN = json.loads(FILE.read_text(encoding="utf-8"))
NOT_SAID = {"{} {}"}  # values put beside each other


@pytest.fixture
def in_english():
    speak("en")
    yield
    speak("sv")


def template(node: ast.AST) -> str | None:
    """The text that the node makes, each value as {}; None where it makes none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def written() -> dict[str, str]:
    """Every text of more than one word in the modules that make faults, docstrings and t() aside, with where it stands."""
    found = {}
    for name in SPEAK:
        tree = ast.parse((ROOT / "twin" / "register" / f"{name}.py").read_text(encoding="utf-8"))
        aside = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(getattr(node, "body", None), list) and node.body and isinstance(node.body[0], ast.Expr)
        }
        aside |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        aside |= {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("t", "tn")
            for part in node.args
        }
        lists = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "QUALITIES"
        ]
        aside |= {id(part) for one in lists for part in ast.walk(one)}  # words of the register itself, not about it
        for node in ast.walk(tree):
            text = None if id(node) in aside else template(node)
            if text and " " in text.strip() and text not in NOT_SAID:
                found.setdefault(text, f"twin/register/{name}.py:{node.lineno}")
    return found


def test_every_rule_and_remedy_has_its_english_and_no_english_is_left_over():
    asked = written()
    assert len(asked) > 80, "the walk found too few texts to be believed"
    missing = {text: where for text, where in asked.items() if text not in KNOWN}
    assert not missing, f"add these to twin/locale/en/faults.json: {json.dumps(missing, ensure_ascii=False, indent=1)}"
    assert not set(KNOWN) - set(asked), f"remove these from twin/locale/en/faults.json: {sorted(set(KNOWN) - set(asked))}"


@pytest.mark.parametrize(
    ("swedish", "told"),
    [
        ("finns inte bland initiativen", "is not among the initiatives"),
        ("har inte någon källa", "has not any source"),
        ("finns redan på rad 12", "stands already on row 12"),
        ("finns redan på rad 12 tillsammans med theme", "stands already on row 12 together with theme"),
        (
            "kräver period, value för att målet ska få ritas på nyckeltalets linje",
            "needs period, value for the goal to be drawn on the figure’s line",
        ),
        ("skriv ett av: 0, 1, 2", "write one of: 0, 1, 2"),
        ("har 161 tecken, högst 160 får plats", "has 161 characters, at most 160 fit"),
        ("något helt annat", None),
    ],
)
def test_values_are_put_in_their_places(swedish, told):
    assert english(swedish) == told


def test_columns_and_sheets_are_called_as_the_form_calls_them(in_english):
    assert fault_text("ligger före start_date 2019") == "lies before «Start» 2019"
    assert fault_html("lägg raden i initiative_organisations.csv") == "put the row in «Roller»"
    assert fault_html("fyll i cellen", field=True) == "fill in the field"
    assert fault_html("något <nytt>") == '<span lang="sv">något &lt;nytt&gt;</span>'
    assert capital(fault_html("något nytt")) == '<span lang="sv">Något nytt</span>'


def test_every_fault_of_a_spoiled_register_is_told_in_english(in_english):
    from tests.register_rows import FOLDER, PLACES
    from twin.paths import DATA
    from twin.register.overlay import overlay
    from twin.workspace import Change

    lines, lists = read_sheets(FOLDER, []), code_lists(DATA / "taxonomy", [])
    spoiled = [
        Change(INITIATIVES.file, {"id": "NAS-02"}, column, "", value)
        for column, value in (
            ("end_date", "1999"),
            ("phase", "snart"),
            ("owner_org_id", "nobody"),
            ("budget_sek", "mycket"),
            ("title_sv", ""),
            ("start_date", "sep-25"),
            ("partners_text", "x" * 900),
        )
    ]
    tag = {"initiative_id": "NAS-02", "scheme": "theme", "code": "rymd", "evidence": "raketer"}
    spoiled.append(Change(TAGS_OF.file, {name: tag[name] for name in TAGS_OF.key}, action="add", cells=tag))
    faults = faults_in(overlay(lines, spoiled).lines, PLACES, lists)
    assert len({fault.rule for fault in faults}) > 5
    for fault in faults:
        assert english(fault.rule), fault.rule
        assert english(fault.remedy), fault.remedy
