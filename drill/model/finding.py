"""An author's slip in a bank: what and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing wrong at one place; line and column count from 1."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""

    @property
    def where(self) -> str:
        """The place, the way editors jump to it."""
        return f"{self.path}:{self.line}:{self.column}"
