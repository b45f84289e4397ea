"""Counts of livestock and the like, household by household: wide tables with a column an animal, and long ones."""
