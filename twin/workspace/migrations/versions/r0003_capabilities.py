"""What people say of capabilities, and its withdrawals."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from twin.workspace.migrations.making import WRITERS, keep, table, text

revision = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Makes the tables, append-only as the others."""
    table(
        "capability",
        *(text(name) for name in ("organisation_id", "capability", "state", "since", "note", "source")),
        sa.Column("said_on", sa.Date, nullable=False),
        sa.CheckConstraint(WRITERS, "capability_role"),
        sa.CheckConstraint("state IN ('has', 'builds', 'lacks', 'not_known')", "capability_state"),
        sa.CheckConstraint("organisation_id <> '' AND capability <> ''", "capability_cell"),
    )
    op.create_index("capability_of", "capability", ["organisation_id", "capability", "id"])
    table(
        "capability_withdrawal",
        sa.Column("capability_id", sa.Integer, sa.ForeignKey("capability.id"), nullable=False, unique=True),
        sa.CheckConstraint(WRITERS, "capability_withdrawal_role"),
    )
    keep(("capability", "capability_withdrawal"))


def downgrade() -> None:
    """There is no way back: what people wrote is never thrown away."""
    raise NotImplementedError("take a backup (python -m twin.workspace backup FILE) and open that with the older version")
