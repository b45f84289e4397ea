"""Commands for all tenants."""
