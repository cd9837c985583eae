"""Frozen reports, and taking one back."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from twin.workspace.migrations.making import WRITERS, keep, table, text

revision = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Makes the tables, append-only as the others."""
    table(
        "report",
        text("place"),
        text("language"),
        text("name"),
        text("snapshot"),
        text("content"),
        sa.CheckConstraint(WRITERS, "report_role"),
        sa.CheckConstraint("language IN ('sv', 'en')", "report_language"),
    )
    op.create_index("report_of", "report", ["place", "id"])
    table(
        "report_withdrawal",
        sa.Column("report_id", sa.Integer, sa.ForeignKey("report.id"), nullable=False, unique=True),
        sa.CheckConstraint(WRITERS, "report_withdrawal_role"),
    )
    keep(("report", "report_withdrawal"))


def downgrade() -> None:
    """There is no way back: what people wrote is never thrown away."""
    raise NotImplementedError("take a backup (python -m twin.workspace backup FILE) and open that with the older version")
