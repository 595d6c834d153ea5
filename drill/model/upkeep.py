"""What a backup, a merge, an export and a repair come to."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Counts of what a log holds."""

    attempts: int = 0
    reviews: int = 0
    events: int = 0

    @property
    def all(self) -> int:
        """Count every row."""
        return self.attempts + self.reviews + self.events


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A file that now holds a copy of the log, or what was made of it."""

    file: str
    rows: Rows
    size: int = 0  # bytes
    cards: int = 0  # in an Anki deck


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a merge brought: `came` was new, of `there` rows in the file; `items` changed."""

    file: str
    came: Rows
    there: Rows
    items: int


class Repair(StrEnum):
    """What a repair had to do."""

    NOTHING = "nothing"  # there is no log, and no backup of one
    SOUND = "sound"
    RECOMPUTED = "recomputed"  # only what is computed from the log was wrong
    RECOVERED = "recovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What a repair found and did. `lost` rows had a number that is in neither file now."""

    outcome: Repair
    file: str
    set_aside: str | None = None
    backup: str | None = None
    from_backup: Rows = Rows()
    from_file: Rows = Rows()  # that the backup did not have
    lost: int = 0
    wrong: int = 0  # items whose memory was computed wrongly
