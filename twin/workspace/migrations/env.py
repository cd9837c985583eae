"""What alembic runs: the revisions, in the transaction and on the connection that `bring_up` has opened."""

from alembic import context

from twin.workspace.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite alters a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
