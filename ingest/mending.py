"""Lays the known errors of data/corrections.toml over the staged rows, so that nothing is shown that is known to be wrong, and says so beside it."""

from collections.abc import Iterable

import duckdb

from ingest.corrections import MISSING, NOT_REPORTED, Correction
from ingest.region import Region
from ingest.runs import Run, now
from ingest.staging import newest

COLUMNS = {"title": "title_sv", "url": "url", "period": "period"}  # field of a document -> column


def mend(con: duckdb.DuckDBPyConnection, region: Region, corrections: Iterable[Correction]) -> list[Run]:
    """Mend the staged rows and fill table `correction`. Returns a FAILED run for each source that has a correction which no longer stands:
    the publisher's newest answer is then shown as it is."""
    faults: dict[str, list[dict[str, str]]] = {}
    for one in corrections:
        if one.place not in region.areas:
            continue  # of a place that is none of ours
        rule = _document(con, one) if one.document else _figure(con, one)
        if rule:
            faults.setdefault(one.source, []).append(
                {"row": one.what, "field": one.field or "value", "value": str(one.found), "rule": rule}
            )
    remedy = 'Skriv status = "mended" i data/corrections.toml om utgivaren har rättat felet, annars ta bort eller skriv om rättelsen.'
    return [
        Run(key, "FAILED", now(), 0, "; ".join(f"Rättelsen av {f['row']} stämmer inte: {f['rule']}" for f in told) + f". {remedy}",
            faults=tuple(told))
        for key, told in faults.items()
    ]  # fmt: skip


def _figure(con: duckdb.DuckDBPyConnection, one: Correction) -> str:
    cell = "indicator_id = ? AND place_code = ? AND period = ? AND breakdown = ?"
    key = [one.indicator, one.place, one.period, one.breakdown]
    rows = con.execute(f"SELECT value, release, status FROM ({newest('observation')}) WHERE {cell} ORDER BY release", key).fetchall()
    if not rows:
        any_of_it = con.execute(
            "SELECT 1 FROM staged_observation WHERE indicator_id = ? AND place_code = ? LIMIT 1", [one.indicator, one.place]
        ).fetchone()
        return "utgivaren har inte längre något värde där" if any_of_it else ""
    correct = None if one.right == MISSING else float(one.right)
    for value, release, status in rows:
        if value == one.found:
            con.execute(f"UPDATE staged_observation SET value = ?, status = ? WHERE {cell} AND release = ? AND value = ?",
                        [correct, one.text_sv, *key, release, one.found])  # fmt: skip
            _note(con, one, release, str(float(one.found)), status)
    return _stands(one, rows[-1][0], rows[-1][0] == one.found)


def _document(con: duckdb.DuckDBPyConnection, one: Correction) -> str:
    column, key = COLUMNS[one.field], [one.source, one.document]
    rows = con.execute(
        f"SELECT d.{column}, d.note_sv, r.release FROM ({newest('document')}) AS d LEFT JOIN ({newest('receipt')}) AS r ON r.id = d.receipt_id "
        "WHERE d.source_key = ? AND d.id = ?",  # one row: the newest of its id
        key,
    ).fetchall()
    if not rows:
        any_of_it = con.execute("SELECT 1 FROM staged_document WHERE source_key = ? AND place_code = ?", [one.source, one.place]).fetchone()
        return "utgivaren har inte längre dokumentet" if any_of_it else ""
    value, note, release = rows[0]
    if value == one.found:
        told = f"{note} {one.text_sv}".strip()
        correct = None if one.right == MISSING else one.right
        con.execute(f"UPDATE staged_document SET {column} = ?, note_sv = ? WHERE source_key = ? AND id = ? AND {column} = ?",
                    [correct, told, *key, one.found])  # fmt: skip
        _note(con, one, release, str(one.found), note)
    return _stands(one, value, value == one.found)


def _stands(one: Correction, newest_value: object, wrong: bool) -> str:
    if wrong:
        return "" if one.status != "mended" else f"den är märkt mended, men utgivaren skriver åter {one.found}"
    if one.status == "mended":
        return ""
    told = "har inget värde" if newest_value is None else f"skriver nu {newest_value}"
    return f"utgivaren {told} i stället för {one.found}"


def _note(con: duckdb.DuckDBPyConnection, one: Correction, release: str, found: str, note: str) -> None:
    con.execute(
        "INSERT INTO correction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [one.source, one.indicator or None, one.document or None, one.field or "value", one.place, one.period or None, one.breakdown, release,
         found, note, None if one.right == MISSING else str(one.right), one.reason_sv, one.text_sv,
         None if one.reported == NOT_REPORTED else one.reported, one.status],
    )  # fmt: skip
