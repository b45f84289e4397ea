"""Reference data and hosts."""
