"""All schemas at once, and the operator's page."""
