"""How each source fares, for `status` and for scripts: the newest run, what the warehouse holds, and how old it is."""

from datetime import UTC, datetime

from ingest.fetch import runs
from ingest.registry import sources
from twin.warehouse import NoWarehouse, ask


def rows() -> list[dict[str, object]]:
    """One dictionary a source: key, title, state, started_at, rows, message_sv, last_good_at, newest_period, release, figures, age_days."""
    kept, held = runs(), _held()
    found: list[dict[str, object]] = []
    for key, source in sources().items():
        run = kept.get(key)
        newest, release, held_rows, obtained_at, state, message = held.get(key, (None, None, 0, None, "EMBEDDED", "Inget datalager ännu."))
        good = run.last_good_at if run and run.last_good_at else obtained_at
        found.append(
            {
                "key": key,
                "title": source.title,
                "state": run.state if run else state,
                "started_at": run.started_at if run else None,
                "rows": run.rows if run and run.last_good_at == run.started_at else held_rows,
                "message_sv": run.message_sv if run else message,
                "last_good_at": good,
                "newest_period": newest,
                "release": release,
                "age_days": (datetime.now(UTC).replace(tzinfo=None) - datetime.fromisoformat(good)).days if good else None,
            }
        )
    return found


def _held() -> dict[str, tuple[str | None, str | None, int, str | None, str, str]]:
    """Per source: newest period and release shown, number of figures, points and documents, when the newest bytes came, state at build, message at build."""
    try:
        found = ask(
            """
            SELECT s.key, max(f.period), max(r.release),
                   count(f.indicator_id) + (SELECT count(*) FROM point AS p WHERE p.source_key = s.key) + (SELECT count(*) FROM document AS d WHERE d.source_key = s.key),
                   strftime(max(r.fetched_at), '%Y-%m-%dT%H:%M:%S'),
                   any_value(u.state), any_value(u.message_sv)
            FROM source AS s
            LEFT JOIN source_run AS u ON u.source_key = s.key
            LEFT JOIN receipt AS r ON r.source_key = s.key
            LEFT JOIN figure AS f ON f.receipt_id = r.id
            GROUP BY s.key
            """
        )
    except NoWarehouse:
        return {}
    return {key: (period, release, int(count), at, state, message) for key, period, release, count, at, state, message in found}
