"""Keeping the register true: people written down twice, entries to mend, what to ask the resident at the counter."""
