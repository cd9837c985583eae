"""The first tables: verdicts and their withdrawals, follow-ups, batches of edits, visits and the log, all of them append-only."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from twin.workspace.migrations.making import WRITERS, keep, keep_rows, table, text

revision = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("verdict", "withdrawal", "follow_up", "batch", "change", "visit", "log")


def upgrade() -> None:
    """Makes the tables, and the triggers that keep every row as it was written."""
    table(
        "verdict",
        text("suggestion_id"),
        text("kind"),
        text("a"),
        text("b"),
        text("grade"),
        sa.Column("rule_id", sa.Text),
        text("features_hash"),
        sa.Column("shown_rank", sa.Integer),
        sa.Column("explored", sa.Boolean, nullable=False),
        text("model_version"),
        text("verdict"),
        sa.Column("reason_code", sa.Text),
        text("comment"),
        sa.CheckConstraint(WRITERS, "verdict_role"),
        sa.CheckConstraint("kind IN ('overlap', 'synergy')", "verdict_kind"),
        sa.CheckConstraint("verdict IN ('samordna', 'redan_samordnat', 'relevant_ej_nu', 'fel', 'osaker')", "verdict_verdict"),
    )
    op.create_index("verdict_of", "verdict", ["suggestion_id", "id"])
    table(
        "withdrawal",
        sa.Column("verdict_id", sa.Integer, sa.ForeignKey("verdict.id"), nullable=False, unique=True),
        sa.CheckConstraint(WRITERS, "withdrawal_role"),
    )
    table(
        "follow_up",
        text("suggestion_id"),
        text("next_step"),
        text("responsible_role"),
        sa.Column("due", sa.Date),
        text("outcome"),
        text("state"),
        sa.CheckConstraint(WRITERS, "follow_up_role"),
        sa.CheckConstraint("state IN ('planerad', 'pagar', 'klar', 'avbruten')", "follow_up_state"),
    )
    op.create_index("follow_up_of", "follow_up", ["suggestion_id", "id"])
    table(
        "batch",
        text("why"),
        text("source"),
        sa.Column("reverses", sa.Integer, sa.ForeignKey("batch.id"), unique=True),
        sa.CheckConstraint(WRITERS, "batch_role"),
        sa.CheckConstraint("reverses < id", "batch_reverses"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.id"), nullable=False),
        sa.Column("after_id", sa.Integer, sa.ForeignKey("change.id")),
        text("file"),
        text("key"),
        text("action"),
        text("column_name"),
        text("old"),
        text("new"),
        text("cells"),
        sa.CheckConstraint("action IN ('set', 'add', 'remove')", "change_action"),
        sa.CheckConstraint("(action = 'set') = (column_name <> '')", "change_column"),
        sqlite_autoincrement=True,
    )
    op.create_index("change_of", "change", ["batch_id"])
    table("visit", text("key"), sa.CheckConstraint("key <> ''", "visit_key"))
    op.create_index("visit_of", "visit", ["key", "at"])
    table("log", text("action"), text("object"), text("detail"), sa.CheckConstraint(WRITERS, "log_role"))
    keep_rows()
    keep(TABLES)


def downgrade() -> None:
    """There is no way back: what people wrote is never thrown away."""
    raise NotImplementedError("take a backup (python -m twin.workspace backup FILE) and open that with the older version")
