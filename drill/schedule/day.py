"""The study day: it ends at 04:00 by the clock on the wall, whatever the zone does."""

from datetime import date, datetime, timedelta

ROLLOVER = timedelta(hours=4)
EPOCH = date(1970, 1, 1).toordinal()


def study_day(now: datetime) -> int:
    """Count the study days since 1970; `now` is the local time."""
    # naive: an hour that a change of clocks skips must not move the end of the day
    return (now.replace(tzinfo=None) - ROLLOVER).date().toordinal() - EPOCH


def date_of(day: int) -> date:
    """Give the date of a study day."""
    return date.fromordinal(day + EPOCH)


def day_of(date: date) -> int:
    """Give the study day of a date."""
    return date.toordinal() - EPOCH
