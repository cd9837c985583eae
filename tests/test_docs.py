"""The documents are true: what they name exists, what exists is named, their links lead somewhere, and their worked examples work."""

import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from ingest.registry import sources

ROOT = Path(__file__).parent.parent
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
HOW_TO = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = dict(re.findall(r"^([a-z]+):.*## (.+)$", MAKEFILE, re.M))
CODE = [file for folder in ("twin", "ingest", "ui", "pages", "tests") for file in (ROOT / folder).rglob("*.py")]
TEXTS = {".md", ".py", ".sql", ".toml", ".csv", ".css", ".json", ".lock", ".geojson", ""}
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:home|root|work|Users)/")


def told() -> str:
    """What README and CONTRIBUTING say, in one text."""
    return "\n".join(file.read_text(encoding="utf-8") for file in HOW_TO)


def committed() -> list[Path]:
    """Every text file of ours that git holds (recordings are the publishers'); the test is left out where there is no git, as in an unpacked archive."""
    found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("not a git checkout")
    files = [ROOT / name for name in found.stdout.split("\0") if name]
    return [file for file in files if file.suffix in TEXTS and "recordings" not in file.parts and file.exists()]


def test_every_target_named_exists_and_every_target_is_named():
    fenced = re.compile(r"```\w*\n.*?```", re.S)
    commands = "\n".join(fenced.findall(told()) + re.findall(r"`[^`\n]+`", fenced.sub("", told())))
    named = set(re.findall(r"\bmake ([a-z]+)\b", commands))
    assert named - TARGETS.keys() == set()
    assert TARGETS.keys() - named == {"help"}


def test_make_alone_prints_every_target_with_its_purpose():
    printed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target, purpose in TARGETS.items():
        assert f"make {target} " in printed
        assert purpose in printed


def test_every_ingest_command_named_exists_and_every_command_is_named():
    usage = subprocess.run([sys.executable, "-m", "ingest", "--help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    there = set(re.findall(r"^    ([a-z]+) ", usage, re.M))
    assert "build" in there
    assert set(re.findall(r"python -m ingest ([a-z]+)", told())) == there


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_local_links_lead_somewhere(file: Path):
    text = re.sub(r"```.*?```", "", file.read_text(encoding="utf-8"), flags=re.S)
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if not (file.parent / link.split("#")[0]).exists()] == []
    headings = {re.sub(r"[^\w\- ]", "", h).strip().lower().replace(" ", "-") for h in re.findall(r"^#+ (.+)$", text, re.M)}
    assert [link for link in links if link.startswith("#") and link[1:] not in headings] == []


def test_every_variable_in_the_readme_is_read_and_every_variable_read_is_told():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.M))
    code = MAKEFILE + "\n".join(file.read_text(encoding="utf-8") for file in CODE)
    assert [name for name in named if not re.search(rf"\b{name}\b", code)] == []
    read = set(
        re.findall(
            r"""environ(?:\.get\(|\[)"([A-Z_]+)["']""", "\n".join(f.read_text(encoding="utf-8") for f in CODE if "tests" not in f.parts)
        )
    )
    assert read - named == set()


def test_every_family_named_has_its_connector_and_a_source_that_uses_it():
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    families = re.findall(r"^\| [^|`]+ \| `(\w+)\.(\w+)` \| (.+) \|$", contributing, re.M)
    used = {module for source in sources().values() if source.fetch for module in [type(source.fetch).__module__.rpartition(".")[2]]}
    assert used <= {module for module, _, _ in families}
    for module, name, examples in families:
        assert hasattr(import_module(f"ingest.connectors.{module}"), name)
        for source in re.findall(r"`(\w+)\.py`", examples):
            assert f"connectors.{module} import" in (ROOT / "ingest" / "sources" / f"{source}.py").read_text(encoding="utf-8")


def test_every_licence_class_is_explained():
    listed = (ROOT / "docs" / "DATA_LICENCES.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(\w+)` \|", listed, re.M))
    assert {source.licence_class for source in sources().values()} <= explained == {"open", "authority", "private"}


def test_no_committed_text_names_a_path_of_somebodys_machine():
    found = [f"{file.relative_to(ROOT)}: {m[0]}" for file in committed() for m in MACHINE_PATH.finditer(file.read_text(encoding="utf-8"))]
    assert found == []


def test_locks_hold_hashes_and_no_address():
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\S)", text) if "==" in entry.split("\n")[0])


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / name).read_text(encoding="utf-8"), re.M))


def test_the_test_lock_holds_all_of_the_run_lock_and_both_hold_what_is_declared():
    run, test = pins("requirements.lock"), pins("requirements-test.lock")
    assert run.items() <= test.items()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=\[;! ]", needed)[0] for needed in project["dependencies"]}
    assert names <= run.keys()
    assert {re.split(r"[<>=\[;! ]", needed)[0] for needed in project["optional-dependencies"]["test"]} <= test.keys()
    assert pins("requirements-duckdb15.lock").keys() == {"duckdb"}
