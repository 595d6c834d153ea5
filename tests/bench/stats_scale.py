"""How much longer does `drill stats` take over 1,000,000 reviews than over 1,000?

    python tests/bench/stats_scale.py [--runs N] [--reviews N] [--keep FOLDER]

Three logs over one bank of 1,000 cards and 20 coding problems, one answer in a hundred an
attempt at a problem:

early     1,000 reviews of 200 items in 40 days: a beginner
thin      1,000 reviews, one or two of each item, over ten years
long      1,000,000 reviews over ten years, as many of each item

Rows are written with `executemany`, then the caches are folded as drill does it. The logs take
turns (early, thin, long, early, ...) in one run, in a new connection each time. A ratio is one of
medians; in brackets the middle half of the ratios of neighbouring runs. Goal: at most 2.
"""

import argparse
import os
import platform
import sqlite3
import statistics as medians
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from drill.actions.bank import open_cards  # noqa: E402
from drill.actions.record import FILE, open_log  # noqa: E402
from drill.actions.stats import statistics  # noqa: E402
from drill.bank.places import Bank  # noqa: E402
from drill.model.text import Lang  # noqa: E402
from drill.report.stats.page import stats_page  # noqa: E402
from drill.report.stats.screen import stats_text  # noqa: E402
from drill.schedule.day import study_day  # noqa: E402

CARDS, PROBLEMS, TOPICS = 1000, 20, 30
TEN_YEARS = 3650
CARD = """- id: card-{n}
  ask: {{en: "Question {n}?", zh: "问题 {n}？"}}
  topics: [topic-{topic}, topic-{other}]
  level: core
  sources: [bench]
  answer: {{en: "Answer.", zh: "答案。"}}
  points: [{{en: a, zh: a, any: [answer], must: true}}]
"""
PROBLEM = """title: {{en: "Problem {n}", zh: "题目 {n}"}}
topics: [topic-{topic}]
level: core
minutes: 20
prompt: {{en: "Write it.", zh: "写出来。"}}
hints: []
follow_ups: []
sources: [bench]
"""
REVIEW = (
    "insert into review (uuid, item, ts_ms, tz_min, day, rating, origin, judge, total_ms, grade,"
    " predicted, model) values (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, 'fsrs-6:default')"
)
ATTEMPT = (
    "insert into attempt (uuid, ts_ms, tz_min, problem, file, verdict, score, mistake, hints, seed,"
    " elapsed_ms) values (?, ?, 0, ?, 'my.py', ?, ?, ?, 0, 1, 100)"
)
NOW = datetime.now().astimezone().replace(hour=12)
GRADE = '{"points": [{"point": 0, "state": "miss"}]}'


