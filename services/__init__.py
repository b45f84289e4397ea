"""What a resident comes for: one folder per service."""
