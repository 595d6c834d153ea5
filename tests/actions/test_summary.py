"""What is said at the end of a session."""

from datetime import timedelta

import pytest
from actions.test_quiz import play, world

from drill.actions.plan import set_plan
from drill.actions.quiz.summary import summarise
from drill.model.review import Rating

__all__ = ["world"]  # the fixture


def test_answers_are_counted_and_what_failed_is_named(world):
    session = world(new=4)
    failed = session.current.entry.title
    session.rate(Rating.AGAIN)
    play(session)
    found = summarise(session, interrupted=False)

    assert (found.answered, found.right, found.learned) == (5, 4, 4)
    assert found.again == (failed,)
    assert (found.days_left, found.ready) == (None, None)


def test_with_a_plan_it_says_how_ready_one_is(world):
    play(world(new=4))
    set_plan(world.folder, (world.clock.time + timedelta(days=9)).date(), 30, world.clock())
    found = summarise(world(), interrupted=True)

    assert found.days_left == 9
    assert found.ready == pytest.approx(4 / 16, abs=0.01)  # four of sixteen cards, just answered
