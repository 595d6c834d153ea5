"""What one review is worth on a later day.

Planning a month asks this a hundred thousand times, and the `fsrs` package takes 10 us for one
review. So FSRS-6 is written out here once more; the tests hold it to `drill.schedule.memory`.

A failed card comes back in the same session until it is known. So a review ends in one of two
ways: Good; or Again, then Good the same day.
"""

from dataclasses import dataclass
from functools import cache
from math import exp

from drill.model.memory import Memory

# Stability and difficulty after the last review, and its day; None before the first.
State = tuple[float, float, int]

FIRST_RIGHT = 0.75  # a quarter of the first answers of FSRS's users at large are Again
_LEAST_STABILITY = 0.001


def state_of(memory: Memory | None) -> State | None:
    """Take from a memory what the future depends on."""
    return None if memory is None else (memory.stability, memory.difficulty, memory.last_day)


def recall(state: State | None, day: int) -> float:
    """Expect to recall on `day`; what was never asked counts as not known."""
    return 0.0 if state is None else _recall(_fsrs(), state[0], day - state[2])


def chance(state: State | None, day: int) -> float:
    """Expect the first answer on `day` to be right."""
    return FIRST_RIGHT if state is None else recall(state, day)


def remembered(state: State | None, day: int) -> State:
    """Answer right at once, on a later day than the last."""
    fsrs = _fsrs()
    if state is None:
        return fsrs.w[2], fsrs.first_difficulty(3), day
    return _risen(fsrs, state, recall(state, day)), fsrs.next_difficulty(state[1], 3), day


def forgotten(state: State | None, day: int) -> State:
    """Fail on a later day than the last, and answer right when asked again."""
    fsrs = _fsrs()
    if state is None:
        difficulty = fsrs.first_difficulty(1)
        stability = _asked_again(fsrs, fsrs.w[0])
    else:
        difficulty = fsrs.next_difficulty(state[1], 1)
        stability = _fallen(fsrs, state, recall(state, day))
    return stability, fsrs.next_difficulty(difficulty, 3), day


def gain(state: State | None, day: int, interview: int) -> float:
    """Give the recall expected on the interview day after a review on `day`, less that without."""
    fsrs, left = _fsrs(), interview - day
    if state is None:
        risen, fallen = fsrs.w[2], _asked_again(fsrs, fsrs.w[0])
        right, idle = FIRST_RIGHT, 0.0
    else:
        right = _recall(fsrs, state[0], day - state[2])
        risen, fallen = _risen(fsrs, state, right), _fallen(fsrs, state, right)
        idle = _recall(fsrs, state[0], interview - state[2])
    return right * _recall(fsrs, risen, left) + (1 - right) * _recall(fsrs, fallen, left) - idle


@dataclass(frozen=True, slots=True)
class _Fsrs:
    """The 21 weights, and what follows from them alone."""

    w: tuple[float, ...]
    decay: float
    factor: float
    rise: float
    same_day: float

    def first_difficulty(self, rating: int) -> float:
        return min(max(self.w[4] - exp(self.w[5] * (rating - 1)) + 1, 1.0), 10.0)

    def next_difficulty(self, difficulty: float, rating: int) -> float:
        w = self.w
        easy = w[4] - exp(w[5] * 3) + 1
        damped = difficulty - (10 - difficulty) * w[6] * (rating - 3) / 9
        return min(max(w[7] * easy + (1 - w[7]) * damped, 1.0), 10.0)


def _recall(fsrs: _Fsrs, stability: float, days: int) -> float:
    return float((1 + fsrs.factor * days / stability) ** fsrs.decay) if days > 0 else 1.0


def _risen(fsrs: _Fsrs, state: State, right: float) -> float:
    """Stability after Good, when recall was expected with the probability `right`."""
    stability, difficulty, _ = state
    ease = (11 - difficulty) * stability ** -fsrs.w[9] * (exp((1 - right) * fsrs.w[10]) - 1)
    return float(stability * (1 + fsrs.rise * ease))


def _fallen(fsrs: _Fsrs, state: State, right: float) -> float:
    """Stability after Again, then Good the same day."""
    w, (stability, difficulty, _) = fsrs.w, state
    long = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1)
    fallen = min(long * exp((1 - right) * w[14]), stability / fsrs.same_day)
    return _asked_again(fsrs, max(fallen, _LEAST_STABILITY))


def _asked_again(fsrs: _Fsrs, stability: float) -> float:
    return float(stability * max(fsrs.same_day * stability ** -fsrs.w[19], 1.0))


@cache
def _fsrs() -> _Fsrs:
    from fsrs import Scheduler

    w = tuple(map(float, Scheduler().parameters))
    return _Fsrs(
        w=w,
        decay=-w[20],
        factor=float(0.9 ** (-1 / w[20]) - 1),
        rise=exp(w[8]),
        same_day=exp(w[17] * w[18]),
    )
