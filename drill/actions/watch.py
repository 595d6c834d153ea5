"""Notice that a file was saved."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep

EVERY_S = 0.1


def saves(path: Path) -> Iterator[None]:
    """Yield once at first, then each time the file at `path` was saved.

    One stat ten times a second: an editor that replaces the file by a new one is noticed like
    one that writes in place, and a file that is gone for a moment is waited for.
    """
    seen: tuple[int, int, int] | None = None
    while True:
        now = _stamp(path)
        if now is not None and now != seen:
            seen = now
            yield
        else:
            sleep(EVERY_S)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
