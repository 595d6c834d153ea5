"""Days the way people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.actions.dates import FARTHEST, read_date
from drill.errors import Exit, UsageError

TODAY = date(2026, 12, 25)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2027-01-15", date(2027, 1, 15)),
        ("2027/1/15", date(2027, 1, 15)),
        ("2027.01.15", date(2027, 1, 15)),
        ("2027年1月15日", date(2027, 1, 15)),
        ("01-15", date(2027, 1, 15)),
        ("1-15", date(2027, 1, 15)),
        ("12-31", date(2026, 12, 31)),
        ("1月15日", date(2027, 1, 15)),
        ("1月15号", date(2027, 1, 15)),
        ("１月１５日", date(2027, 1, 15)),
        (" 12月26 ", date(2026, 12, 26)),
        ("12-24", date(2027, 12, 24)),
        ("+21d", date(2027, 1, 15)),
        ("21d", date(2027, 1, 15)),
        ("3W", date(2027, 1, 15)),
        ("+3w", date(2027, 1, 15)),
        ("21天", date(2027, 1, 15)),
        ("3周后", date(2027, 1, 15)),
        ("+366d", date(2027, 12, 26)),
    ],
)
def test_a_day_is_read(text, wanted):
    assert read_date(text, TODAY) == wanted


def test_the_twenty_ninth_of_february_is_the_next_there_is():
    assert read_date("02-29", date(2027, 6, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2027-02-30",
        "02-30",
        "13-01",
        "15/1",
        "2027-1",
        "+d",
        "3m",
        "-5d",
        "１２３４５d",
        "\x1b[2J",
    ],
)
def test_what_is_not_a_date_is_refused(text):
    with pytest.raises(UsageError) as caught:
        read_date(text, TODAY)

    assert str(caught.value) == (
        f"found {text!r} where a date was wanted\n"
        "  hint write `--date 2027-01-15`, `01-15`, `1月15日`, `+21d` or `3w`"
    )
    assert caught.value.exit is Exit.USAGE


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "2026-12-24",
            "2026-12-24 is past; a plan ends on a day after today, 2026-12-25\n"
            "  hint give the day of the interview, or the days until then: `--date +21d`",
        ),
        (
            "12月25日",
            "2026-12-25 is today; a plan needs at least a day\n"
            "  hint `drill quiz --cram` goes through the cards now",
        ),
        (
            "0d",
            "2026-12-25 is today; a plan needs at least a day\n"
            "  hint `drill quiz --cram` goes through the cards now",
        ),
        (
            "9999w",
            "2218-08-14 is 69993 days away; a plan reaches 366 at most\n"
            "  hint until it comes nearer, `drill quiz` brings back what you would forget",
        ),
        (
            "2027-12-27",
            "2027-12-27 is 367 days away; a plan reaches 366 at most\n"
            "  hint until it comes nearer, `drill quiz` brings back what you would forget",
        ),
    ],
)
def test_a_day_that_cannot_be_planned_for_is_refused(text, message):
    with pytest.raises(UsageError) as caught:
        read_date(text, TODAY)

    assert str(caught.value) == message


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, FARTHEST))
def test_every_way_of_writing_a_day_gives_it_back(today, days):
    day = today + timedelta(days=days)

    assert read_date(day.isoformat(), today) == day
    assert read_date(f"{day.year}年{day.month}月{day.day}日", today) == day
    assert read_date(f"+{days}d", today) == day
    if days < 365:
        assert read_date(f"{day.month}-{day.day}", today) == day


@given(st.text(max_size=12))
def test_nothing_typed_breaks_it(text):
    try:
        day = read_date(text, TODAY)
    except UsageError:
        return
    assert TODAY < day <= TODAY + timedelta(days=FARTHEST)
