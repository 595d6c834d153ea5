"""Pasted source gives the inputs again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from drill.report.grade.snippet import literal, snippet

DTYPES = st.one_of(
    npst.floating_dtypes(endianness="="),
    npst.integer_dtypes(endianness="="),
    npst.unsigned_integer_dtypes(endianness="="),
    npst.boolean_dtypes(),
    npst.complex_number_dtypes(endianness="="),
).filter(lambda dtype: dtype.itemsize <= (16 if dtype.kind == "c" else 8))
ARRAYS = npst.arrays(DTYPES, npst.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.floats(width=32).map(np.float32),
)
VALUES = st.recursive(
    st.one_of(ARRAYS, SCALARS), lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=4
)


def run(source: str) -> tuple:
    got = []
    exec(source, {"np": np, "f": lambda *given: got.append(given)})
    return got[0]


def same(a: object, b: object) -> bool:
    if isinstance(a, tuple):
        return isinstance(b, tuple) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, np.ndarray):
        alike = isinstance(b, np.ndarray) and a.dtype == b.dtype and a.shape == b.shape
        return alike and (np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"))
    return type(a) is type(b) and (a == b or (a != a and b != b))


@settings(max_examples=300)
@given(st.lists(VALUES, max_size=4), st.integers(30, 100))
def test_the_snippet_gives_equal_inputs_again(values, width):
    names = [f"x{i}" for i in range(len(values))]

    assert same(tuple(values), run(snippet("f", names, values, width=width)))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.array([[0.0, 10.0]]), "np.array([[0., 10.]])"),
        (np.zeros((0, 4)), "np.zeros((0, 4))"),
        (np.zeros(0, np.int64), "np.zeros(0, dtype=np.int64)"),
        (np.array([0.1], np.float32), "np.array([0.1], dtype=np.float32)"),
        (np.array([np.nan, -np.inf]), "np.array([np.nan, -np.inf])"),
        (np.array([True]), "np.array([True])"),
        (np.array(2.5), "np.array(2.5)"),
        (np.float64(0.5), "np.float64(0.5)"),
        (0.0, "0.0"),
        (float("nan"), "np.nan"),
        ((1,), "(1,)"),
        (None, "None"),
        ("mean", "'mean'"),
    ],
)
def test_values_are_written_as_a_person_would(value, text):
    assert literal(value) == text


def test_rows_are_aligned_and_scalars_stand_in_the_call():
    boxes = np.array([[0, 0, 4, 4], [0, 0, 4, 2]], float)

    assert snippet("nms", ["boxes", "t"], (boxes, 0.5)) == (
        "boxes = np.array([[0., 0., 4., 4.],\n"
        "                  [0., 0., 4., 2.]])\n"
        "\n"
        "nms(boxes, 0.5)"
    )


def test_long_rows_break_and_huge_arrays_are_only_described():
    x = np.arange(40.0) / 7

    assert max(map(len, snippet("f", ["x"], (x,), width=60).split("\n"))) <= 60
    assert snippet("f", ["x"], (x,), width=60, most=3) == "# x: float64 (40,)\n\nf(x)"


def test_the_longest_array_is_not_cut_without_most():
    x = np.arange(5000.0)

    assert same((x,), run(snippet("f", ["x"], (x,))))
