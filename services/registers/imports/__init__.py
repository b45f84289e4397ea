"""An office's own household register, read from Excel or CSV, checked, imported, and taken back if need be."""
