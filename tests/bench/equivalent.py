"""Mutants that are the same function, and why: problem -> change -> reason."""

EQUIVALENT: dict[str, dict[str, str]] = {}
