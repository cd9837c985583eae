"""Notes what each publication said, for 'sedan sist': one small file a publication in the state folder's published/."""

from datetime import datetime, timedelta
from pathlib import Path

from ingest.receipts import write_whole
from twin import duck
from twin.published import Published, folder, name, read, records, seen

ALL_OF = timedelta(days=7)  # younger records are all kept, of older days the last one: enough for whoever asks by day


def remember(warehouse: Path) -> Path | None:
    """Note what the published file says; None where it says the same as the record before it. Records of older days are thinned."""
    with duck.connect(warehouse, read_only=True) as con:
        now = seen(lambda sql: con.execute(sql).fetchall())
    newest = _newest()
    if newest is not None and now.same(newest):
        return None
    file = folder() / name(now.built_at)
    write_whole(file, now.text().encode())
    _thin(now.at)
    return file


def _newest() -> Published | None:
    """The newest record; None where there is none, or one that can not be read: then a new one is written whatever it says."""
    kept = records()
    try:
        return read(kept[-1][1].read_text(encoding="utf-8")) if kept else None
    except ValueError:
        return None


def _thin(now: datetime) -> None:
    last_of_day = {at.date(): file for at, file in records()}
    for at, file in records():
        if now - at > ALL_OF and last_of_day[at.date()] != file:
            file.unlink()
