"""The journal of what was written and read, chained by hashes."""
