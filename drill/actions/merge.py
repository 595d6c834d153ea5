"""Take in another machine's log, and write the log as lines of JSON."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from drill.errors import UsageError
from drill.model.upkeep import Merged, Saved
from drill.schedule.day import study_day
from drill.store.lines import write_lines
from drill.store.log import Log
from drill.store.merge import merge


def merge_file(log: Log, file: Path, now: datetime, progress: Callable[[int, int], None]) -> Merged:
    """Take in what `file` has and the log lacks, after a copy of the log if today has none."""
    log.before_review(study_day(now))
    return merge(log, file, progress)


def export_lines(log: Log, target: Path) -> Saved:
    """Write the log to `target`, which must be new.

    Raises
    ------
    UsageError
        When it exists or cannot be written.
    """
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            try:
                rows = log.rows()
                file.writelines(write_lines(log.db, rows))
            except BaseException:
                with suppress(OSError):
                    target.unlink()
                raise
    except FileExistsError:
        raise exists(target) from None
    except OSError as error:
        raise unwritable(target, error) from None
    return Saved(file=str(target), rows=rows, size=target.stat().st_size)


def lines(log: Log) -> Iterator[str]:
    """Give the lines themselves."""
    return write_lines(log.db, log.rows())


def exists(target: Path) -> UsageError:
    """Say that an export would overwrite something."""
    return UsageError(
        "there is a file already, and an export never overwrites one",
        where=str(target),
        hint="give another name",
    )


def unwritable(target: Path, error: OSError) -> UsageError:
    """Say that an export cannot be written."""
    return UsageError(f"the export cannot be written: {error.strerror}", where=str(target))
