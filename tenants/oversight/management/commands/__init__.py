"""Commands of the oversight."""
