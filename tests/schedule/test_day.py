"""The study day, by the clock on the wall."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.schedule.day import date_of, day_of, study_day

BERLIN = ZoneInfo("Europe/Berlin")
SHANGHAI = ZoneInfo("Asia/Shanghai")
ANGELES = ZoneInfo("America/Los_Angeles")
SAMOA = ZoneInfo("Pacific/Apia")


def at(year, month, day, hour, minute=0, zone=SHANGHAI, fold=0):
    return datetime(year, month, day, hour, minute, tzinfo=zone, fold=fold)


def test_ten_in_the_evening_and_eight_in_the_morning_are_a_day_apart():
    assert study_day(at(2027, 1, 16, 8)) - study_day(at(2027, 1, 15, 22)) == 1


def test_a_night_is_the_evening_before_until_four():
    evening = study_day(at(2027, 1, 15, 23, 59))

    assert study_day(at(2027, 1, 16, 0, 1)) == evening
    assert study_day(at(2027, 1, 16, 3, 59)) == evening
    assert study_day(at(2027, 1, 16, 4, 0)) == evening + 1
    assert study_day(at(2027, 1, 16, 4, 1)) == evening + 1


def test_a_study_day_is_named_by_its_date():
    assert study_day(at(1970, 1, 1, 4)) == 0
    assert date_of(study_day(at(2027, 1, 16, 3, 59))) == date(2027, 1, 15)
    assert day_of(date(2027, 1, 15)) == study_day(at(2027, 1, 15, 12))


@pytest.mark.parametrize(
    ("before", "after"),
    [((2027, 3, 28), "spring"), ((2027, 10, 31), "autumn")],
)
def test_a_change_of_clocks_moves_no_end_of_day(before, after):
    assert study_day(at(*before, 3, 59, BERLIN)) == day_of(date(*before)) - 1
    assert study_day(at(*before, 4, 0, BERLIN)) == day_of(date(*before))


def test_the_hour_that_comes_twice_is_on_one_day():
    first, second = (at(2027, 10, 31, 2, 30, BERLIN, fold) for fold in (0, 1))

    assert second.utcoffset() < first.utcoffset()
    assert study_day(first) == study_day(second) == day_of(date(2027, 10, 30))


def test_a_traveller_west_has_a_long_day_and_one_east_a_short_one():
    landed = at(2027, 1, 15, 9, zone=ANGELES)  # 1:00 of the 16th in Shanghai
    assert study_day(landed) == study_day(landed.astimezone(SHANGHAI)) == day_of(date(2027, 1, 15))

    landed = at(2027, 1, 16, 5, zone=SHANGHAI)  # 13:00 of the 15th in Los Angeles
    assert study_day(landed) - study_day(landed.astimezone(ANGELES)) == 1


def test_a_country_that_leaves_out_a_day_leaves_out_a_day():
    eve = datetime(2011, 12, 30, 9, 59, tzinfo=UTC).astimezone(SAMOA)

    assert study_day(eve + timedelta(days=2)) - study_day(eve) == 2  # by the wall, as the calendar
    assert study_day((eve.astimezone(UTC) + timedelta(hours=20)).astimezone(SAMOA)) == (
        study_day(eve) + 2
    )


@given(st.datetimes(datetime(1971, 1, 1), datetime(2150, 1, 1)), st.sampled_from([UTC, BERLIN]))
def test_a_day_begins_at_four_and_has_the_date_of_its_beginning(wall, zone):
    now = wall.replace(tzinfo=zone)
    begun = datetime.combine(date_of(study_day(now)), datetime.min.time()) + timedelta(hours=4)

    assert begun <= wall < begun + timedelta(days=1)
