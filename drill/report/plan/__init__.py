"""The way to the day of the interview."""
