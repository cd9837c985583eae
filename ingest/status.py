"""How each source fares, for `status` and for scripts: the newest run, what the warehouse holds, and how old it is."""

from dataclasses import dataclass
from datetime import UTC, datetime

from ingest.registry import sources
from ingest.runs import Run, runs
from twin.warehouse import NoWarehouse, ask
from twin.workspace import WorkspaceError, lost

_HELD = """
SELECT s.key, max(f.period), coalesce(max(r.release), (SELECT max(e.release) FROM register_read AS e WHERE e.source_key = s.key)),
       count(f.indicator_id) + (SELECT count(*) FROM point AS p WHERE p.source_key = s.key) + (SELECT count(*) FROM document AS d WHERE d.source_key = s.key)
       + coalesce((SELECT arg_max(e.entries, e.read_at) FROM register_read AS e WHERE e.source_key = s.key), 0),
       strftime(max(r.fetched_at), '%Y-%m-%dT%H:%M:%S'),
       any_value(u.state), strftime(any_value(u.started_at), '%Y-%m-%dT%H:%M:%S'), any_value(u.message_sv)
FROM source AS s
LEFT JOIN source_run AS u ON u.source_key = s.key
LEFT JOIN receipt AS r ON r.source_key = s.key
LEFT JOIN figure AS f ON f.receipt_id = r.id
GROUP BY s.key
"""


@dataclass(frozen=True)
class Held:
    """What the warehouse has of one source: newest period and release shown, figures, points, documents and entries, when the newest bytes came."""

    newest_period: str | None
    release: str | None
    rows: int
    obtained_at: str | None
    at_build: Run | None


def rows() -> list[dict[str, object]]:
    """One dictionary a source: key, title, state, started_at, rows, message_sv, last_good_at, newest_period, release, age_days."""
    kept, held = runs(), _held()
    found: list[dict[str, object]] = []
    for key, source in sources().items():
        asked, has = kept.get(key), held.get(key, Held(None, None, 0, None, None))
        run = max(
            filter(None, (asked, has.at_build)), key=lambda one: one.started_at, default=None
        )  # the build may refuse what the fetch took
        good = asked.last_good_at if asked and asked.last_good_at else has.obtained_at
        found.append(
            {
                "key": key,
                "title": source.title,
                "state": run.state if run else "EMBEDDED",
                "started_at": run.started_at if run else None,
                "rows": run.rows if run and run.last_good_at == run.started_at else has.rows,
                "message_sv": run.message_sv if run else "Inget datalager ännu.",
                "last_good_at": good,
                "newest_period": has.newest_period,
                "release": has.release,
                "age_days": (datetime.now(UTC).replace(tzinfo=None) - datetime.fromisoformat(good)).days if good else None,
            }
        )
    return found


def warning() -> str:
    """What is wrong with what people wrote here, in words; '' where nothing is."""
    try:
        return lost()
    except WorkspaceError as fault:
        return str(fault)


def _held() -> dict[str, Held]:
    try:
        found = ask(_HELD)
    except NoWarehouse:
        return {}
    return {
        key: Held(period, release, int(count), at, Run(key, state, started, int(count), message) if state else None)
        for key, period, release, count, at, state, started, message in found
    }
