"""Mend the log, as far as it needs mending."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from drill.actions.record import FILE, RULES, open_log
from drill.errors import StoreError
from drill.model.upkeep import Repair, Repaired
from drill.schedule.day import date_of, study_day
from drill.store.backup import newest_sound
from drill.store.database import BACKUPS
from drill.store.repair import is_damaged, recover, says_damaged, stale


def repair(folder: Path, now: datetime, progress: Callable[[int, int], None]) -> Repaired:
    """Look at the log; compute anew what is wrong, or make a new log of what can be read."""
    path = folder / FILE
    backup = newest_sound(folder / BACKUPS)
    if not path.exists() and backup is None:
        return Repaired(outcome=Repair.NOTHING, file=str(path))
    if path.exists() and not is_damaged(path):
        try:
            with open_log(folder) as log:
                wrong = stale(log, progress)
                if wrong:
                    log.rebuild()
        except StoreError as error:
            says_damaged(error)  # it shows only now
        else:
            outcome = Repair.RECOMPUTED if wrong else Repair.SOUND
            return Repaired(outcome=outcome, file=str(path), wrong=len(wrong))
    return recover(path, backup, date_of(study_day(now)), RULES, progress)
