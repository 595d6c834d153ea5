"""Notice that a file was saved."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep

EVERY_S = 0.03


def saves(path: Path) -> Iterator[None]:
    """Yield once at first, then each time the file at `path` was saved.

    One stat thirty times a second: an editor that replaces the file by a new one is noticed
    like one that writes in place, and a file that is gone for a moment is waited for. So is an
    empty one, for one more look: many editors truncate before they write.
    """
    seen: tuple[int, int, int] | None = None
    emptied = False
    while True:
        now = _stamp(path)
        if now is None or now == seen:
            sleep(EVERY_S)
        elif now[1] == 0 and not emptied:
            emptied = True
            sleep(EVERY_S)
        else:
            seen, emptied = now, False
            yield


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
