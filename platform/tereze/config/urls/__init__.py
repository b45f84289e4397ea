"""URL maps by kind of tenant."""
