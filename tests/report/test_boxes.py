"""Pictures: never in the way, never too wide, and true."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report.samples import failure

from drill.model.text import Lang, Text
from drill.report.grade.boxes import picture
from drill.report.screen import Screen
from drill.report.wrap import cells

WILD = st.one_of(
    st.integers(-3, 6).map(float),
    st.floats(-1e3, 1e3),
    st.sampled_from([0.0, np.nan, np.inf, -np.inf, 1e308, -1e308, 1e-308, 5e-324, 1e20]),
)
BOXES = st.lists(st.tuples(WILD, WILD, WILD, WILD), max_size=12).map(
    lambda rows: np.array(rows, float).reshape(-1, 4)
)
TITLE = Text("t", "题")


def drawn(names, inputs, expected, actual, kind, width=80):
    one = failure("c", names, inputs, expected, actual, title=TITLE)
    return picture(one, kind, Screen(Lang.EN, width, False))


def kept(boxes, expected, actual, width=80):
    boxes = np.array(boxes, float)
    scores = np.linspace(0.9, 0.1, len(boxes))
    return drawn(
        "boxes scores t", (boxes, scores, 0.5), np.array(expected), np.array(actual), "kept", width
    )


@settings(max_examples=200, deadline=None)
@given(BOXES, st.data(), st.sampled_from([40, 50, 60, 80, 100]), st.sampled_from(Lang))
def test_any_boxes_are_drawn_within_the_width(boxes, data, width, lang):
    choice = st.lists(st.integers(0, max(len(boxes) - 1, 0)), unique=True, max_size=len(boxes))
    expected, actual = (np.array(data.draw(choice), int) for _ in range(2))
    one = failure(
        "c", "boxes scores t", (boxes, np.zeros(len(boxes)), 0.5), expected, actual, title=TITLE
    )

    lines = picture(one, "kept", Screen(lang, width, False))

    assert all(cells(line) <= width for line in lines)
    assert len(lines) < 40


@settings(max_examples=200, deadline=None)
@given(BOXES, BOXES, st.sampled_from([40, 60, 100]))
def test_any_pair_is_drawn_within_the_width(a, b, width):
    expected = np.zeros((len(a), len(b)))

    lines = drawn("boxes1 boxes2", (a, b), expected, expected + 0.5, "pairs", width)

    assert all(cells(line) <= width for line in lines)


@pytest.mark.parametrize(
    "actual",
    [None, "text", [0.5], [7], [-1], [[0]], [True], {}, (np.array([0]), 1), [[1], [2, 3]], 3],
    ids=str,
)
def test_an_answer_that_is_no_list_of_indices_has_no_picture(actual):
    boxes = np.array([[0, 0, 1, 1.0], [0, 0, 2, 2]])

    assert drawn("boxes", (boxes,), np.array([0, 1]), actual, "kept") == [] or isinstance(
        actual, tuple
    )


@pytest.mark.parametrize("inputs", [(), (None,), (np.zeros(4),), (np.zeros((2, 3)),), ("x", 1)])
@pytest.mark.parametrize("kind", ["kept", "pairs", "", "else"])
def test_inputs_that_are_no_boxes_have_no_picture(inputs, kind):
    assert drawn("boxes", inputs, np.array([0]), np.array([1]), kind) == []


def test_another_order_of_the_same_boxes_is_no_picture():
    assert kept([[0, 0, 1, 1], [2, 2, 3, 3]], [0, 1], [1, 0]) == []


def test_a_dropped_box_is_dashed_and_named():
    lines = kept([[0, 0, 4, 4], [0, 0, 4, 2]], [0, 1], [0])

    assert lines[0].split() == ["expected", "yours"]
    assert lines[-1] == "  ── kept   ╍╍ wrongly dropped: 1"
    left, right = lines[2][:26], lines[2][26:]
    assert "┌1 (0.1)─" in left
    assert "┏✗1 (0.1)╍" in right


def test_a_box_kept_too_much_is_double_and_named():
    lines = kept([[0, 0, 4, 4], [1, 0, 5, 4]], [0], [0, 1])

    assert lines[-1] == "  ── kept   ══ wrongly kept: 1   ┈┈ suppressed"
    assert any("╔✗1 (0.1)═" in line for line in lines)


def test_boxes_that_share_edges_can_all_be_seen():
    lines = kept([[0, 0, 4, 4]] * 3, [0], [0, 1, 2])

    assert [sum(f"{i} (" in line for line in lines) for i in range(3)] == [1, 1, 1]


def test_boxes_that_only_touch_do_not_overlap():
    lines = drawn(
        "a b",
        (np.array([[0, 0, 2, 2.0]]), np.array([[2, 0, 4, 2.0]])),
        np.zeros((1, 1)),
        np.ones((1, 1)),
        "pairs",
    )

    assert not any("▒" in line for line in lines)
    assert any("│║" in line for line in lines)
    assert lines[-2:] == ["  a[0] × b[0]: expected 0, yours 1", "  no overlap, areas 4 and 4"]


def test_the_worst_pair_is_drawn_with_its_overlap():
    a, b = np.array([[0, 0, 1, 1], [0, 0, 4, 4.0]]), np.array([[2, 2, 6, 6.0]])
    expected = np.array([[0.0], [1 / 7]])

    lines = drawn("boxes1 boxes2", (a, b), expected, expected + [[0.0], [0.5]], "pairs")

    assert lines[-3:] == [
        "  ── boxes1[1]   ══ boxes2[0]   ▒▒ overlap",
        "  boxes1[1] × boxes2[0]: expected 0.142857, yours 0.642857",
        "  overlap 4, areas 16 and 16",
    ]


def test_of_many_boxes_only_the_disputed_and_their_neighbours_are_drawn():
    boxes = [[20 * i, 0, 20 * i + 10, 10] for i in range(30)] + [[1, 0, 11, 10]]

    lines = kept(boxes, [*range(30)], [*range(1, 31)])

    assert lines[-1] == "  29 other boxes not drawn"
    assert any("✗0" in line for line in lines)


def test_a_narrow_screen_has_the_panels_under_each_other():
    lines = kept([[0, 0, 4, 4], [0, 0, 4, 2]], [0, 1], [0], width=40)

    assert [line.strip() for line in lines].count("expected") == 1
    assert [line.strip() for line in lines].count("yours") == 1


def test_a_label_that_does_not_fit_loses_its_score_and_not_the_box_its_corner():
    lines = kept([[0, 0, 40, 20], [0, 0, 8, 9]], [0, 1], [0])

    assert any("┌1───┐" in line or "┌1──┐" in line or "┌1─┐" in line for line in lines)
