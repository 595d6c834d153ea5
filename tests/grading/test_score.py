"""The score is the mean over the cases of the share of draws passed, rounded down."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from drill.grading.score import score, sum_up
from drill.model.outcome import Verdict
from drill.model.report import CaseResult
from drill.model.text import Text

ACCEPTED, WRONG, RAISED, SLOW = (
    Verdict.ACCEPTED,
    Verdict.WRONG_ANSWER,
    Verdict.RUNTIME_ERROR,
    Verdict.TIME_LIMIT,
)


def case(passed, draws):
    return CaseResult(
        name="x", title=Text("x", "x"), draws=draws, passed=passed, shown=False, outcome=ACCEPTED
    )


@given(
    st.lists(
        st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        min_size=1,
        max_size=40,
    )
)
def test_the_score_is_exact(counts):
    share = sum(Fraction(*one) for one in counts) / len(counts)

    assert score([case(*one) for one in counts]) == int(100 * share)


def test_only_a_whole_pass_is_100():
    assert score([case(1, 1), case(999, 1000)]) == 99
    assert score([case(1, 1), case(7, 7)]) == 100
    assert score([]) == 0


def test_a_wrong_value_outweighs_what_only_stopped():
    assert sum_up([ACCEPTED, SLOW, SLOW, RAISED, WRONG]) is WRONG
    assert sum_up([ACCEPTED, SLOW, SLOW, RAISED]) is SLOW
    assert sum_up([WRONG, Verdict.TAMPERING]) is Verdict.TAMPERING
    assert sum_up([ACCEPTED, ACCEPTED]) is ACCEPTED
