"""Look at the log: whether the file is sound, and what is computed from it follows from it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from drill.actions.bank import open_cards
from drill.actions.record import FILE, open_log
from drill.bank.places import Bank
from drill.errors import DrillError
from drill.model.listing import Check
from drill.model.text import Text
from drill.schedule.day import date_of, study_day
from drill.store.backup import backups, newest_sound
from drill.store.database import BACKUPS
from drill.store.log import Log
from drill.store.repair import is_damaged, stale

SHOWN = 5  # names in a row
MEND, AGAIN = "`drill doctor --repair` mends it", "`drill backup` makes one now"
FILE_IS = Text("log of answers and attempts", "作答记录")
CACHE_IS = Text("what is computed from the log", "由记录算出的进度")
ORPHANS_ARE = Text("items of the log that the bank no longer has", "题库中已删除、但有记录的题目")
CLOCK_IS = Text("times in the log", "记录里的时间")
COPIES_ARE = Text("backups", "备份")
INDEX_IS = Text("index of the cards", "卡片索引")


def check_log(
    folder: Path, bank: Bank, now: datetime, progress: Callable[[int, int], None]
) -> Iterator[Check]:
    """Look at one thing after the other, the index of the bank first."""
    index, ids = _index(folder, bank)
    yield index
    path = folder / FILE
    if not path.exists():
        yield Check(area="log", name=FILE_IS, ok=True, detail=f"{path}: nothing yet")
        return
    try:
        with open_log(folder) as log:
            file = _file(log)
            yield file
            if not file.ok:
                return
            yield _cache(log, progress)
            yield _clock(log, now)
            yield _copies(log, folder / BACKUPS)
            gone = sorted(log.memories().keys() - ids)
            if gone and ids:
                yield Check(area="log", name=ORPHANS_ARE, ok=True, detail=_some(gone))
    except DrillError as error:
        advice = f"; {error.hint}" if error.hint else ""
        detail = f"{path}: {error.message}{advice}"
        yield Check(area="log", name=FILE_IS, ok=False, detail=detail)


def _file(log: Log) -> Check:
    sound, rows = log.integrity(), log.rows()
    detail = f"answers {rows.reviews}, attempts {rows.attempts}, events {rows.events}"
    if damaged := is_damaged(log.path):
        reason = sound if sound != "ok" else "it holds what cannot be"
        detail = f"{reason}; {MEND}"
    return Check(area="log", name=FILE_IS, ok=not damaged, detail=f"{log.path}: {detail}")


def _cache(log: Log, progress: Callable[[int, int], None]) -> Check:
    wrong, items = stale(log, progress), len(log.memories())
    detail = f"{items} items replayed, all as kept"
    if wrong:
        detail = f"not what a replay gives: {_some(wrong)}; {MEND}"
    return Check(area="log", name=CACHE_IS, ok=not wrong, detail=detail)


def _clock(log: Log, now: datetime) -> Check:
    """Count what an odd clock left. It is allowed for, and nothing needs to be done."""
    ahead, back = log.odd_times(study_day(now))
    said = [f"{ahead} answers from days to come"] if ahead else []
    said += [f"the clock was set back {back} times during a quiz"] if back else []
    detail = "; ".join(said) or "in order, none from days to come"
    return Check(area="log", name=CLOCK_IS, ok=True, detail=detail)


def _copies(log: Log, folder: Path) -> Check:
    """Look at the backups: there is one of each day but the first, made before its answers."""
    found, days = backups(folder), log.days()
    if not found:
        needed = days is not None and days[0] < days[1]
        detail = f"none; {AGAIN}" if needed else "none yet: the second day makes the first"
        return Check(area="log", name=COPIES_ARE, ok=not needed, detail=detail)
    newest, sound = max(found), newest_sound(folder)
    detail, ok = f"{len(found)} in {folder}, the newest of {newest}", True
    if sound != found[newest]:
        readable = sound.name if sound else "none"
        detail, ok = f"{found[newest]} is damaged, the newest sound one: {readable}", False
    elif days is not None and newest < date_of(days[1]):
        detail, ok = f"{detail}, the last answer of {date_of(days[1])}", False
    return Check(area="log", name=COPIES_ARE, ok=ok, detail=detail if ok else f"{detail}; {AGAIN}")


def _index(folder: Path, bank: Bank) -> tuple[Check, set[str]]:
    """Open the index, which brings it up to date, and list what it has."""
    try:
        with open_cards(bank, folder) as index:
            ids, kept = set(index.ids), index.path
    except DrillError as error:
        return Check(area="bank", name=INDEX_IS, ok=False, detail=error.message), set()
    place = str(kept) if kept else "held in memory: it cannot be written to a file"
    detail = f"{len(ids)} cards and problems, {place}"
    return Check(area="bank", name=INDEX_IS, ok=True, detail=detail), ids


def _some(names: list[str]) -> str:
    """List a few names, and how many more there are."""
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
