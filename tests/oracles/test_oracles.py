"""Every reference against independent programs: a library, and a brute force.

`tests/oracles/<problem>.py` holds `ORACLES`, a table of name -> function with the
reference's own signature, and `inputs(rng)`, which yields random and edge inputs beyond
the bank's own cases. An oracle returns NotImplemented for inputs its library cannot take.
"""

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from conftest import ROOT

from drill.bank.solutions import load_solution
from drill.grading.inputs import Draw, copies, draws
from drill.grading.judge import difference
from drill.problem import Case, Problem

HERE = Path(__file__).parent
IDS = sorted(path.stem for path in (ROOT / "solutions").glob("*.py"))
pytestmark = pytest.mark.oracle

for library in ("torch", "scipy", "sklearn", "cv2", "pycocotools", "shapely"):
    pytest.importorskip(library, reason="needs `pip install 'drill-cv[oracles]'`")


@cache
def problem(name: str) -> Problem:
    return load_solution(ROOT / "solutions" / f"{name}.py")


@cache
def oracle_module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"oracle_{name}", HERE / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _check(name: str, tried: list[Draw]) -> None:
    reference = problem(name).reference
    for oracle, function in oracle_module(name).ORACLES.items():
        compared = 0
        for one in tried:
            with np.errstate(all="ignore"):
                theirs = function(*copies(one.inputs))
            if theirs is NotImplemented:
                continue
            compared += 1
            ours = reference(*copies(one.inputs))
            found = difference(reference, one, ours, theirs)

            assert found is None, (oracle, one.case.name, one.seed, found, one.inputs)
        assert compared >= len(tried) // 3, (oracle, compared, len(tried))


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("seed", range(3))
def test_no_case_of_the_bank_fails_an_oracle(name, seed):
    _check(name, list(draws(problem(name), seed)))


@pytest.mark.parametrize("name", IDS)
def test_the_reference_agrees_with_every_oracle_on_other_inputs(name):
    own = Case(lambda rng: (), "other", problem(name).cases[0].title, 1, shown=False, several=False)
    made = [
        Draw(own, k, x) for k, x in enumerate(oracle_module(name).inputs(np.random.default_rng(7)))
    ]
    assert len(made) >= 200

    _check(name, made)
