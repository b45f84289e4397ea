"""The household extract: what the household book says of a household on a day, as tables and as a paper."""
