"""Notes people have: text or Markdown in, questions and every dropped line out. No I/O."""

from drill.bank.notes.parse import parse
from drill.bank.notes.topics import Topics

__all__ = ["Topics", "parse"]
