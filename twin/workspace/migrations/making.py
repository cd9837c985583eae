"""What every revision makes its tables with: the same first columns, and triggers that keep every row as it was written."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

WRITERS = "role IN ('coordinator', 'analyst')"


def table(name: str, *rest: sa.Column[object] | sa.CheckConstraint) -> None:
    """A table that begins with a number, a time (UTC) and the role that wrote."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        *rest,
        sqlite_autoincrement=True,
    )


def text(name: str) -> sa.Column[object]:
    """A column of text that is never NULL."""
    return sa.Column(name, sa.Text, nullable=False)


def keep_rows() -> None:
    """PostgreSQL's function behind the triggers; SQLite needs none. Made once, by the first revision."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute(
            "CREATE FUNCTION keep_rows() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )


def keep(tables: Iterable[str]) -> None:
    """Refuses UPDATE and DELETE in the database itself, so that no code, ours or another's, can change what was said."""
    for name in tables:
        if op.get_bind().dialect.name != "sqlite":
            op.execute(f"CREATE TRIGGER keep_{name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} EXECUTE FUNCTION keep_rows()")
            continue
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER keep_{name}_{verb.lower()} BEFORE {verb} ON {name} BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
            )
