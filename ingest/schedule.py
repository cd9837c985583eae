"""When a source is to be asked again: as often as its cadence gives reason to, counted from the last time that it answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ingest.runs import Run
from ingest.source import Source

# Words in `cadence` -> days between questions. The day of a yearly release is not known, so it is asked for each month: a question about
# something unchanged costs the publisher next to nothing. The first word that fits decides.
CADENCES = {
    "dagligen": 1,
    "löpande": 1,
    "veckovis": 7,
    "varje vecka": 7,
    "månad": 7,
    "kvartal": 14,
    "vart": 90,  # 'vart femte år'
    "år": 30,
    "vid behov": 30,
    "engångs": 365,
}
OTHERWISE = 30
EARLY = timedelta(hours=2)  # a timer that starts a little earlier than yesterday still asks today


@dataclass(frozen=True)
class Due:
    """One source's place in the schedule; times are UTC."""

    key: str
    now: bool
    last: datetime | None
    next: datetime | None  # None: never asked, so now

    @property
    def words(self) -> str:
        """Why it is not asked now."""
        return f"svarade {self.last:%Y-%m-%d}, frågas igen {self.next:%Y-%m-%d}" if self.last and self.next else "har aldrig svarat"


def every_days(source: Source) -> int | None:
    """Days between questions; None where there is nobody to ask (files are handed in)."""
    if source.fetch is None:
        return None
    return source.every_days or next((days for word, days in CADENCES.items() if word in source.cadence.casefold()), OTHERWISE)


def due(sources: Iterable[Source], runs: Mapping[str, Run], now: datetime | None = None) -> list[Due]:
    """Every source that can be asked. One whose last attempt failed is asked again; so is one that has never answered."""
    at, found = now or datetime.now(UTC).replace(tzinfo=None), []
    for source in sources:
        days = every_days(source)
        if days is None:
            continue
        run = runs.get(source.key)
        last = datetime.fromisoformat(run.last_good_at).replace(tzinfo=None) if run and run.last_good_at else None
        last = None if last and last > at + EARLY else last  # a clock that ran ahead: nobody knows when it was
        coming = last + timedelta(days=days) if last else None
        waits = coming is not None and at + EARLY < coming and run is not None and run.state != "FAILED"
        found.append(Due(source.key, not waits, last, coming))
    return found
