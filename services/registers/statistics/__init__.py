"""Statistics of the register: how many, by what, on which day; every number leads to the rows behind it."""
