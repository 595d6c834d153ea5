"""The order of one session."""

from hypothesis import given
from hypothesis import strategies as st

from drill.schedule.queue import Queue


def drain(queue, failing=()):
    left, order = list(failing), []
    while (item := queue.take()) is not None:
        order.append(item)
        if item in left:
            left.remove(item)
            queue.failed(item)
    return order


def test_due_comes_before_new():
    assert drain(Queue(["a", "b"], ["x", "y"])) == ["a", "b", "x", "y"]


def test_what_failed_comes_back_after_a_few_others():
    assert drain(Queue(list("abcdefgh")), failing=["a"]) == [*"abcdef", "a", *"gh"]


def test_what_failed_comes_back_at_once_where_nothing_else_is_left():
    assert drain(Queue(["a"]), failing=["a", "a"]) == ["a", "a", "a"]


def test_when_time_is_up_only_what_failed_is_asked():
    queue = Queue(list("abc"))
    queue.failed(queue.take())

    assert queue.take(fresh=False) == "a"
    assert queue.take(fresh=False) is None
    assert queue.take() == "b"


def test_an_undone_item_comes_next_and_once():
    queue = Queue(list("abc"))
    queue.failed(queue.take())
    queue.back("b")
    queue.drop("b")
    queue.back("a")

    assert drain(queue) == ["a", "c"]


def test_follow_ups_come_first_among_the_new():
    queue = Queue(["a"], ["x", "y", "z"])
    queue.prefer(["z", "a", "gone", "y"])

    assert drain(queue) == ["a", "z", "y", "x"]


def test_a_dropped_item_does_not_come_back():
    queue = Queue(list("abc"), ["x"])
    queue.failed(queue.take())
    for item in "acx":
        queue.drop(item)

    assert drain(queue) == ["b"]
    assert queue.left == (0, 0, 0)


@given(st.lists(st.integers(0, 30), unique=True, max_size=25), st.data())
def test_every_item_is_asked_until_it_is_known(items, data):
    failing = data.draw(st.lists(st.sampled_from(items), max_size=12)) if items else []

    order = drain(Queue(items), failing)

    assert sorted(order) == sorted([*items, *failing])
