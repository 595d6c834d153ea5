"""The log of attempts."""
