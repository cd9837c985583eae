"""The embedded figures are read as they are written: what is no number stops the build instead of going missing."""

import duckdb
import pytest

from ingest import snapshot
from ingest.snapshot import COLUMNS, NUMBERS

ROW = "cars,0682,2024,total,{},okänd,2025,abc\n"


def load(folder, value: str) -> list[tuple]:
    (folder / "observation").mkdir()
    (folder / "observation" / "cars.csv").write_text(COLUMNS["observation"].replace(" ", "") + "\n" + ROW.format(value), encoding="utf-8")
    with duckdb.connect() as con:
        kinds = ", ".join(f"{name} {'DOUBLE' if name in NUMBERS else 'VARCHAR'}" for name in COLUMNS["observation"].split(", "))
        con.execute(f"CREATE TABLE staged ({kinds}, rank INTEGER)")
        snapshot.load(con, "observation", "staged", folder)
        return con.execute("SELECT value, status FROM staged").fetchall()


@pytest.mark.parametrize(("written", "read"), [("3.5", 3.5), ("-2", -2.0), ("", None)])
def test_a_number_or_nothing_is_read_as_written(tmp_path, written, read):
    assert load(tmp_path, written) == [(read, "okänd")]


@pytest.mark.parametrize("written", ["12x", '"3,5"', "okänt"])
def test_what_is_no_number_stops_the_build(tmp_path, written):
    with pytest.raises(duckdb.ConversionException, match="DOUBLE"):
        load(tmp_path, written)
