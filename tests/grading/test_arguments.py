"""Arguments go by position; an optional one that a submission lacks costs only what needs it."""

import inspect

import numpy as np

from drill.grading.arguments import fit, misfit, missing
from drill.model.outcome import NotCalled, Returned


def contract(x, axis=-1, method="max", stride=1):
    """Stand in for a reference."""


SIGNATURE = inspect.signature(contract)
X = np.zeros(2)


def test_all_arguments_fit():
    assert fit(SIGNATURE, 1, 4, (X, 0)) == (X, 0)


def test_what_the_draw_leaves_out_is_the_submissions_own_default():
    assert fit(SIGNATURE, 1, 4, (X,)) == (X,)


def test_a_parameter_without_a_default_gets_the_contracts():
    assert fit(SIGNATURE, 3, 3, (X,)) == (X, -1, "max")


def test_a_default_is_left_out_where_there_is_no_place():
    assert fit(SIGNATURE, 1, 1, (X, -1, "max")) == (X,)


def test_anything_else_without_a_place_is_not_called():
    assert fit(SIGNATURE, 1, 1, (X, 0)) == NotCalled("axis")
    assert fit(SIGNATURE, 1, 2, (X, -1, "mean")) == NotCalled("method")
    assert fit(SIGNATURE, 1, 3, (X, -1, "max", (1, 1))) == NotCalled("stride")
    assert fit(SIGNATURE, 1, 3, (X, -1, "max", np.ones(2))) == NotCalled("stride")


def test_star_args_take_everything():
    assert fit(SIGNATURE, 0, None, (X, 0, "mean")) == (X, 0, "mean")


def test_what_was_missing_is_named_once():
    outcomes = [Returned(1), NotCalled("axis"), NotCalled("axis"), NotCalled("method")]

    assert missing(outcomes) == ("axis", "method")


def test_a_signature_that_cannot_be_called_is_said_once():
    assert misfit(SIGNATURE, 1, 1, "f") is None
    assert misfit(SIGNATURE, 0, None, "f") is None
    few = misfit(SIGNATURE, 0, 0, "f")
    many = misfit(SIGNATURE, 5, 5, "f")

    assert few is not None
    assert (
        few.en == "f() takes 0 positional arguments where 1 are given: f(x, axis, method, stride)"
    )
    assert many is not None
    assert many.en == "f() needs 5 arguments where 4 are given: f(x, axis, method, stride)"
