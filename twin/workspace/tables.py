"""The tables of the workspace as the code knows them. migrations/ makes them; tests hold the two alike. Rows are added, never changed or
removed: triggers in the database refuse anything else."""

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()
VERSION_TABLE = "workspace_version"


def _table(name: str, *columns: Column[object]) -> Table:
    """Every table begins with a number that grows with each row, the time (UTC) and the role that wrote."""
    number: Column[int] = Column("id", Integer, primary_key=True, autoincrement=True)
    at = Column("at", DateTime, nullable=False)
    role = Column("role", String, nullable=False)
    return Table(name, metadata, number, at, role, *columns, sqlite_autoincrement=True)


def _text(name: str) -> Column[object]:
    return Column(name, Text, nullable=False)


verdict = _table(
    "verdict",
    _text("suggestion_id"),
    _text("kind"),
    _text("a"),
    _text("b"),
    _text("grade"),
    Column("rule_id", Text),
    _text("features_hash"),
    Column("shown_rank", Integer),
    Column("explored", Boolean(create_constraint=False), nullable=False),
    _text("model_version"),
    _text("verdict"),
    Column("reason_code", Text),
    _text("comment"),
)
withdrawal = _table("withdrawal", Column("verdict_id", Integer, ForeignKey("verdict.id"), nullable=False, unique=True))
follow_up = _table(
    "follow_up",
    _text("suggestion_id"),
    _text("next_step"),
    _text("responsible_role"),
    Column("due", Date),
    _text("outcome"),
    _text("state"),
)
batch = _table("batch", _text("why"), _text("source"), Column("reverses", Integer, ForeignKey("batch.id"), unique=True))
change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("batch_id", Integer, ForeignKey("batch.id"), nullable=False),
    Column("after_id", Integer, ForeignKey("change.id")),  # the change it was made on top of; none: the seed
    _text("file"),
    _text("key"),  # JSON, names in order
    _text("action"),
    _text("column_name"),
    _text("old"),
    _text("new"),
    _text("cells"),  # JSON
    sqlite_autoincrement=True,
)
report = _table("report", _text("place"), _text("language"), _text("name"), _text("snapshot"), _text("content"))  # content is JSON
report_withdrawal = _table("report_withdrawal", Column("report_id", Integer, ForeignKey("report.id"), nullable=False, unique=True))
capability = _table(
    "capability",
    *(_text(name) for name in ("organisation_id", "capability", "state", "since", "note", "source")),
    Column("said_on", Date, nullable=False),
)
capability_withdrawal = _table(
    "capability_withdrawal", Column("capability_id", Integer, ForeignKey("capability.id"), nullable=False, unique=True)
)
visit = _table("visit", _text("key"))
log = _table("log", _text("action"), _text("object"), _text("detail"))

Index("verdict_of", verdict.c.suggestion_id, verdict.c.id)
Index("follow_up_of", follow_up.c.suggestion_id, follow_up.c.id)
Index("change_of", change.c.batch_id)
Index("report_of", report.c.place, report.c.id)
Index("capability_of", capability.c.organisation_id, capability.c.capability, capability.c.id)
Index("visit_of", visit.c.key, visit.c.at)
