"""The laws every problem of the bank obeys. Adding a problem adds rows here, not code.

The solutions run in this process: what a submission does is tried in tests/grading.
"""

import ast
import inspect
import itertools
from functools import cache

import numpy as np
import pytest
from conftest import ROOT

from drill.bank.solutions import load_solution
from drill.grading.answer import answer
from drill.grading.diagnose import alike, diagnose
from drill.grading.inputs import Draw, copies, draws
from drill.grading.judge import judge
from drill.model.outcome import Outcome, Returned, Verdict
from drill.model.text import HAN
from drill.problem import Problem

IDS = sorted(path.stem for path in (ROOT / "solutions").glob("*.py"))
FIRST_FOUR = {"box_iou", "nms", "soft_nms", "batched_nms"}
every_problem = pytest.mark.parametrize("name", IDS)


@cache
def problem(name: str) -> Problem:
    return load_solution(ROOT / "solutions" / f"{name}.py")


@cache
def tried(name: str, seed: int = 0) -> tuple[tuple[Draw, ...], tuple[object, ...]]:
    """Every draw of a problem, and the right answer to each."""
    made = tuple(draws(problem(name), seed))
    return made, tuple(problem(name).reference(*copies(one.inputs)) for one in made)


@cache
def outcomes(name: str, mistake: str) -> tuple[Outcome, ...]:
    (found,) = [one for one in problem(name).mistakes if one.name == mistake]
    return tuple(answer(found.function, one.inputs) for one in tried(name)[0])


def passes(name: str, given: tuple[Outcome, ...], seed: int = 0) -> list[bool]:
    made, right = tried(name, seed)
    reference = problem(name).reference
    return [
        judge(reference, one, want, got)[0] is Verdict.ACCEPTED
        for one, want, got in zip(made, right, given, strict=True)
    ]


def score(name: str, passed: list[bool]) -> int:
    shares: dict[str, list[bool]] = {}
    for one, ok in zip(tried(name)[0], passed, strict=True):
        shares.setdefault(one.case.name, []).append(ok)
    return int(100 * np.mean([np.mean(oks) for oks in shares.values()]) + 1e-9)


def test_every_solution_has_its_question_and_the_other_way_round():
    questions = sorted(path.stem for path in (ROOT / "questions" / "code").glob("*.yaml"))

    assert questions == IDS


@every_problem
def test_the_reference_has_the_name_of_its_file(name):
    assert problem(name).reference.name == name


@every_problem
def test_the_reference_is_deterministic_and_leaves_its_inputs_alone(name):
    reference = problem(name).reference
    for one in tried(name)[0]:
        first, second = answer(reference.function, one.inputs), answer(reference.function, one.inputs)

        assert isinstance(first, Returned), (one.case.name, first)
        assert not first.mutated, one.case.name
        assert alike(first, second, reference.tolerance), one.case.name


@every_problem
def test_the_same_seed_makes_the_same_inputs(name):
    for first, second in zip(draws(problem(name), 5), draws(problem(name), 5), strict=True):
        for a, b in zip(first.inputs, second.inputs, strict=True):
            assert np.array_equal(np.asarray(a), np.asarray(b))


@every_problem
@pytest.mark.parametrize("seed", range(4))
def test_every_accepted_program_passes(name, seed):
    assert len(problem(name).accepted) >= 2
    for program in problem(name).accepted:
        given = tuple(answer(program.function, one.inputs) for one in tried(name, seed)[0])
        failed = [
            (one.case.name, one.seed, got)
            for one, got, ok in zip(tried(name, seed)[0], given, passes(name, given, seed), strict=True)
            if not ok
        ]

        assert not failed, (program.name, failed[:2])


@every_problem
def test_there_are_enough_mistakes_and_each_is_caught(name):
    mistakes = problem(name).mistakes
    assert len(mistakes) >= (8 if name in FIRST_FOUR else 6)
    for mistake in mistakes:
        assert not all(passes(name, outcomes(name, mistake.name))), mistake.name


@every_problem
def test_any_two_mistakes_differ_on_some_telling_draw(name):
    made, _ = tried(name)
    telling = [i for i, one in enumerate(made) if not one.case.several]
    tolerance = problem(name).reference.tolerance
    for a, b in itertools.combinations([one.name for one in problem(name).mistakes], 2):
        first, second = outcomes(name, a), outcomes(name, b)

        assert any(not alike(first[i], second[i], tolerance) for i in telling), (a, b)


@every_problem
def test_every_hidden_case_catches_some_mistake(name):
    made, _ = tried(name)
    catching = set()
    for mistake in problem(name).mistakes:
        passed = passes(name, outcomes(name, mistake.name))
        catching |= {one.case.name for one, ok in zip(made, passed, strict=True) if not ok}

    assert [one.name for one in problem(name).cases if not one.shown and one.name not in catching] == []


@every_problem
def test_grading_a_mistake_names_it(name):
    made, _ = tried(name)
    for mistake in problem(name).mistakes:
        given = outcomes(name, mistake.name)
        found = diagnose(problem(name), made, given, passes(name, given))

        assert found is not None, mistake.name
        assert (found.name, found.agreement) == (mistake.name, 1.0)


@every_problem
def test_a_lazy_answer_scores_below_half(name):
    reference = problem(name).reference
    made, right = tried(name)
    lazy = {
        "None": lambda one, want: None,
        "zeros": lambda one, want: _zeros(want),
        "its input": lambda one, want: one.inputs[0],
        "the first k": lambda one, want: _first(want),
    }
    for what, reply in lazy.items():
        given = tuple(Returned(reply(one, want)) for one, want in zip(made, right, strict=True))

        assert score(name, passes(name, given)) < 50, what
    assert reference.name


def _zeros(want):
    return tuple(map(np.zeros_like, want)) if isinstance(want, tuple) else np.zeros_like(want)


def _first(want):
    if isinstance(want, tuple):
        return tuple(map(_first, want))
    return np.arange(np.size(want)).reshape(np.shape(want))


@every_problem
def test_sizes_of_an_interview_grow(name):
    sized = problem(name).sized
    assert sized is not None
    for n in (max(2, sized.n // 8), sized.n):
        inputs = sized.make(np.random.default_rng(1), n)
        assert isinstance(answer(problem(name).reference.function, inputs), Returned)


@every_problem
def test_examples_and_small_cases_are_there(name):
    assert any(one.shown for one in problem(name).cases)
    assert len({one.name for one in problem(name).cases}) == len(problem(name).cases)


@every_problem
def test_the_contract_names_every_parameter_in_both_languages(name):
    reference = problem(name).reference
    for language in (reference.contract.en, reference.contract.zh):
        for parameter in reference.signature.parameters:
            assert f"{parameter} : " in language, parameter
        for section in ("Parameters\n----------", "Returns\n-------"):
            assert section in language


@every_problem
def test_the_english_has_no_chinese_and_the_chinese_is_chinese(name):
    found = problem(name)
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
    body = ast.parse(inspect.getsource(problem(name).reference.function)).body[0]
    assert isinstance(body, ast.FunctionDef)
    lines = body.body[-1].end_lineno - body.body[1].lineno + 1

    assert lines <= 25
