"""Whom we serve: the councils, their districts and the operator."""
