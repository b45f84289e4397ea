"""A council's own fields of residents, households and parcels: made by the office, asked, found, counted and said."""
