"""`drill import`: read files of notes, whatever a path may be."""

import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from drill.bank.notes import parse
from drill.bank.topic_words import topic_words
from drill.errors import BankError
from drill.model.notes import Notes

MOST_MB = 256


def read_notes(
    paths: Sequence[Path], progress: Callable[[int, int], None] | None = None
) -> list[Notes]:
    """Read each file; the first that is no text stops all, as a BankError."""
    found = []
    for done, path in enumerate(paths):
        if progress:
            progress(done, len(paths))
        found.append(parse(_bytes(path), str(path), topic_words()))
    return found


def _bytes(path: Path) -> bytes:
    where = str(path)
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise BankError(
                "found a folder where notes were wanted",
                where=where,
                hint=f"give its files, for example `drill import {where}/*.md`",
            )
        if not stat.S_ISREG(about.st_mode):
            raise BankError("found something that is not a regular file", where=where)
        if about.st_size > MOST_MB << 20:
            size = about.st_size >> 20
            raise BankError(f"the file has {size} MB; notes have at most {MOST_MB} MB", where=where)
        return path.read_bytes()
    except FileNotFoundError:
        raise BankError("there is no such file", where=where) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BankError(f"the file cannot be read: {reason}", where=where) from None
    except ValueError:
        raise BankError("the name of the file holds a NUL character", where=repr(where)) from None
