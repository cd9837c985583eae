"""DuckDB is opened in one place and draws nothing: what it printed would land in the mail of a timed job."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ASKED = """
from twin import duck
con = duck.connect()
print([one.execute("SELECT current_setting('enable_progress_bar')").fetchone()[0] for one in (con, con.cursor())])
"""


def test_no_bar_is_drawn_however_python_was_started():
    # -c is where DuckDB's own default is to draw, also into a file
    done = subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[False, False]\n", "")


def test_nothing_opens_duckdb_by_itself():
    files = [file for room in ("twin", "ingest") for file in (ROOT / room).rglob("*.py")]
    opening = [str(file.relative_to(ROOT)) for file in files if re.search(r"\bduckdb\.connect\(", file.read_text(encoding="utf-8"))]
    assert opening == ["twin/duck.py"]
