"""Gaps, orders and choices as people type them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.grading.typed.short import check_choice, check_gap, check_order
from drill.model.text import Text
from drill.model.typed import Mark, Short

RIGHT, NEAR, WRONG, UNREADABLE = Mark.RIGHT, Mark.NEAR, Mark.WRONG, Mark.UNREADABLE


@pytest.mark.parametrize(
    ("typed", "wording"),
    [
        ("Running-Mean", "running mean"),
        ("ｓｏｆｔｍａｘ", "softmax"),
        ("batchnorm", "batch norm"),
        ("batch normalization", "batch normalisation"),
        ("gradients", "gradient"),
        ("滑動平均", "滑动平均"),
        ("滑动平均。", "滑动平均"),
        ("0.5", "1/2"),
        ("50%", "0.5"),
        ("1e-5", "10^-5"),
        ("n-1", "n - 1"),
        ("1 / sqrt(dk)", "1/√d_k"),
        ("O(n²)", "O(n^2)"),
        (r"$\gamma$", "γ"),
        ("the", "the"),
        ("感受野", "receptive field"),
    ],
)
def test_another_spelling_is_right(typed, wording):
    assert check_gap(typed, ["something else", wording]).mark is RIGHT


@pytest.mark.parametrize(
    ("typed", "wording"),
    [
        ("n+1", "n-1"),
        ("2n", "2^n"),
        ("0.7", "0.5"),
        ("mat", "matrix"),
        ("maximise", "minimise"),
        ("inductive", "deductive"),
        ("decoder", "encoder"),
        ("不共享", "共享"),
        ("no bias", "bias"),
        ("不变性", "平移不变性"),
        ("mean", "lean"),
    ],
)
def test_another_word_is_wrong(typed, wording):
    found = check_gap(typed, [wording])

    assert found == Short(mark=WRONG, why=Text(f"“{wording}” was wanted", f"应为“{wording}”"))


def test_one_slip_in_a_long_word_is_forgiven_and_shown():
    assert check_gap("gradiant", ["derivative", "gradient"]) == Short(
        mark=NEAR,
        why=Text("right, though it is spelled “gradient”", "正确，不过应拼作“gradient”"),
    )
    assert check_gap("moving avarage", ["moving average"]).mark is NEAR
    assert check_gap("moveing avarage", ["moving average"]).mark is WRONG


@pytest.mark.parametrize("typed", ["", "  ", "？！", "。"])
def test_an_empty_gap_is_to_be_typed_again(typed):
    assert check_gap(typed, ["x"]) == Short(
        mark=UNREADABLE, why=Text("nothing was typed", "没有输入内容")
    )


@pytest.mark.parametrize(
    "typed",
    [
        "3142",
        "3 1 4 2",
        "3,1,4,2",
        "３１４２",
        "3、1、4、2",
        "3->1->4->2",
        "3→1→4→2",
        "三一四二",
        "cadb",
    ],
)
def test_an_order_is_read_however_it_is_written(typed):
    assert check_order(typed, (3, 1, 4, 2)) == Short(
        mark=RIGHT, why=Text("right", "正确"), read=(3, 1, 4, 2)
    )


def test_the_first_step_out_of_order_is_named():
    assert check_order("3124", (3, 1, 4, 2)) == Short(
        mark=WRONG,
        why=Text("number 3 is 4, not 2", "第 3 位应为 4，不是 2"),
        read=(3, 1, 2, 4),
        wrong=2,
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", Text("nothing was typed", "没有输入内容")),
        ("314", Text("give each of 1 to 4 once", "1 到 4 各写一次")),
        ("3145", Text("give each of 1 to 4 once", "1 到 4 各写一次")),
        ("3114", Text("give each of 1 to 4 once", "1 到 4 各写一次")),
        ("first", Text("found 'first' where digits were wanted", "需要输入数字，读到的是 'first'")),
    ],
)
def test_what_is_no_order_is_to_be_typed_again(typed, why):
    found = check_order(typed, (3, 1, 4, 2))

    assert found.mark is UNREADABLE
    assert found.why == why


@pytest.mark.parametrize(
    "typed", ["13", "1,3", "3 1", "１３", "ac", "A、C", "a) c)", "1和3", "选13", "113"]
)
def test_a_choice_is_read_however_it_is_written(typed):
    assert check_choice(typed, {1, 3}, 4) == Short(
        mark=RIGHT, why=Text("right", "正确"), read=(1, 3)
    )


@pytest.mark.parametrize(("typed", "read"), [("1", (1,)), ("123", (1, 2, 3)), ("24", (2, 4))])
def test_all_the_right_ones_and_no_other_are_right(typed, read):
    assert check_choice(typed, {1, 3}, 4) == Short(
        mark=WRONG, why=Text("the right choice is 1, 3", "正确选项是 1, 3"), read=read
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("19", Text("there is no 9: choose among 1 to 4", "没有选项 9，可选 1 到 4")),
        ("0", Text("there is no 0: choose among 1 to 4", "没有选项 0，可选 1 到 4")),
        ("e", Text("there is no 5: choose among 1 to 4", "没有选项 5，可选 1 到 4")),
        ("?!", Text("found '?!' where digits were wanted", "需要输入数字，读到的是 '?!'")),
        (" ", Text("nothing was typed", "没有输入内容")),
    ],
)
def test_what_is_no_choice_is_to_be_typed_again(typed, why):
    found = check_choice(typed, {1, 3}, 4)

    assert found.mark is UNREADABLE
    assert found.why == why


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30), st.text(min_size=1, max_size=30))
def test_any_text_is_read(typed, wording):
    check_gap(typed, [wording])
    check_order(typed, (2, 1, 3))
    check_choice(typed, {1}, 3)


@given(st.permutations(range(1, 8)))
def test_a_permutation_is_right_as_itself_only(order):
    digits = "".join(map(str, order))

    assert check_order(digits, order).mark is RIGHT
    assert check_order(digits[1] + digits[0] + digits[2:], order).wrong == 0
