"""Land, buildings, vehicles and what was counted in the yard: who had what on a day, and the pages that show it."""
