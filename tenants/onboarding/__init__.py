"""A new council, from nothing to the first certificate."""
