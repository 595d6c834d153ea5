"""Single keys from a terminal, and a whole screen to draw on.

Digits, Space and Enter are read the same with a Chinese input method on: full-width forms count.
"""

import os
import select
import signal
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

ENTER, SPACE, BACKSPACE, ESCAPE = "enter", " ", "backspace", "escape"
UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END = "up", "down", "page-up", "page-down", "home", "end"
INTERRUPT, GONE, RESIZED = "interrupt", "gone", "resized"

_SEQUENCES = {
    "[A": UP,
    "[B": DOWN,
    "OA": UP,
    "OB": DOWN,
    "[5~": PAGE_UP,
    "[6~": PAGE_DOWN,
    "[H": HOME,
    "[F": END,
    "[1~": HOME,
    "[4~": END,
}
_CONTROLS = {
    "\r": ENTER,
    "\n": ENTER,
    "\x7f": BACKSPACE,
    "\b": BACKSPACE,
    "\x03": INTERRUPT,
    "\x04": GONE,
}
_SUSPEND = "\x1a"
_ESCAPE_S = 0.05  # an escape sequence arrives at once; the key alone is followed by nothing
_ENTER_SCREEN, _LEAVE_SCREEN = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"


class Keyboard:
    """The terminal in single-key mode on its alternate screen; a context manager.

    However the block is left, also by a signal, the terminal is as it was before.
    """

    def __init__(self) -> None:
        """Use standard input and output, which must be a terminal."""
        self._in = sys.stdin.fileno()
        self._saved: list[Any] = []
        self._handlers: dict[int, Any] = {}
        self._woken, self._waker, self._signalled = -1, -1, -1
        self._bytes = b""

    def __enter__(self) -> Self:
        """Take the terminal."""
        import termios

        self._saved = termios.tcgetattr(self._in)
        self._woken, self._waker = os.pipe()
        os.set_blocking(self._waker, False)
        self._signalled = signal.set_wakeup_fd(-1)
        for number, handler in (
            (signal.SIGWINCH, self._resized),
            (signal.SIGTERM, _end),
            (signal.SIGHUP, _end),
        ):
            self._handlers[number] = signal.signal(number, handler)
        self.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the terminal back."""
        self.release()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._signalled)
        os.close(self._woken)
        os.close(self._waker)

    def take(self) -> None:
        """Single keys and the alternate screen."""
        import termios
        import tty

        with suppress(termios.error):
            tty.setraw(self._in, termios.TCSADRAIN)
            mode = termios.tcgetattr(self._in)
            mode[1] |= termios.OPOST  # a line break still begins a line
            termios.tcsetattr(self._in, termios.TCSADRAIN, mode)
        _write(_ENTER_SCREEN)

    def release(self) -> None:
        """Give the screen and the mode of the terminal back, for another program or the shell."""
        import termios

        _write(_LEAVE_SCREEN)
        with suppress(termios.error):
            termios.tcsetattr(self._in, termios.TCSADRAIN, self._saved)

    def cursor(self, *, shown: bool) -> None:
        """Show or hide the cursor."""
        _write("\x1b[?25h" if shown else "\x1b[?25l")

    def draw(self, lines: Sequence[str]) -> None:
        """Draw a whole screen without flicker."""
        body = "\x1b[K\n".join(lines)
        _write(f"\x1b[H{body}\x1b[K\x1b[J")

    def size(self) -> tuple[int, int]:
        """Measure columns and rows."""
        try:
            columns, rows = os.get_terminal_size(sys.stdout.fileno())
        except OSError:
            return 80, 24
        return columns or 80, rows or 24

    def key(self) -> str:
        """Wait for a key: a character, or one of the names above."""
        while True:
            text = self._character()
            if text == _SUSPEND:
                self._suspend()
                return RESIZED  # whatever is on the screen now, it is not ours
            if text != "\x1b":
                return _CONTROLS.get(text) or unicodedata.normalize("NFKC", text)
            sequence = self._sequence()
            if not sequence:
                return ESCAPE
            if sequence in _SEQUENCES:
                return _SEQUENCES[sequence]

    def _character(self) -> str:
        """Read one character; the bytes of a Chinese one may come apart."""
        while True:
            if self._bytes:
                text, self._bytes = _first(self._bytes)
                if text:
                    return text
            if not self._wait(None):
                return RESIZED
            if not self._fill():
                return GONE

    def _sequence(self) -> str:
        """Read what follows an escape character."""
        text = ""
        while self._bytes or self._wait(_ESCAPE_S):
            if not self._bytes and not self._fill():
                break
            text += chr(self._bytes[0])
            self._bytes = self._bytes[1:]
            if text not in ("[", "O") and (text[-1].isalpha() or text[-1] == "~"):
                break
        return text

    def _wait(self, seconds: float | None) -> bool:
        """Wait for input; False where the time is up or the size of the terminal changed."""
        # Without it a signal just before `select` would wait for the next key. Set each time: the
        # event loop of a typed line uses the same place and leaves it empty.
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        ready, _, _ = select.select([self._in, self._woken], [], [], seconds)
        if self._woken in ready:
            os.read(self._woken, 1024)
        return self._in in ready

    def _fill(self) -> bool:
        try:
            data = os.read(self._in, 1024)
        except OSError:  # the terminal is gone
            return False
        self._bytes += data
        return bool(data)

    def _suspend(self) -> None:
        self.release()
        os.kill(os.getpid(), signal.SIGTSTP)
        self.take()

    def _resized(self, *_: object) -> None:
        with suppress(BlockingIOError):
            os.write(self._waker, b".")


def _first(data: bytes) -> tuple[str, bytes]:
    """Split off the first character; bytes that are no UTF-8 are passed over."""
    while data:
        for size in range(1, 5):
            try:
                return data[:size].decode(), data[size:]
            except UnicodeDecodeError as error:
                if error.reason != "unexpected end of data":
                    break
                if size >= len(data):
                    return "", data
        data = data[1:]
    return "", data


def _end(number: int, *_: object) -> None:
    raise SystemExit(128 + number)


def _write(text: str) -> None:
    # nobody reads any more: what was answered is in the log already
    with suppress(OSError, ValueError):
        sys.stdout.write(text)
        sys.stdout.flush()
