"""How often is a typed answer judged rightly? Ours beside what other programs do.

    python tests/bench/typed_answers.py [--wrong] [tuning|held_out]

Each pair is an answer and one key point of a card; a pair is accepted where the point is a hit.
`tuning` is what the tables and thresholds were chosen on. `held_out` was written when the code
was finished, wordings before answers. Whenever such answers had been looked at they went to
`tuning`, and new ones were written: `FIRST` is how each did when it was new, which is the honest
figure for answers nobody has seen. All were written by one person, who also wrote the grader.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from rapidfuzz import fuzz

from drill.grading.typed.points import check_points
from drill.model.card import Point
from drill.model.text import HAN, Text
from drill.model.typed import State

FOLDER = Path(__file__).resolve().parent.parent / "grading" / "typed"

FIRST = (  # right accepted, right, wrong accepted, wrong
    (47, 53, 1, 50),
    (49, 56, 3, 55),
    (45, 52, 2, 44),
    (45, 51, 4, 48),
    (52, 56, 3, 47),  # held_out now; its wordings were the first with points.py's advice in mind
)


class Pair(NamedTuple):
    card: str
    points: tuple[Point, ...]
    point: int
    answer: str
    right: bool

    @property
    def chinese(self) -> bool:
        return bool(HAN.search(self.answer))


@cache
def cards(name: str) -> dict[str, tuple[Point, ...]]:
    """Read the key points of every card in a file."""
    return {
        card["id"]: tuple(
            Point(
                text=Text(one["en"], one["zh"]),
                any=tuple(one["any"]),
                veto=tuple(one.get("not", ())),
                must=one.get("must") == "true",
            )
            for one in card["points"]
        )
        for card in read(f"{name}.yaml")
    }


def pairs(name: str) -> Iterator[Pair]:
    """Read the answers to a file of cards."""
    points = cards(name)
    for card, answers in read(f"{name}_answers.yaml").items():
        for line in answers:
            point, right, answer = line.split(" ", 2)
            yield Pair(card, points[card], int(point), answer, right == "+")


def read(name: str):
    return yaml.load(
        (FOLDER / name).read_text("utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    )


def ours(pair: Pair) -> bool:
    return check_points(pair.answer, pair.points).hits[pair.point].state is State.HIT


def whole(pair: Pair) -> bool:
    """Compare with the point's text, all of it, as QUIZR does."""
    text = pair.points[pair.point].text
    return max(fuzz.ratio(pair.answer, one) for one in (text.en, text.zh)) >= 90


def part(pair: Pair) -> bool:
    text = pair.points[pair.point].text
    return any(fuzz.partial_ratio(one, pair.answer) >= 80 for one in (text.en, text.zh))


def wordings(pair: Pair) -> bool:
    low = pair.answer.lower()
    return any(fuzz.partial_ratio(one.lower(), low) >= 80 for one in pair.points[pair.point].any)


RULES: dict[str, Callable[[Pair], bool]] = {
    "ratio >= 90, one reference": whole,
    "partial_ratio >= 80, one reference": part,
    "partial_ratio >= 80, wordings": wordings,
    "drill": ours,
}


def rates(rule: Callable[[Pair], bool], some: list[Pair]) -> tuple[int, int, int, int]:
    """Count right accepted, right, wrong accepted, wrong."""
    right = [rule(pair) for pair in some if pair.right]
    wrong = [rule(pair) for pair in some if not pair.right]
    return sum(right), len(right), sum(wrong), len(wrong)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--wrong", action="store_true", help="list what drill judges wrongly")
    parser.add_argument("parts", nargs="*", default=["tuning", "held_out"])
    options = parser.parse_args()
    for name in options.parts:
        every = list(pairs(name))
        print(f"{name}: {len(every)} pairs")
        print(f"  {'':38}{'right accepted':>18}{'wrong accepted':>18}")
        for title, rule in RULES.items():
            for language, some in (
                ("", every),
                ("zh", [pair for pair in every if pair.chinese]),
                ("en", [pair for pair in every if not pair.chinese]),
            ):
                if language and rule is not ours:
                    continue
                print(row(title + (language and f", {language}"), rates(rule, some)))
        if options.wrong:
            for pair in every:
                if ours(pair) != pair.right:
                    hit = check_points(pair.answer, pair.points).hits[pair.point]
                    print(f"  {'+' if pair.right else '-'} {pair.card} {pair.point} {pair.answer}")
                    print(f"      {hit.state} {hit.wording!r} {hit.span} {hit.why and hit.why.en}")
    print("five times held out, as first measured")
    for counts in (*FIRST, tuple(map(sum, zip(*FIRST, strict=True)))):
        print(row("drill", counts))
    return 0


def row(title: str, counts: tuple[int, ...]) -> str:
    a, right, b, wrong = counts
    return f"  {title:38}{f'{a}/{right} {a / right:4.0%}':>18}{f'{b}/{wrong} {b / wrong:4.0%}':>18}"


if __name__ == "__main__":
    sys.exit(main())
