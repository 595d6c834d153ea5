"""Read a day the way people write it: 2027-01-15, 01-15, 1月15日, +21d, 3w."""

import re
import unicodedata
from datetime import date, timedelta

from drill.errors import UsageError

FARTHEST = 366  # days: nobody knows what they will remember in two years

_FULL = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})(?:日|号)?")
_SHORT = re.compile(r"(\d{1,2})(?:-(\d{1,2})|月(\d{1,2})(?:日|号)?)")
_SPAN = re.compile(r"\+?(\d{1,4})(d|w|天|周|星期)(?:后)?")
_HINT = "write `--date 2027-01-15`, `01-15`, `1月15日`, `+21d` or `3w`"


def read_date(text: str, today: date) -> date:
    """Read a day after `today`, at most a year away; one without a year is the next of its name."""
    day = _read(unicodedata.normalize("NFKC", text).strip().lower(), today)
    if day is None:
        raise UsageError(f"found {text!r} where a date was wanted", hint=_HINT)
    if day < today:
        raise UsageError(
            f"{day} is past; a plan ends on a day after today, {today}",
            hint="give the day of the interview, or the days until then: `--date +21d`",
        )
    if day == today:
        raise UsageError(
            f"{day} is today; a plan needs at least a day",
            hint="`drill quiz --cram` goes through the cards now",
        )
    if (day - today).days > FARTHEST:
        raise UsageError(
            f"{day} is {(day - today).days} days away; a plan reaches {FARTHEST} at most",
            hint="until it comes nearer, `drill quiz` brings back what you would forget",
        )
    return day


def _read(text: str, today: date) -> date | None:
    if found := _FULL.fullmatch(text):
        return _date(*map(int, found.groups()))
    if found := _SHORT.fullmatch(text):
        month, day = (int(part) for part in found.groups() if part)
        years = (today.year, today.year + 1)
        days = [one for one in (_date(year, month, day) for year in years) if one]
        # of two days of this name the one that is not past; today itself is told as such
        return next((one for one in days if one >= today), days[-1] if days else None)
    if found := _SPAN.fullmatch(text):
        number, unit = found.groups()
        return today + timedelta(days=int(number) * (1 if unit in "d天" else 7))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
