"""Does the plan pay? A learner made of FSRS-6 follows it, and other habits, until the interview.

    python tests/bench/plan_simulation.py [--seeds N] [--cards N] [--days N] [--answers N]

300 new cards, 14 days, 60 answers a day; a failed card is asked again, which is an answer too.
The order is the one `drill quiz` follows (`todays_order`). Then the learner remembers otherwise
than the planner supposes. Recall is the truth's, over all cards; one never seen counts 0.
"""

import argparse
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import numpy as np
from fsrs import Card, Rating, Scheduler

from drill.model import review
from drill.model.memory import Memory
from drill.model.plan import Item
from drill.schedule.memory import step
from drill.schedule.plan import todays_order

START = 20_000  # the first study day
DEFAULT = Scheduler().parameters


@dataclass
class Learner:
    """Somebody whose memory follows FSRS-6 with weights of their own."""

    weights: tuple[float, ...] = DEFAULT
    first_right: float = 0.75
    cards: dict[str, Card] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.model = Scheduler(
            self.weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False
        )

    def recall(self, item: str, day: int) -> float:
        card = self.cards.get(item)
        return self.model.get_card_retrievability(card, noon(day)) if card else 0.0

    def answers(self, item: str, day: int, rng: np.random.Generator) -> list[review.Rating]:
        """Answer until it is right: the ratings."""
        known = self.recall(item, day) if item in self.cards else self.first_right
        given = [Rating.Good] if rng.random() < known else [Rating.Again, Rating.Good]
        for rating in given:
            card = self.cards.get(item) or Card(card_id=1)
            self.cards[item], _ = self.model.review_card(card, rating, noon(day))
        return [review.Rating(int(rating)) for rating in given]


Strategy = Callable[[list[Item], int, int, np.random.Generator], list[str]]


def due(items: list[Item], today: int) -> list[str]:
    waiting = [item for item in items if item.memory and item.memory.due_day <= today]
    waiting.sort(key=lambda item: (item.memory.due_day, item.memory.stability, item.id))
    return [item.id for item in waiting]


def due_then(new: int) -> Strategy:
    return lambda items, today, interview, rng: (
        due(items, today) + [item.id for item in items if item.memory is None][:new]
    )


STRATEGIES: dict[str, Strategy] = {
    "plan": lambda items, today, interview, rng: todays_order(items, today, interview),
    "due, then new": due_then(10**6),
    "due, 20 new a day": due_then(20),
    "random": lambda items, today, interview, rng: [
        items[i].id for i in rng.permutation(len(items))
    ],
}


def weights(**changed: float) -> tuple[float, ...]:
    """Give the default weights, some of them (`w8`) changed."""
    return tuple(changed.get(f"w{i}", value) for i, value in enumerate(DEFAULT))


def first_stabilities(factor: float) -> tuple[float, ...]:
    return weights(**{f"w{i}": factor * DEFAULT[i] for i in range(4)})


LEARNERS: dict[str, Callable[[], Learner]] = {
    "as supposed": Learner,
    "first stability x 0.5": lambda: Learner(first_stabilities(0.5)),
    "first stability x 2": lambda: Learner(first_stabilities(2)),
    "growth x 0.5": lambda: Learner(weights(w8=DEFAULT[8] + math.log(0.5))),
    "forgets faster (decay x 2)": lambda: Learner(weights(w20=2 * DEFAULT[20])),
    "knows half at first sight": lambda: Learner(first_right=0.5),
    "knows nine of ten": lambda: Learner(first_right=0.9),
}


@dataclass
class End:
    """How it went: mean recall on the day, and cards never seen."""

    recall: float
    unseen: int


def simulate(
    strategy: Strategy,
    learner: Learner,
    seed: int,
    cards: int = 300,
    days: int = 14,
    answers: int = 60,
) -> End:
    """Prepare for an interview after `days` days."""
    rng, interview = np.random.default_rng(seed), START + days
    items = [Item(id=f"card-{i}", memory=None, seconds=30.0) for i in range(cards)]
    place = {item.id: i for i, item in enumerate(items)}
    for today in range(START, interview):
        left = answers
        for name in strategy(items, today, interview, rng):
            if left <= 0:
                break
            given = learner.answers(name, today, rng)
            left -= len(given)
            items[place[name]] = replace(
                items[place[name]], memory=after(items[place[name]].memory, given, today, name)
            )
    recall = [learner.recall(item.id, interview) for item in items]
    return End(float(np.mean(recall)), sum(item.memory is None for item in items))


def after(memory: Memory | None, given: list[review.Rating], day: int, item: str) -> Memory | None:
    for rating in given:
        memory = step(memory, rating, day, item)
    return memory


def noon(day: int) -> datetime:
    return datetime(1970, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)


def table(seeds: int, **size: int) -> Iterator[str]:
    yield f"{'learner':28}{'habit':20}{'recall':>8}{'spread':>8}{'lowest':>8}{'never seen':>12}"
    for whose, learner in LEARNERS.items():
        for habit, strategy in STRATEGIES.items():
            ends = [simulate(strategy, learner(), seed, **size) for seed in range(seeds)]
            recall = np.array([end.recall for end in ends])
            unseen = np.mean([end.unseen for end in ends])
            yield (
                f"{whose:28}{habit:20}{recall.mean():8.3f}{recall.std(ddof=1):8.3f}"
                f"{recall.min():8.3f}{unseen:12.1f}"
            )
            whose = ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--cards", type=int, default=300)
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--answers", type=int, default=60)
    given = parser.parse_args()
    for line in table(given.seeds, cards=given.cards, days=given.days, answers=given.answers):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
