"""A warehouse with made-up register entries beside the real ones, for tests of the screens: nothing of it is shown to anybody."""

import json
import shutil
from pathlib import Path

import duckdb

TITLE, TEXT = "Solceller på simhallen", "Solceller på taket till simhallen i Nässjö. Elen används i simhallen."
ONE, TWO = ("bidragen", "B-1"), ("forskningen", "F-1")  # the same project in two registers
WHOSE, LIKE, OTHER = ("bidragen", "B-2"), ("bidragen", "B-3"), ("forskningen", "F-3")
_ENTRY = """
INSERT INTO register_entry VALUES (?, ?, 'grant', ?, ?, 'NÄSSJÖ KOMMUN', '', '', '', NULL, NULL, '2025-01', '2025-12-31', ?, 'SEK', 'Fonden', ?,
'["cpv:09331200"]', '', ?, ?, ?, ?, ?)
"""
_CANDIDATE = """
INSERT INTO candidate VALUES ('bidragen:B-1', 'grant', ?, ?, 'nassjo-kommun', 'NÄSSJÖ KOMMUN', '2025-01', '2025-12-31', 1000000, 'Fonden', 2, 2, 0,
?, 'new', NULL, 'NAS-02', 'Samma tema och plats.', 'Same theme and place.', 1)
"""
TAGS = [["theme", "energi-el", "Solceller"], ["technology", "solceller", "Solceller"], ["theme", "byggnader", "cpv:09331200"]]


def spread(warehouse: Path, state: Path) -> Path:
    """A copy of the warehouse in the folder `state`, with two registers and what they tell instead of the real candidates."""
    state.mkdir(exist_ok=True)
    file = Path(shutil.copy(warehouse, state / warehouse.name))
    (state / "current.json").write_text(json.dumps({"file": file.name}), encoding="utf-8")
    (state / "published").mkdir(exist_ok=True)
    with duckdb.connect(str(file)) as con:
        for table in ("candidate", "register_question"):
            con.execute(f"DELETE FROM {table}")
        for key, title in (("bidragen", "Bidragsregistret"), ("forskningen", "Forskningsregistret")):
            own = f"'{key}' AS key, '{title}' AS title, 'Utgivaren' AS publisher"
            con.execute(f"INSERT INTO source BY NAME SELECT * REPLACE ({own}) FROM source WHERE key = 'procurements'")
            own = f"'kvitto-{key}' AS id, '{key}' AS source_key, 'https://{key}.example/svar' AS url, 'direct' AS obtained, '2026-11-01' AS release"
            con.execute(f"INSERT INTO receipt BY NAME SELECT * REPLACE ({own}) FROM receipt WHERE source_key = 'procurements' LIMIT 1")
            con.execute(
                f"INSERT INTO register_read SELECT '{key}', '2026-11-01', 1000, 2, fetched_at FROM receipt WHERE id = 'kvitto-{key}'"
            )
        _entry(con, ONE, TITLE, TEXT, 1_000_000, "2025-1", "https://bidragen.example/B-1", "nassjo-kommun", "orgnr")
        _entry(con, TWO, TITLE, TEXT, 1_000_000, "2025-1", "", "nassjo-kommun", "name")
        _entry(con, WHOSE, "Sensorer i vattnet", "", None, "", "", None, "none")
        _entry(con, LIKE, "Laddplatser", "", None, "", "", "nassjo-kommun", "name")
        _entry(con, OTHER, "Laddning för bilar", "", None, "", "", "nassjo-kommun", "name")
        con.execute(_CANDIDATE, [TITLE, TEXT, json.dumps(TAGS)])
        for source, id_ in (ONE, TWO):
            con.execute("INSERT INTO register_entry_place VALUES (?, ?, '0682', 'register', 'Nässjö')", [source, id_])
        question = "INSERT INTO register_question VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)"
        choices = json.dumps(["nassjo-kommun", "nassjo-affarsverk"])
        con.execute(question, ["q1", "organisation", *WHOSE, None, None, choices, "Vems är «Sensorer i vattnet»?", "Whose is it?"])
        con.execute(question, ["q2", "same", *LIKE, *OTHER, "[]", "Är de två samma projekt?", "Are the two the same project?"])
    return state


def _entry(con: duckdb.DuckDBPyConnection, key, title, text, amount, case, url, organisation, how) -> None:
    one = "bidragen:B-1" if key in (ONE, TWO) else ":".join(key)
    con.execute(_ENTRY, [*key, title, text, amount, case, url, f"kvitto-{key[0]}", organisation, how, one])
