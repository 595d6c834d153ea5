"""Say that something takes a while, where somebody is looking, and wipe it away afterwards."""

import sys
import time
from threading import Event, Thread
from types import TracebackType
from typing import Self

PATIENCE_S = 0.5  # what is quicker needs no words
CELLS = 24


class Progress:
    """A line on standard error, if that is a terminal; a context manager.

    With `unit`, the word for seconds, the line also says how long it has taken, once a second:
    for work whose steps are long. That takes a thread, so nothing may fork meanwhile.
    """

    def __init__(self, words: str, unit: str = "") -> None:
        """Show `words` while something runs."""
        self.words = words
        self._unit = unit
        self._start = time.monotonic()
        self._line = ""
        self._shown = False
        self._done = Event()
        self._ticks: Thread | None = None

    def __enter__(self) -> Self:
        """Show nothing yet."""
        self._line = self.words
        if self._unit and sys.stderr.isatty():
            self._ticks = Thread(target=self._tick, daemon=True)
            self._ticks.start()
        return self

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is, once it has taken long enough for that to matter."""
        if time.monotonic() - self._start > PATIENCE_S and total > 1:
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
        self._done.set()
        if self._ticks:
            self._ticks.join()
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _tick(self) -> None:
        while not self._done.wait(1.0):
            self._write(self._line)

    def _write(self, text: str) -> None:
        if sys.stderr.isatty():
            self._shown = True
            self._line = text
            if self._unit:
                text += f"  {time.monotonic() - self._start:.0f} {self._unit}"
            encoding = sys.stderr.encoding or "ascii"
            text = text.encode(encoding, "replace").decode(encoding)
            sys.stderr.write(f"\r\x1b[K  {text}")
            sys.stderr.flush()
