"""Single cells: what a date, a PIN, a name, an address or a word says, however it was typed."""
