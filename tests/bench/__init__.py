"""Speed, measured: `python -m tests.bench NAME [--json]`. Prints figures and ratios; asserts nothing."""
