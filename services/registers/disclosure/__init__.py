"""Everything held on a person, told to that person: as a page, as PDF, as JSON."""