def make_bank(root: Path) -> Bank:
    """Write cards and the texts of problems."""
    cards, code = root / "questions" / "cards", root / "questions" / "code"
    (root / "solutions").mkdir(parents=True)
    cards.mkdir(parents=True)
    code.mkdir()
    for topic in range(TOPICS):
        numbers = range(topic, CARDS, TOPICS)
        rows = [
            CARD.format(n=n, topic=topic, other=(topic + 1 + n // TOPICS % (TOPICS - 1)) % TOPICS)
            for n in numbers
        ]
        (cards / f"topic-{topic}.yaml").write_text("".join(rows), "utf-8")
    for n in range(PROBLEMS):
        (code / f"problem_{n}.yaml").write_text(PROBLEM.format(n=n, topic=n), "utf-8")
        (root / "solutions" / f"problem_{n}.py").write_text("")
    return Bank((root,))


def rows(reviews: int, items: int, days: int) -> Iterator[tuple[bool, tuple[object, ...]]]:
    """Draw reviews and attempts over the last `days`, always the same."""
    today = study_day(NOW)
    for n in range(reviews):
        dice = int.from_bytes(blake2b(n.to_bytes(8, "big"), digest_size=8).digest(), "big")
        day = today - days + 1 + n * days // reviews
        ts_ms, uuid = day * 86_400_000 + 40_000_000 + n, f"{n:032x}"
        if n % 100 == 50:
            problem = f"problem_{dice % PROBLEMS}"
            right = dice % 5 > 2
            verdict = "accepted" if right else "wrong-answer"
            yield (
                True,
                (
                    uuid,
                    ts_ms,
                    problem,
                    verdict,
                    100 if right else 60,
                    None if right else "off_by_one",
                ),
            )
            item, rating, origin, judge = f"code:{problem}", 3 if right else 1, "code", "auto"
        else:
            item, origin, judge = f"card-{dice % items}", "card", "self"
            rating = (1, 2, 3, 3, 3, 3, 3, 3, 3, 4)[dice // items % 10]
        typed = GRADE if dice % 3 == 0 else None
        predicted = 0.8 + (dice % 1900) / 10000
        yield False, (uuid, item, ts_ms, day, rating, origin, judge, 12_000, typed, predicted)


def make_log(folder: Path, reviews: int, items: int, days: int) -> float:
    """Write a log; give the seconds its caches took."""
    with open_log(folder):
        pass
    with sqlite3.connect(folder / FILE) as db:
        db.execute("pragma synchronous = off")
        drawn = list(rows(reviews, items, days))
        db.executemany(ATTEMPT, (row for attempt, row in drawn if attempt))
        db.executemany(REVIEW, (row for attempt, row in drawn if not attempt))
    db.close()
    start = time.perf_counter()
    with open_log(folder) as log:
        log.rebuild()
        log.db.execute("pragma wal_checkpoint(truncate)")
    return time.perf_counter() - start


def gathered(folder: Path, bank: Bank) -> object:
    """Open the log and compute everything."""
    with open_cards(bank, folder) as index, open_log(folder) as log:
        return statistics(log, index, NOW)


def computed(folder: Path, bank: Bank) -> float:
    """Time the computation alone, in seconds."""
    with open_cards(bank, folder) as index, open_log(folder) as log:
        start = time.perf_counter()
        statistics(log, index, NOW)
        return time.perf_counter() - start


def shown(folder: Path, bank: Bank) -> str:
    """Open, compute, and write the screen."""
    return stats_text(gathered(folder, bank), Lang.EN, 80, True)


def paged(folder: Path, bank: Bank) -> str:
    """Open, compute, and write the page."""
    return stats_page(gathered(folder, bank), Lang.EN)


def run(folder: Path, bank: Bank) -> None:
    """Run the command in a process of its own."""
    environment = os.environ | {"DRILL_HOME": str(folder), "DRILL_BANK": str(bank.roots[0])}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(
        [sys.executable, "-m", "drill", "stats"],
        env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def timed(work: Callable[[Path, Bank], object], folder: Path, bank: Bank) -> float:
    """Time one piece of work in milliseconds; work that times itself gives seconds."""
    start = time.perf_counter()
    found = work(folder, bank)
    return 1000 * (found if isinstance(found, float) else time.perf_counter() - start)


def compare(
    name: str, work: Callable[[Path, Bank], object], logs: dict[str, Path], bank: Bank, runs: int
) -> None:
    """Take turns, then print medians and ratios."""
    times: dict[str, list[float]] = {log: [] for log in logs}
    for turn in range(runs + 2):
        for log, folder in logs.items():
            took = timed(work, folder, bank)
            if turn > 1:  # the first two warm up
                times[log].append(took)
    middle = {log: medians.median(each) for log, each in times.items()}
    cells = [f"{name:<34}", *(f"{middle[log]:9.2f}" for log in logs)]
    for base in ("early", "thin"):
        each = sorted(a / b for a, b in zip(times["long"], times[base], strict=True))
        low, high = each[len(each) // 4], each[3 * len(each) // 4]
        cells.append(f"{middle['long'] / middle[base]:6.2f} [{low:.2f}-{high:.2f}]")
    print("  ".join(cells))


def main() -> None:
    """Make the logs and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=41)
    parser.add_argument("--reviews", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="folder for the logs, used again if it is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = options.keep or Path(temporary)
        sizes = {
            "early": (1000, 200, 40),
            "thin": (1000, CARDS, TEN_YEARS),
            "long": (options.reviews, CARDS, TEN_YEARS),
        }
        new = not (place / "bank").exists()
        bank = make_bank(place / "bank") if new else Bank((place / "bank",))
        for name, size in sizes.items():
            if not (place / name).exists():
                took = make_log(place / name, *size)
                print(f"{name}: {size[0]:,} reviews, caches made in {took:.1f} s")
        logs = {name: place / name for name in sizes}
        print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; milliseconds")
        print(f"{'':<34}  {'early':>9}  {'thin':>9}  {'long':>9}  long/early          long/thin")
        few = max(options.runs // 2, 5)
        compare("statistics alone", computed, logs, bank, options.runs)
        compare("log and index opened, statistics", gathered, logs, bank, options.runs)
        compare("... and the screen", shown, logs, bank, options.runs)
        compare("... and the page", paged, logs, bank, options.runs)
        compare("whole process: drill stats", run, logs, bank, few)


if __name__ == "__main__":
    main()
