"""LaTeX formulas in the characters of a terminal."""
