"""Numbers as people type them, and the worked formula."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.grading.typed.amount import check_number
from drill.grading.typed.worked import shown, worked
from drill.model.text import Text
from drill.model.typed import Mark, Short

RIGHT, WRONG, UNREADABLE = Mark.RIGHT, Mark.WRONG, Mark.UNREADABLE
PX, MB, SHARE = Text("px", "像素"), Text("MB", "MB"), Text("%", "%")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("112", 112),
        ("１１２．", 112),
        ("112.0", 112),
        (" 112 px。", 112),
        ("112像素", 112),
        ("112 个", 112),
        ("16 m2", 16),
        ("约112", 112),
        ("w = 112", 112),
        ("(224+6-7)/2 + 0.5", 112),
        ("-3", -3),
        ("−3", -3),
        ("1.5e-3", 0.0015),
        ("1.5×10^-3", 0.0015),
        ("10⁻³", 0.001),
        ("3/4", 0.75),
        ("½", 0.5),
        ("50%", 0.5),
        ("2^10", 1024),
        ("2¹⁰", 1024),
        ("√2/2", math.sqrt(0.5)),
        ("1,234,567", 1234567),
        ("1，234", 1234),
        ("1 234", 1234),
        ("1_000", 1000),
        ("25.6M", 25.6e6),
        ("25.6 million", 25.6e6),
        ("3万", 30000),
        ("1.2亿", 1.2e8),
        ("一百一十二", 112),
        ("nine", 9),
        ("0", 0),
        ("0e400", 0),
    ],
)
def test_a_number_is_read_however_it_is_written(typed, expected):
    found = check_number(typed, expected, unit=PX)

    assert found.mark is RIGHT
    assert found.value == pytest.approx(expected)
    assert found.why == Text(f"right: {shown(expected)}", f"正确：{shown(expected)}")


def test_another_number_is_wrong():
    assert check_number("113", 112) == Short(
        mark=WRONG,
        why=Text("found 113 where 112 was wanted", "写的是 113，应为 112"),
        value=113,
    )
    assert check_number("-112", 112).mark is WRONG
    assert check_number("25.6", 25.6e6).mark is WRONG
    assert check_number("112k", 112).mark is WRONG


@pytest.mark.parametrize(
    ("typed", "en"),
    [
        ("", "nothing was typed"),
        ("。", "nothing was typed"),
        ("abc", "found 'abc' where a number was wanted"),
        ("112 or 113", "found '112 or 113' where a number was wanted"),
        ("112x112", "found '112x112' where a number was wanted"),
        ("224-", "found '224-' where a number was wanted"),
        ("1/0", "found '1/0' where a number was wanted"),
        ("9**9**9**9", "found '9**9**9**9' where a number was wanted"),
        ("1e999", "found '1e999' where a number was wanted"),
        ("nan", "found 'nan' where a number was wanted"),
        ("一二", "found '一二' where a number was wanted"),
        ("1,5", "write the decimal point as a dot: 1.5"),
        ("112%", "a percentage does not fit here: '112%'"),
    ],
)
def test_what_is_no_number_is_to_be_typed_again(typed, en):
    found = check_number(typed, 112)

    assert found.mark is UNREADABLE
    assert found.why.en == en


def test_a_percentage_is_one_where_it_can_be():
    assert check_number("50%", 50, unit=SHARE).mark is RIGHT
    assert check_number("50", 50, unit=SHARE).mark is RIGHT
    assert check_number("12.5%", 0.125).mark is RIGHT
    assert check_number("12.5", 0.125).mark is WRONG


def test_a_unit_of_the_same_kind_has_to_be_the_same():
    assert check_number("3 MB", 3, unit=MB).mark is RIGHT
    assert check_number("3 GB", 3, unit=MB).why.en == "give it in MB, not in gb"


@pytest.mark.parametrize(
    ("typed", "expected", "mark"),
    [
        ("0.333", 1 / 3, RIGHT),
        ("0.3333", 1 / 3, RIGHT),
        ("0.334", 1 / 3, WRONG),
        ("0.3334", 1 / 3, WRONG),
        ("0.667", 2 / 3, RIGHT),
        ("0.666", 2 / 3, RIGHT),
        ("66.7%", 2 / 3, RIGHT),
        ("-0.667", -2 / 3, RIGHT),
        ("0.67", 2 / 3, UNREADABLE),
        ("0.7", 2 / 3, UNREADABLE),
        ("1", 2 / 3, UNREADABLE),
        ("3.33e-1", 1 / 3, RIGHT),
        ("1/3", 1 / 3, RIGHT),
        ("0.5", 0.5, RIGHT),
        ("112.4", 112, WRONG),
    ],
)
def test_a_rounded_answer_is_right_from_three_digits(typed, expected, mark):
    assert check_number(typed, expected).mark is mark


def test_too_few_digits_are_asked_for_again():
    assert check_number("0.33", 1 / 3).why == Text(
        "give at least 3 significant digits", "请至少写出 3 位有效数字"
    )


def test_the_tolerance_is_relative():
    assert check_number("101", 100, 0.01).mark is RIGHT
    assert check_number("101.1", 100, 0.01).mark is WRONG
    assert check_number("0.67", 2 / 3, 0.01).mark is RIGHT
    assert check_number("0.001", 0, 0.01).mark is WRONG


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.text(max_size=30), st.text("0123456789.,e+-*/^()% √三万kM²", max_size=12)),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
)
def test_any_text_is_read(typed, expected):
    found = check_number(typed, expected)

    assert found.value is None or math.isfinite(found.value)


@given(st.integers(-(10**12), 10**12))
def test_every_whole_number_is_right_as_itself_only(number):
    assert check_number(str(number), number).mark is RIGHT
    assert check_number(f"{number:,}", number).mark is RIGHT
    assert check_number(str(number + 1), number).mark is WRONG


@pytest.mark.parametrize(
    ("formula", "values", "line"),
    [
        (
            "floor((n + 2*p - k) / s) + 1",
            {"n": 224, "k": 7, "s": 2, "p": 3},
            "floor((224 + 2*3 - 7) / 2) + 1 = 112",
        ),
        ("x**2 - y", {"x": -3, "y": 0.5}, "(-3)^2 - 0.5 = 8.5"),
        ("max(a, b)", {"a": -1, "b": 1e-7}, "max((-1), 1e-7) = 1e-7"),
        ("1/k", {"k": 3}, "1/3 ≈ 0.333333"),
        ("0.1 + k", {"k": 0.2}, "0.1 + 0.2 = 0.3"),
        ("n * nn", {"n": 2, "nn": 10}, "2 * 10 = 20"),
        (" σ*2 ", {"σ": 4}, "4*2 = 8"),
        ("2*10**9", {}, "2*10^9 = 2000000000"),
    ],
)
def test_the_worked_formula(formula, values, line):
    assert worked(formula, values) == line


def test_a_formula_without_a_value_is_refused():
    with pytest.raises(ValueError, match="^the name 'k' is not given$"):
        worked("1/k", {})


@given(st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 9))
def test_the_worked_line_computes_to_its_result(a, b, c):
    left, result = worked("a*b - (a + b)**2 / c", {"a": a, "b": b, "c": c}).rsplit(" ", 2)[::2]

    assert check_number(left, float(result), 1e-5).mark is RIGHT
