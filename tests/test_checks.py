"""Rules across tables: each file in tests/checks must return no rows. Its first line is the rule in Swedish."""

from pathlib import Path

import duckdb
import pytest

CHECKS = sorted((Path(__file__).parent / "checks").glob("*.sql"))


def rule(file: Path) -> str:
    return file.read_text(encoding="utf-8").splitlines()[0].removeprefix("--").strip()


def test_there_are_checks_and_each_says_its_rule():
    assert len(CHECKS) > 20
    assert not [f.name for f in CHECKS if not f.read_text(encoding="utf-8").startswith("-- ") or len(rule(f)) < 20]


@pytest.mark.parametrize("file", CHECKS, ids=lambda f: f.stem)
def test_no_row_breaks_the_rule(warehouse, file):
    with duckdb.connect(str(warehouse), read_only=True) as con:
        rows = con.execute(file.read_text(encoding="utf-8")).fetchmany(5)
    assert not rows, f"{rule(file)} Till exempel: {rows}"
