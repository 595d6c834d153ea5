"""Say that something takes a while, where somebody is looking, and wipe it away afterwards."""

import sys
import time
from types import TracebackType
from typing import Self

PATIENCE_S = 0.5  # what is quicker needs no words
CELLS = 24


class Progress:
    """A line on standard error, if that is a terminal; a context manager."""

    def __init__(self, words: str) -> None:
        """Show `words` while something runs."""
        self.words = words
        self._start = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        """Show nothing yet."""
        return self

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is, once it has taken long enough for that to matter."""
        if time.monotonic() - self._start > PATIENCE_S:
            full = CELLS * done // max(total, 1)
            self._write(f"{self.words}  {'━' * full}{'─' * (CELLS - full)}  {done} / {total}")

    def name(self, words: str) -> None:
        """Show other words, now."""
        self.words = words
        self.show()

    def show(self) -> None:
        """Show the words alone, now."""
        self._write(self.words)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wipe the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _write(self, text: str) -> None:
        if sys.stderr.isatty():
            self._shown = True
            encoding = sys.stderr.encoding or "ascii"
            text = text.encode(encoding, "replace").decode(encoding)
            sys.stderr.write(f"\r\x1b[K  {text}")
            sys.stderr.flush()
