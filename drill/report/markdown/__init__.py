"""Markdown laid out for a terminal."""
