"""Figures of all councils, and the district's page."""
