"""The files behind the index of a bank: whether they changed, told by stat alone, and their reading."""

import gc
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from drill.model.indexed import Parsed

RACY_NS = 50_000_000  # two saves in one tick of the clock leave one time

Seen = tuple[str, str, str]  # path, role and stamp of a file, as the table holds them
Parse = Callable[[Path, str], Parsed]
Progress = Callable[[int, int], None]


class Source:
    """The files of a bank and how to read them; what was read is kept until `forget`."""

    def __init__(
        self,
        files: Sequence[tuple[Path | str, str]],
        parse: Parse,
        made_by: str,
        progress: Progress,
    ) -> None:
        """Take files in order, each with its role for `parse`; `made_by` names the parser."""
        self.made_by = made_by
        self._files = [(kept(str(path)), str(path), role) for path, role in files]
        self._parse, self._progress = parse, progress
        self._read: dict[Seen, Parsed] = {}
        self._looked_ns = 0

    def look(self) -> list[Seen]:
        """Stat every file; one that is gone is left out."""
        self._looked_ns = time.time_ns()
        found = ((name, role, _stamp(path)) for name, path, role in self._files)
        return [(name, role, stamp) for name, role, stamp in found if stamp]

    def read(self, seen: Seen) -> Parsed:
        """Parse a file, once."""
        if seen not in self._read:
            self._read[seen] = self._parse(Path(path_of(seen[0])), seen[1])
        return self._read[seen]

    def read_all(self, seen: Sequence[Seen]) -> None:
        """Parse many files: the collector would walk all that was made so far, again and again."""
        collecting = gc.isenabled()
        gc.disable()
        try:
            for i, one in enumerate(seen, 1):
                self.read(one)
                self._progress(i, len(seen))
        finally:
            if collecting:
                gc.enable()

    def lasting(self, stamp: str) -> str:
        """Mark the stamp of a file saved just now: it may be saved again in the same tick."""
        racy = abs(self._looked_ns - int(stamp.split()[1])) < RACY_NS
        return f"{stamp} ?" if racy else stamp

    def forget(self) -> None:
        """Drop what was read."""
        self._read.clear()


def kept(path: str) -> str:
    """Write a path as text that SQLite takes, also one that is not UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return "bytes:" + os.fsencode(path).hex()
    return path


def path_of(text: str) -> str:
    """Read what `kept` wrote."""
    if text.startswith("bytes:"):
        return os.fsdecode(bytes.fromhex(text.removeprefix("bytes:")))
    return text


def _stamp(path: str) -> str:
    """Tell one state of a file from another without reading it; empty where it is gone."""
    try:
        found = os.stat(path)  # noqa: PTH116  of a string: a Path costs more than the call
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"
