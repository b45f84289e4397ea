"""The base of the JSON API: keys, permissions, pages, one shape of errors."""
