"""Safe copies of the log: of each study day before its first answer, and whenever asked for."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from drill.errors import StoreError
from drill.model.upkeep import Saved
from drill.schedule.day import date_of, study_day
from drill.store.backup import name_of, save, thin_out, unwritable
from drill.store.database import BACKUPS
from drill.store.log import Log


def backup(log: Log, folder: Path, target: Path | None, now: datetime) -> Saved:
    """Copy the log now: to `target`, which must be new, or in place of today's copy."""
    today = folder / BACKUPS / name_of(date_of(study_day(now)))
    save(log.db, target or today, replace=target is None)
    written = target or today
    return Saved(file=str(written), rows=log.rows(), size=written.stat().st_size)


def daily(log: Log, folder: Path) -> Callable[[int], None]:
    """Make what is called before each review: the first of a study day copies the log.

    A copy that fails is a warning in `log.warnings`; the answer is stored all the same.
    """
    seen: set[int] = set()

    def before_review(day: int) -> None:
        if day in seen:
            return
        seen.add(day)
        target = folder / BACKUPS / name_of(date_of(day))
        try:
            if not target.exists() and log.rows().all:
                save(log.db, target, replace=True)
                thin_out(target.parent)
        except StoreError as error:
            log.warnings.append(error)
        except OSError as error:
            log.warnings.append(unwritable(target, error.strerror))

    return before_review
