"""A card: its question, its answer, and what became of yours."""
