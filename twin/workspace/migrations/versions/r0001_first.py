"""The first tables: verdicts and their withdrawals, follow-ups, batches of edits, visits and the log, all of them append-only."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("verdict", "withdrawal", "follow_up", "batch", "change", "visit", "log")
WRITERS = "role IN ('coordinator', 'analyst')"


def upgrade() -> None:
    """Makes the tables, and the triggers that keep every row as it was written."""
    _table(
        "verdict",
        _text("suggestion_id"),
        _text("kind"),
        _text("a"),
        _text("b"),
        _text("grade"),
        sa.Column("rule_id", sa.Text),
        _text("features_hash"),
        sa.Column("shown_rank", sa.Integer),
        sa.Column("explored", sa.Boolean, nullable=False),
        _text("model_version"),
        _text("verdict"),
        sa.Column("reason_code", sa.Text),
        _text("comment"),
        sa.CheckConstraint(WRITERS, "verdict_role"),
        sa.CheckConstraint("kind IN ('overlap', 'synergy')", "verdict_kind"),
        sa.CheckConstraint("verdict IN ('samordna', 'redan_samordnat', 'relevant_ej_nu', 'fel', 'osaker')", "verdict_verdict"),
    )
    op.create_index("verdict_of", "verdict", ["suggestion_id", "id"])
    _table(
        "withdrawal",
        sa.Column("verdict_id", sa.Integer, sa.ForeignKey("verdict.id"), nullable=False, unique=True),
        sa.CheckConstraint(WRITERS, "withdrawal_role"),
    )
    _table(
        "follow_up",
        _text("suggestion_id"),
        _text("next_step"),
        _text("responsible_role"),
        sa.Column("due", sa.Date),
        _text("outcome"),
        _text("state"),
        sa.CheckConstraint(WRITERS, "follow_up_role"),
        sa.CheckConstraint("state IN ('planerad', 'pagar', 'klar', 'avbruten')", "follow_up_state"),
    )
    op.create_index("follow_up_of", "follow_up", ["suggestion_id", "id"])
    _table(
        "batch",
        _text("why"),
        _text("source"),
        sa.Column("reverses", sa.Integer, sa.ForeignKey("batch.id"), unique=True),
        sa.CheckConstraint(WRITERS, "batch_role"),
        sa.CheckConstraint("reverses < id", "batch_reverses"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.id"), nullable=False),
        sa.Column("after_id", sa.Integer, sa.ForeignKey("change.id")),
        _text("file"),
        _text("key"),
        _text("action"),
        _text("column_name"),
        _text("old"),
        _text("new"),
        _text("cells"),
        sa.CheckConstraint("action IN ('set', 'add', 'remove')", "change_action"),
        sa.CheckConstraint("(action = 'set') = (column_name <> '')", "change_column"),
        sqlite_autoincrement=True,
    )
    op.create_index("change_of", "change", ["batch_id"])
    _table("visit", _text("key"), sa.CheckConstraint("key <> ''", "visit_key"))
    op.create_index("visit_of", "visit", ["key", "at"])
    _table("log", _text("action"), _text("object"), _text("detail"), sa.CheckConstraint(WRITERS, "log_role"))
    _keep()


def downgrade() -> None:
    """There is no way back: what people wrote is never thrown away."""
    raise NotImplementedError("take a backup (python -m twin.workspace backup FILE) and open that with the older version")


def _table(name: str, *rest: sa.Column[object] | sa.CheckConstraint) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        *rest,
        sqlite_autoincrement=True,
    )


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text, nullable=False)


def _keep() -> None:
    """Refuses UPDATE and DELETE in the database itself, so that no code, ours or another's, can change what was said."""
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER keep_{table}_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION keep_rows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in TABLES:
        op.execute(f"CREATE TRIGGER keep_{table} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} EXECUTE FUNCTION keep_rows()")
