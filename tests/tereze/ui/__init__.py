"""Tests of the frame, the components, the desk and the search."""
