"""One file per verb. No printing; what the outside world gives comes in as arguments."""
