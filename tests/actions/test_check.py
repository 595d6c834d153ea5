"""`drill check` finds what is wrong with a bank, each thing at its place."""

import shutil

import pytest
from conftest import ROOT

from drill.actions.check import check
from drill.errors import BankError


@pytest.fixture
def bank(tmp_path):
    shutil.copytree(
        ROOT / "tests" / "world", tmp_path / "bank", ignore=shutil.ignore_patterns("__pycache__")
    )
    return tmp_path / "bank"


def found(bank):
    return [(one.where, one.message) for one in check([bank], bank).findings]


NUMBERS = [
    ("solutions/order.py:1:1", "1 accepted programs where 2 were wanted"),
    ("solutions/order.py:1:1", "2 mistakes where 6 were wanted"),
]


def test_the_small_bank_lacks_only_numbers(bank):
    assert found(bank) == NUMBERS


def test_a_function_defined_twice_is_a_case_lost(bank):
    path = bank / "solutions" / "order.py"
    path.write_text(path.read_text("utf-8").replace("def many(rng):", "def two(rng):"), "utf-8")
    lines = path.read_text("utf-8").split("\n")
    first, second = (k + 1 for k, line in enumerate(lines) if line.startswith("def two("))

    assert (
        f"solutions/order.py:{second}:1",
        f"two() is defined twice; the first is in line {first}",
    ) in found(bank)


def test_files_come_in_pairs(bank):
    (bank / "questions" / "code" / "alone.yaml").write_text("title: x\n", "utf-8")
    (bank / "solutions" / "lonely.py").write_text("x = 1\n", "utf-8")

    places = found(bank)

    assert (
        "solutions/alone.py:1:1",
        "the solution file of the question 'alone' is missing",
    ) in places
    assert (
        "questions/code/lonely.yaml:1:1",
        "the question file of the solution 'lonely' is missing",
    ) in places
    assert (
        "solutions/lonely.py:1:1",
        "found 0 functions tagged @reference where 1 was wanted",
    ) in places


def test_two_problems_cannot_share_a_name(bank):
    question = (bank / "questions" / "code" / "order.yaml").read_text("utf-8")
    (bank / "questions" / "code" / "zorder.yaml").write_text(question, "utf-8")

    assert (
        "questions/code/zorder.yaml:1:1",
        "the name 'best-first' belongs to order already",
    ) in found(bank)


def test_a_folder_that_is_no_bank_says_so(tmp_path):
    with pytest.raises(BankError, match="this is not a bank: it has no folder `questions`"):
        check([tmp_path], tmp_path)


def test_progress_names_each_problem(bank):
    seen = []
    check([bank], bank, seen.append)

    assert seen == ["order"]
