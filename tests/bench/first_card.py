"""How long until the first card is on the screen, with 100 cards and with 20,000.

    python tests/bench/first_card.py [--rounds 15]

Each round starts, on a pseudo-terminal and in turn: the floor (Python, one SQLite query, one
line), the quiz with 100 cards, the quiz with 20,000. Medians, and ratios of medians.
"""

import argparse
import os
import pty
import select
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PER_FILE = 40
FLOOR = (
    "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]);"
    "print(db.execute('select ask from card where id = 1').fetchone()[0], flush=True)"
)
CARD = """- id: card-{i}
  ask: {{en: "Question number {i}?", zh: "问题 {i}？"}}
  topics: [topic-{t}]
  level: core
  sources: [ours]
  answer: {{en: "Answer {i}.", zh: "答案 {i}。"}}
  points: [{{en: point {i}, zh: 要点 {i}, any: [answer {i}], must: true}}]
"""


def bank(folder: Path, n: int) -> Path:
    cards = folder / f"bank-{n}" / "questions" / "cards"
    cards.mkdir(parents=True)
    for first in range(0, n, PER_FILE):
        rows = [CARD.format(i=i, t=i % 20) for i in range(first, min(first + PER_FILE, n))]
        (cards / f"cards-{first}.yaml").write_text("".join(rows), "utf-8")
    return folder / f"bank-{n}"


def until(command: list[str], words: bytes, environment: dict[str, str]) -> float:
    """Seconds from the start of a command until `words` are on its terminal."""
    master, slave = pty.openpty()
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, close_fds=True
    )
    os.close(slave)
    seen = b""
    while words not in seen:
        ready, _, _ = select.select([master], [], [], 60)
        if not ready:
            raise SystemExit(f"nothing came: {seen[-500:]!r}")
        try:
            seen += os.read(master, 65536)
        except OSError:
            raise SystemExit(f"ended early: {seen[-500:]!r}") from None
    took = time.perf_counter() - start
    process.kill()
    process.wait()
    os.close(master)
    return took


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = folder / "plain.db"
        with sqlite3.connect(plain) as db:
            db.execute("create table card (id integer primary key, ask text)")
            db.execute("insert into card values (1, 'Question number 1?')")
        commands = {"floor": ([sys.executable, "-c", FLOOR, str(plain)], {})}
        for n in (100, 20_000):
            environment = {
                "DRILL_BANK": str(bank(folder, n)),
                "DRILL_HOME": str(folder / f"home-{n}"),
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
            }
            commands[f"{n:,} cards"] = ([sys.executable, "-m", "drill", "quiz"], environment)
        base = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for k in range(rounds + 1):
            for name, (command, environment) in commands.items():
                took = until(command, b"Question number", base | environment)
                if k:  # the first round builds the index and the byte code
                    times[name].append(took)
                elif "cards" in name:
                    print(f"{name}: {took:.2f} s with the index to be built")
        medians = {name: statistics.median(took) for name, took in times.items()}
        print(f"\n{'until the first card':24} {'median':>8} {'floor ×':>8}")
        for name, median in medians.items():
            print(f"{name:24} {1000 * median:6.1f}ms {median / medians['floor']:8.2f}")
        small, large = medians["100 cards"], medians["20,000 cards"]
        print(f"20,000 against 100 cards: {large / small:.3f}")


if __name__ == "__main__":
    main()
