"""What people say of capabilities, and its withdrawals: two more tables to which rows are only added."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("capability", "capability_withdrawal")
WRITERS = "role IN ('coordinator', 'analyst')"


def upgrade() -> None:
    """Makes the tables, and the triggers that keep every row as it was written."""
    _table(
        "capability",
        *(_text(name) for name in ("organisation_id", "capability", "state", "since", "note", "source")),
        sa.Column("said_on", sa.Date, nullable=False),
        sa.CheckConstraint(WRITERS, "capability_role"),
        sa.CheckConstraint("state IN ('has', 'builds', 'lacks', 'not_known')", "capability_state"),
        sa.CheckConstraint("organisation_id <> '' AND capability <> ''", "capability_cell"),
    )
    op.create_index("capability_of", "capability", ["organisation_id", "capability", "id"])
    _table(
        "capability_withdrawal",
        sa.Column("capability_id", sa.Integer, sa.ForeignKey("capability.id"), nullable=False, unique=True),
        sa.CheckConstraint(WRITERS, "capability_withdrawal_role"),
    )
    for table in TABLES:
        if op.get_bind().dialect.name == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER keep_{table}_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        else:  # keep_rows() was made by 0001
            op.execute(f"CREATE TRIGGER keep_{table} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} EXECUTE FUNCTION keep_rows()")


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
