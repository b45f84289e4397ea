"""Figures of all councils, and the pages of district and operator."""
