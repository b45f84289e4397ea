"""The database backend: one schema and one role for each council."""
