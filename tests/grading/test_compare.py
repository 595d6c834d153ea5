"""Comparison: the first thing that is off names itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from drill.grading.compare import compare
from drill.problem import EXACT, Tolerance

LOOSE = Tolerance(rtol=1e-5, atol=1e-5)
BOXES = np.array([[0, 0, 2, 1], [5, 5, 9, 8], [0, 0, 1, 1]], float)
SCORES = np.array([0.2, 0.9, 0.5])
NMS = ((BOXES, SCORES, 0.5), ("boxes", "scores", "iou_threshold"))


def said(expected, actual, tolerance=LOOSE, inputs=(), names=()):
    found = compare(expected, actual, tolerance, inputs, names)
    return found and (found.kind, found.message.en)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (np.array([1.0, 2.0]), [1, 2]),
        (np.array([1.0, 2.0]), (1.0, 2.0)),
        (np.array([[1.0], [2.0]]), (np.array([1.0]), np.array([2.0]))),
        (np.array([1.0, 2.0]), np.array([1, 2], np.uint8)),
        (np.array([1.0, 2.0]), np.array([1, 2], np.float16)),
        (np.array([1.0, np.nan, np.inf]), np.array([1.0, np.nan, np.inf])),
        (np.array([0, 2]), np.array([0, 2], np.uint8)),
        (np.zeros(0, np.int64), []),
        (np.zeros(0, np.int64), np.zeros((0, 4), np.float32)),
        (np.zeros((0, 3)), []),
        (0.5, np.float32(0.5)),
        (0.5, np.array(0.5)),
        (1.0, 1),
        ((np.array([1]), np.array([0.5])), [[1], [0.5]]),
    ],
)
def test_what_means_the_same_is_the_same(expected, actual):
    assert said(expected, actual, inputs=NMS[0], names=NMS[1]) is None


@pytest.mark.parametrize(
    ("expected", "actual", "kind", "message"),
    [
        (np.ones(2), None, "kind", "it returned None: is there a `return`?"),
        (np.ones(2), "ab", "kind", "it returned a string where an array was due"),
        (np.ones(2), {"a": 1}, "kind", "it returned a dict where an array was due"),
        (
            np.ones((2, 2)),
            [[1.0], [1.0, 2.0]],
            "kind",
            "it returned a list of 2 rows of different lengths where an array was due",
        ),
        (0.5, "0.5", "kind", "it returned a string where a number was due"),
        (
            np.ones((3, 5)),
            np.ones((5, 3)),
            "shape",
            "shape (5, 3) where (3, 5) was right: transposed?",
        ),
        (
            np.ones((3, 5)),
            np.ones(3),
            "shape",
            "shape (3,) where (3, 5) was right: one number per pair is due, a whole matrix",
        ),
        (
            np.ones((1, 5)),
            np.ones(5),
            "shape",
            "shape (5,) where (1, 5) was right: was it squeezed?",
        ),
        (np.array([0, 1, 2]), np.array([0, 1]), "shape", "missing index 2"),
        (
            np.array([0.0, 1, 2]),
            np.array([0.0, 1]),
            "shape",
            "2 elements where 3 were right (1 fewer)",
        ),
        (np.array([0.0, 1]), np.array([0.0]), "shape", "1 element where 2 were right (1 fewer)"),
        (np.array([0, 1, 2]), np.array([0, 3, 2]), "value", "missing index 1; extra index 3"),
        (np.array([0, 1]), np.array([0, 1, 1, 0]), "shape", "repeated indices 0, 1"),
        (
            np.arange(20),
            np.array([], int),
            "shape",
            "missing indices 0, 1, 2, 3, 4, 5, 6, 7 ... (20)",
        ),
        (np.array([0]), np.array([0, 1]), "shape", "extra index 1"),
        (0.5, np.array([0.5]), "shape", "shape (1,) where () was right"),
        (np.array([0, 1]), np.array([0.0, 1.0]), "dtype", "dtype float64 where integers were due"),
        (np.ones(2), np.ones(2, complex), "dtype", "dtype complex128 where float64 was due"),
        (np.ones(2), np.ones(2, bool), "dtype", "dtype bool where float64 was due"),
        (
            np.array([1.0, 2.0]),
            np.array([1.0, 3.0]),
            "value",
            "1 of 2 differ; most at [1]: 3 where 2 was right",
        ),
        (
            np.array([1.0, 2.0]),
            np.array([np.nan, 3.0]),
            "value",
            "NaN at [0] where 1 was right (1 of 2 not finite)",
        ),
        (
            np.array([1.0, 2.0]),
            np.array([np.inf, 2.0]),
            "value",
            "inf at [0] where 1 was right (1 of 2 not finite)",
        ),
        (
            np.array([np.nan, 2.0]),
            np.array([1.0, 2.0]),
            "value",
            "1 of 2 differ; most at [0]: 1 where nan was right",
        ),
        (0.25, 0.5, "value", "0.5 where 0.25 was right"),
        (np.array([2, 0]), np.array([0, 2]), "order", "the same elements in another order"),
        (
            (np.ones(1), np.ones(1)),
            np.ones(3),
            "kind",
            "it returned an array of shape (3,), dtype float64 where a tuple of 2 was due",
        ),
        (
            (np.ones(1), np.ones(1)),
            (np.ones(1), np.zeros(1)),
            "value",
            "value 2 of 2: 0 where 1 was right",
        ),
    ],
)
def test_the_first_thing_off_is_named(expected, actual, kind, message):
    assert said(expected, actual) == (kind, message)


@pytest.mark.parametrize(
    ("actual", "message"),
    [
        (
            np.array([True, True, False]),
            "it returned a boolean mask where indices were due, best first",
        ),
        ([True, True, False], "it returned a boolean mask where indices were due, best first"),
        (BOXES[[1, 0]], "it returned rows of `boxes` themselves where their indices were due"),
        (
            BOXES[[1, 2, 0]].tolist(),
            "it returned rows of `boxes` themselves where their indices were due",
        ),
        (
            BOXES[[1, 0]].astype(int),
            "it returned rows of `boxes` themselves where their indices were due",
        ),
        (SCORES[[1, 2]], "it returned values of `scores` themselves where their indices were due"),
        (
            (np.array([1, 2, 0]), SCORES),
            "it returned a tuple of 2 where one array of indices was due",
        ),
        ((BOXES, SCORES), "it returned a tuple of 2 where one array of indices was due"),
    ],
)
def test_a_wrong_kind_of_result_is_recognised(actual, message):
    assert said(np.array([1, 2, 0]), actual, EXACT, *NMS) == ("kind", message)


def test_a_tuple_of_numpy_integers_is_a_list_of_indices():
    assert said(np.array([1, 2, 0]), (np.int64(1), np.int64(2), np.int64(0)), EXACT, *NMS) is None


def test_positions_come_worst_first():
    found = compare(np.zeros((2, 2)), np.array([[0.0, 1.0], [5.0, 0.0]]), LOOSE)

    assert found is not None
    assert found.at == ((1, 0), (0, 1))


@given(hnp.arrays(np.float64, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0)))
def test_everything_equals_itself(array):
    assert compare(array, array.copy(), EXACT) is None


@given(
    st.floats(-1e6, 1e6),
    st.floats(-1e-2, 1e-2),
    st.floats(1e-9, 1e-2),
    st.floats(1.0, 100.0),
)
def test_a_wider_tolerance_accepts_no_less(value, off, atol, times):
    tight = compare(np.array([value]), np.array([value + off]), Tolerance(rtol=0, atol=atol))
    wide = compare(np.array([value]), np.array([value + off]), Tolerance(rtol=0, atol=atol * times))

    assert tight is not None or wide is None


@given(
    hnp.arrays(np.float64, (3, 4)),
    hnp.arrays(np.float64, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0)),
)
def test_any_two_arrays_can_be_compared(expected, actual):
    found = compare(expected, actual, LOOSE)

    assert found is None or found.message.en
