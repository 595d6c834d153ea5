"""The laws, tried on every problem of the bank. Adding a problem adds rows here, not code."""

import ast
import inspect
from functools import cache

import numpy as np
import pytest
from conftest import ROOT

from drill.actions.check.run import check
from drill.bank.solutions import load_solution
from drill.grading.answer import answer
from drill.grading.inputs import draws
from drill.grading.laws import LAWS, Trial
from drill.model.outcome import Returned
from drill.model.text import HAN

IDS = sorted(path.stem for path in (ROOT / "solutions").glob("*.py"))
FIRST_FOUR = {"box_iou", "nms", "soft_nms", "batched_nms"}
every_problem = pytest.mark.parametrize("name", IDS)


@cache
def trial(name: str, seed: int = 0) -> Trial:
    return Trial(load_solution(ROOT / "solutions" / f"{name}.py"), seed)


def test_the_bank_has_no_findings():
    done = check([ROOT], ROOT)

    assert done.findings == ()
    assert done.problems == len(IDS) >= 12


@every_problem
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law(name, law):
    assert list(law(trial(name))) == []


@every_problem
@pytest.mark.parametrize("seed", range(1, 12))
def test_accepted_programs_pass_under_other_seeds(name, seed):
    other = trial(name, seed)
    for program in other.problem.accepted:
        passed = other.passed([answer(program.function, one.inputs) for one in other.draws])

        assert [one.case.name for one, ok in zip(other.draws, passed, strict=True) if not ok] == []


FLAT = {"without_area", "without_area_on_the_second_side", "a_flat_box"}  # on purpose, and stated


@pytest.mark.parametrize(
    "name", [name for name in IDS if "iou" in name or "nms" in name or "precision" in name]
)
def test_every_box_has_its_corners_in_order(name):
    for seed in range(40):
        for one in draws(trial(name).problem, seed):
            for boxes in (x for x in one.inputs if np.ndim(x) == 2):
                sides = boxes[:, 2:] - boxes[:, :2]

                assert (sides >= (0 if one.case.name in FLAT else 1e-3)).all(), (
                    one.case.name,
                    one.seed,
                )


@every_problem
def test_the_first_four_have_eight_mistakes(name):
    assert len(trial(name).problem.mistakes) >= (8 if name in FIRST_FOUR else 6)


@every_problem
def test_the_sizes_of_the_speed_measurement_grow(name):
    sized = trial(name).problem.sized
    assert sized is not None
    rng = np.random.default_rng(1)
    few, many = (sized.make(rng, n) for n in (max(2, sized.n // 8), sized.n))

    assert isinstance(answer(trial(name).problem.reference.function, many), Returned)
    assert sum(map(np.size, few)) < sum(map(np.size, many))


@every_problem
def test_the_english_has_no_chinese_and_the_chinese_is_chinese(name):
    found = trial(name).problem
    texts = [found.explanation, found.reference.contract]
    texts += [one.title for one in found.cases] + [one.diagnosis for one in found.mistakes]
    texts += [one.note for one in found.accepted]
    for text in texts:
        assert not HAN.search(text.en)
        assert HAN.search(text.zh)


@every_problem
def test_a_solution_imports_numpy_and_the_authoring_words_only(name):
    tree = ast.parse((ROOT / "solutions" / f"{name}.py").read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert {alias.name for alias in node.names} <= {"numpy", "math", "itertools"}
        if isinstance(node, ast.ImportFrom):
            assert node.module in ("drill.problem", "math", "itertools", "collections")


@every_problem
def test_the_reference_is_short(name):
    tree = ast.parse(inspect.getsource(trial(name).problem.reference.function))
    body = tree.body[0]
    assert isinstance(body, ast.FunctionDef)

    assert sum(isinstance(node, ast.stmt) for node in ast.walk(body)) <= 30


@every_problem
def test_the_draws_of_a_problem_cost_little(name):
    assert 60 <= len(list(draws(trial(name).problem, 0))) <= 300
