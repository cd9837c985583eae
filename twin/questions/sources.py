"""Where figures come from: each source with its state, its receipts, and the rows that were set aside."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from twin.paths import state as state_folder
from twin.warehouse import ask


@dataclass(frozen=True)
class Run:
    """The latest attempt to read a source. state: OK, UNCHANGED, DEGRADED, FAILED or EMBEDDED. `last_good_at` (UTC): when the publisher last answered
    as it should; None where it has not been asked here."""

    source_key: str
    state: str
    started_at: datetime
    rows: int
    message_sv: str
    last_good_at: datetime | None = None


@dataclass(frozen=True)
class Source:
    """One source with what it holds; `read_at` is when the newest answer behind its figures was obtained, None where it has none. `every_days`: how often
    it is asked; None where files are handed in. `register`: a public register, whose rows are entries."""

    run: Run | None
    key: str
    title: str
    publisher: str
    licence: str
    licence_class: str
    homepage: str
    track: str
    cadence: str
    limits_sv: str
    method_sv: str
    on_overview: bool
    every_days: int | None
    register: bool
    releases: tuple[str, ...]
    newest_period: str | None
    read_at: datetime | None
    answers: int

    @property
    def state(self) -> str:
        """The state of its latest run; 'NONE' where nothing has been read, neither from the publisher nor embedded."""
        return self.run.state if self.run and (self.answers or self.run.state != "EMBEDDED") else "NONE"

    @property
    def due(self) -> datetime | None:
        """When it is to be asked again (UTC); None where it is to be asked now, or where nothing can be asked. As ingest/schedule.py has it."""
        good = self.run.last_good_at if self.run and self.run.state != "FAILED" else None
        return good + timedelta(days=self.every_days) if good and self.every_days else None


@dataclass(frozen=True)
class Receipt:
    """One answer that figures were read from, with the words of its source."""

    id: str
    source_key: str
    title: str
    publisher: str
    licence: str
    licence_class: str
    method_sv: str
    limits_sv: str
    url: str
    via: str | None
    obtained: str
    copy_of: str | None
    sha256: str
    bytes: int
    fetched_at: datetime
    release: str


@dataclass(frozen=True)
class Rejected:
    """Rows that a source delivered and the contract refused."""

    source_key: str
    row_text: str
    field: str
    value: str
    rule_sv: str


def states() -> list[Run]:
    """The latest run of each source: the warehouse's own, overlaid by runs after it (a failed fetch publishes no new warehouse)."""
    rows = ask("""
        SELECT source_key, state, started_at, rows, message_sv FROM source_run
        QUALIFY row_number() OVER (PARTITION BY source_key ORDER BY started_at DESC) = 1 ORDER BY source_key""")
    found = {str(row[0]): Run(*row) for row in rows}
    file = state_folder() / "runs.json"
    if file.exists():
        known = {str(key) for (key,) in ask("SELECT key FROM source")}
        for key, run in json.loads(file.read_text(encoding="utf-8")).items():
            started = datetime.fromisoformat(run["started_at"]).replace(tzinfo=None)
            good = datetime.fromisoformat(run["last_good_at"]).replace(tzinfo=None) if run.get("last_good_at") else None
            if key in known and (key not in found or started > found[key].started_at):  # the build may have refused what the fetch took
                found[key] = Run(key, run["state"], started, int(run["rows"]), run["message_sv"], good)
            elif key in found:
                found[key] = replace(found[key], last_good_at=good)
    return [found[key] for key in sorted(found)]


def sources() -> list[Source]:
    """Every source, climate first, then digital, then context."""
    runs = {run.source_key: run for run in states()}
    rows = ask("""
        WITH period AS (
            SELECT c.source_key, max(o.period) AS newest FROM observation AS o JOIN receipt AS c ON c.id = o.receipt_id GROUP BY 1
            UNION ALL SELECT source_key, max(period) FROM document GROUP BY 1
        ), newest AS (SELECT source_key, max(newest) AS newest FROM period GROUP BY 1),
        answer AS (
            SELECT source_key, list(DISTINCT release ORDER BY release DESC) AS releases, max(fetched_at) AS read_at, count(*) AS answers
            FROM receipt GROUP BY 1)
        SELECT s.key, s.title, s.publisher, s.licence, s.licence_class, s.homepage, s.track, s.cadence, s.limits_sv, s.method_sv, s.on_overview, s.every_days,
               s.register, coalesce(a.releases, []), n.newest, a.read_at, coalesce(a.answers, 0)
        FROM source AS s LEFT JOIN answer AS a ON a.source_key = s.key LEFT JOIN newest AS n ON n.source_key = s.key
        ORDER BY list_position(['climate', 'digital', 'context'], s.track), s.title COLLATE sv""")
    return [Source(runs.get(row[0]), *row) for row in rows]


_RECEIPTS = """
SELECT c.id, c.source_key, s.title, s.publisher, s.licence, s.licence_class, s.method_sv, s.limits_sv,
       c.url, c.via, c.obtained, c.copy_of, c.sha256, c.bytes, c.fetched_at, c.release
FROM receipt AS c JOIN source AS s ON s.key = c.source_key {where} ORDER BY c.release DESC, c.url
"""


def receipts(ids: Iterable[str]) -> list[Receipt]:
    """The receipts of these ids, newest release first, each once."""
    wanted = list(dict.fromkeys(ids))
    return [Receipt(*row) for row in ask(_RECEIPTS.format(where="WHERE list_contains(?, c.id)"), [wanted])] if wanted else []


def all_receipts() -> list[Receipt]:
    """Every answer that figures were read from, newest release first."""
    return [Receipt(*row) for row in ask(_RECEIPTS.format(where=""))]


def private_sources() -> frozenset[str]:
    """Keys of sources from private publishers without a stated licence: shown with receipt, left out of downloads."""
    return frozenset(str(key) for (key,) in ask("SELECT key FROM source WHERE licence_class = 'private'"))


def rejected() -> list[Rejected]:
    """Rows in quarantine."""
    return [
        Rejected(*row) for row in ask("SELECT source_key, row_text, field, value, rule_sv FROM quarantine ORDER BY source_key, row_text")
    ]
