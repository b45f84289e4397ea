"""Residents and households: who lives where and with whom, on any day."""
