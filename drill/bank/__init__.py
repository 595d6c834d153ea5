"""The question bank: words on disk to values."""
