"""When a reader was here last, and the log of all that was written."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from twin.words import t
from twin.workspace import tables
from twin.workspace.model import Actor, Invalid, LogEntry
from twin.workspace.rights import allow
from twin.workspace.store import Store

PAUSE = timedelta(minutes=30)  # so long without a page, and the next is a new visit
STEP = timedelta(minutes=5)  # a visit is marked no oftener than this
LOCAL = "local"  # all who use a machine of their own without signing in


class Visits(Store):
    """Visits are kept by the opaque key of whoever signed in; they are no part of the log, which tells what people have written."""

    def visit(self, actor: Actor, at: datetime | None = None) -> datetime | None:
        """The end of the reader's visit before this one (None: the first), and marks this. May be called at every page: pages less than half an
        hour apart belong to one visit. A reader who has not signed in has no visits: Forbidden."""
        allow(actor, "visit")
        now, key = utc(at or datetime.now(UTC)), actor.key or LOCAL
        asked = select(tables.visit.c.at).where(tables.visit.c.key == key).order_by(tables.visit.c.at.desc())
        with self._writing() as con:
            marks: list[datetime] = list(con.execute(asked).scalars())
            if not marks or now - marks[0] >= STEP:
                con.execute(tables.visit.insert().values(at=now, role=actor.role, key=key))
        later = now
        for mark in marks:
            if later - mark >= PAUSE:
                return mark
            later = mark
        return None

    def log(self, since: datetime | None = None, limit: int | None = 200) -> list[LogEntry]:
        """Every write, newest first: when, by which role, what."""
        asked = select(tables.log).order_by(tables.log.c.id.desc()).limit(limit)
        if since is not None:
            asked = asked.where(tables.log.c.at >= utc(since))
        with self.reading() as con:
            return [LogEntry(**row) for row in con.execute(asked).mappings()]


def utc(at: datetime) -> datetime:
    """A time as the workspace and the warehouse keep it: UTC, without a zone (a time without one is UTC already)."""
    if not 1900 <= at.year <= 2100:
        raise Invalid(t("Tiden {at} kan inte stämma. Ange en dag i vår tid.", at=at.isoformat()))
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at
