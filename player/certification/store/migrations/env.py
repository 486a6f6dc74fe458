"""Alembic's entry: it runs on the connection that `player.store.migrate` hands over."""

from alembic import context

from player.certification.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table="alembic_version_certification",
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
