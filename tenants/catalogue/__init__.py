"""Shared templates of certificates, immutable once published."""
