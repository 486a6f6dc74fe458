"""Alembic migrations of the companion's schema, run at every start."""
