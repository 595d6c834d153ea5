"""Values to words: for a terminal, and as JSON. Never computes."""
