"""Each law notices what it forbids: tried on the small problem, broken in one place."""

import pytest
from conftest import ROOT

from drill.bank.solutions import load_solution
from drill.errors import SolutionError
from drill.grading.laws import LAWS, Trial

SOURCE = (ROOT / "tests" / "world" / "solutions" / "order.py").read_text("utf-8")
ENOUGH = {"accepted_programs_pass", "mistakes_are_caught"}  # of the small problem's own findings


def broken(tmp_path, *changes, name="order"):
    text = SOURCE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = tmp_path / f"{name}.py"
    path.write_text(text, "utf-8")
    return path


def findings(path):
    trial = Trial(load_solution(path))
    return [message for law in LAWS for message in law(trial)]


FEW = ["1 accepted programs where 2 were wanted", "2 mistakes where 6 were wanted"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    return np.argsort(values if reverse else -values, kind=", "    values *= 1.5\n    return np.argsort(values if reverse else -values, kind=", "the reference changes its inputs on three:"),
        ("return np.argsort(values if reverse else -values, kind=", "return np.random.permutation(len(values)) if len(values) > 6 else np.argsort(values if reverse else -values, kind=", "the reference answers many:"),
        ("return (rng.permutation(7) / 8,)", "return (np.random.permutation(7) / 8,)", "makes other inputs the second time"),
        ("reverse=not reverse)", "reverse=True)", "the accepted program with_sorted fails backwards:"),
        ("    return np.argsort(values)\n", "    return order(values, reverse)\n", "no case catches upwards"),
        ("return np.argsort(order(values, reverse))", "return np.argsort(values)", "upwards and ranks give the same answers"),
        ("return (np.array([0.25, 0.5]),)", "return (np.array([0.5]),)", "the case two catches no mistake"),
        ("return np.argsort(order(values, reverse))", "return np.argsort(values)", "grading ranks names upwards"),
        ("    reverse : bool\n        Worst first instead.\n", "", "the contract in English does not describe `reverse : `"),
        ("    Returns\n    -------\n    (N,) int64\n        `values`", "    (N,) int64\n        `values`", "the contract in Chinese has no section Returns"),
        ("@example", "@case", "there is no @example"),
    ],
)  # fmt: skip
def test_a_broken_law_is_said(tmp_path, old, new, message):
    found = findings(broken(tmp_path, (old, new)))

    assert any(message in one for one in found), found


def test_the_small_problem_breaks_no_law_but_those_of_number(tmp_path):
    assert findings(broken(tmp_path)) == FEW


def test_a_lazy_answer_that_scores_is_a_finding(tmp_path):
    path = broken(
        tmp_path,
        ("return (np.array([2.0, 3.0, 1.0]),)", "return (np.zeros(1),)"),
        ("return (np.array([0.25, 0.5]),)", "return (np.zeros(1),)"),
        ("rng.permutation(7) / 8", "np.zeros(1)"),
    )

    assert "an answer that returns 0, 1, 2 ... scores 75" in findings(path)


def test_the_name_of_the_file_is_the_name_of_the_function(tmp_path):
    assert "the reference is named order, its file other" in findings(
        broken(tmp_path, name="other")
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("@reference(EXACT)\n", "", "found 0 functions tagged @reference where 1 was wanted"),
        ('    """Three values.\n\n    三个值。\n    """\n', "", "three() has no docstring in English: the user reads it"),
        ('    """Three values.\n\n    三个值。\n    """\n', '    """Three values."""\n', "three() has no docstring in Chinese: the user reads it"),
        ("从大到小：尽可能小的一道题，供测试程序本身使用。\n", "", "the module has no docstring in Chinese: the user reads it"),
        ("import numpy as np", "import nump as np", "the solution does not import: ModuleNotFoundError: No module named 'nump'"),
        ("def order(", "def order(:", "the solution does not import: SyntaxError"),
        ("return (np.array([2.0, 3.0, 1.0]),)", "return np.array([2.0, 3.0, 1.0])", "three() made a ndarray, not a tuple of inputs"),
    ],
)  # fmt: skip
def test_a_solution_that_cannot_be_read_says_why(tmp_path, old, new, message):
    path = broken(tmp_path, (old, new))

    with pytest.raises(SolutionError) as caught:
        findings(path)

    assert message in caught.value.message


def test_a_missing_solution_says_so(tmp_path):
    with pytest.raises(SolutionError) as caught:
        load_solution(tmp_path / "gone.py")

    assert caught.value.message == "no solution file for 'gone'"
    assert caught.value.where == str(tmp_path / "gone.py")
