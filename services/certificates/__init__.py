"""Certificates: issue, print again, revoke, replace, verify."""
