"""The whole register as a file: a sheet or a CSV file for each part, with titles that our own import knows."""
