"""What does the index of a bank cost: built, one file changed, nothing changed?

    python tests/bench/card_index.py [--runs N] [--cards N] [--files N]

The bank is made up: cards of all six kinds in both languages, in files of equal size. The peer
is PyYAML's C loader over the same files (`yaml.load` with CBaseLoader, which builds plain lists,
dicts and strings and checks nothing), the collector off. The sides of a comparison take turns in
one run; a ratio is one of medians, and the middle half of the ratios of neighbouring runs stands
in brackets.
"""

import argparse
import gc
import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from drill.actions.bank import open_cards  # noqa: E402
from drill.bank.places import Bank  # noqa: E402

FEW = (100, 5)  # cards and files of the small bank
HEAD = """\
- id: card-{i:06}
  kind: {kind}
  ask:
    en: What does layer {i} of the network do{en}, and why does it stand where it stands?
    zh: 网络的第 {i} 层做什么{zh}？它为什么放在这个位置？
  topics: [topic-{first}, topic-{second}]
  level: {level}
  sources: ["note 003 Q{i}", "a paper, section 3.{i}"]
"""
POINTS = """\
  points:
    - en: statistics of the batch in training
      zh: 训练时用 batch 的统计量
      any: ["batch mean {i}", "batch statistics {i}", "batch 的均值 {i}", "batch 的统计量 {i}"]
      must: true
    - en: running averages at inference
      zh: 推理时用滑动平均
      any: ["running mean {i}", "moving average {i}", "滑动平均 {i}", "移动平均 {i}"]
      not: ["batch statistics at inference {i}"]
"""
ANSWER = """\
  answer:
    en: |
      It normalises the activations of layer {i} with the statistics of the batch.

      - In training these are the mean and the variance over the batch and all positions.
      - At inference running averages stand in: `y = (x - m) / sqrt(v + eps) * g + b`.
    zh: |
      它用 batch 的统计量对第 {i} 层的激活做归一化。

      - 训练时用 batch 和所有位置上的均值和方差。
      - 推理时用滑动平均：`y = (x - m) / sqrt(v + eps) * g + b`。
"""
CHOICES = """\
  choices:
    - {{en: the first of them, zh: 第一个, right: true}}
    - {{en: the second of them, zh: 第二个}}
    - {{en: the third of them, zh: 第三个}}
    - {{en: the fourth of them, zh: 第四个}}
"""
PARTS = {
    "recall": ANSWER + POINTS,
    "choice": CHOICES + ANSWER,
    "cloze": """\
  text:
    en: "Inference uses the {{{{running mean|moving average}}}}, never the {{{{batch}}}} statistics."
    zh: "推理时用{{{{滑动平均|移动平均}}}}，不用 {{{{batch}}}} 的统计量。"
""",
    "number": """\
  given: {{n: [224, 227, 112], k: [3, 5, 7], s: [1, 2]}}
  formula: floor((n - k) / s) + 1
  unit: {{en: px, zh: 像素}}
""",
    "order": """\
  steps:
    - {{en: the forward pass, zh: 前向计算}}
    - {{en: the loss, zh: 损失}}
    - {{en: the backward pass, zh: 反向传播}}
    - {{en: the update of the weights, zh: 更新权重}}
""",
    "bug": "  code: |\n    def f(x):\n        return x + {i}\n" + CHOICES,
}
KINDS = ("recall", "choice", "recall", "cloze", "recall", "number", "recall", "order", "bug")
LEVELS = ("warm-up", "core", "core", "hard")
START = """\
from pathlib import Path
from drill.actions.bank import open_cards
from drill.bank.places import Bank
with open_cards(Bank((Path({root!r}),)), Path({home!r})) as index:
    print(index.card("card-000042").ask.en)
"""
FLOOR = """\
import sqlite3
db = sqlite3.connect({path!r})
print(db.execute("select json from body where entry = 'card-000042'").fetchone()[0])
"""


def card(i: int) -> str:
    """Make up a card."""
    kind = KINDS[i % len(KINDS)]
    said = ("", "")
    if kind == "number":
        said = (" with n = {n}, k = {k}, s = {s}", "（n = {n}，k = {k}，s = {s}）")
    head = HEAD.format(
        i=i, kind=kind, en=said[0], zh=said[1], first=i % 40, second=40 + i % 7,
        level=LEVELS[i % len(LEVELS)],
    )  # fmt: skip
    return head + PARTS[kind].format(i=i)


def write(root: Path, cards: int, files: int) -> list[Path]:
    """Write a bank; its files are an hour old."""
    folder = root / "questions" / "cards"
    folder.mkdir(parents=True)
    paths, each = [], -(-cards // files)
    for k in range(files):
        path = folder / f"topic_{k:04}.yaml"
        numbers = range(k * each, min(cards, (k + 1) * each))
        path.write_text("\n".join(map(card, numbers)), "utf-8")
        then = time.time() - 3600
        os.utime(path, (then, then))
        paths.append(path)
    return paths


@contextmanager
def no_collector() -> Iterator[None]:
    """Keep the garbage collector out."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def timed(work: Callable[[], object]) -> float:
    """Give the milliseconds that something takes."""
    with no_collector():
        start = time.perf_counter()
        work()
        return 1000 * (time.perf_counter() - start)


def load(paths: list[Path]) -> None:
    """Read files as the peer does."""
    for path in paths:
        yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)


def take_turns(runs: int, *sides: Callable[[], float]) -> list[list[float]]:
    """Warm every side up, then time them in turn."""
    for side in sides:
        side()
    rounds = [[side() for side in sides] for _ in range(runs)]
    return [list(column) for column in zip(*rounds, strict=True)]


def line(name: str, ours: list[float], theirs: list[float] | None = None) -> None:
    """Print a row: milliseconds, and their ratio to the peer's."""
    ratio = ""
    if theirs:
        low, _, high = statistics.quantiles([a / b for a, b in zip(ours, theirs, strict=True)], n=4)
        middle = statistics.median(ours) / statistics.median(theirs)
        ratio = f"{middle:8.2f} [{low:.2f} {high:.2f}]"
    low, middle, high = statistics.quantiles(ours, n=4)
    print(f"  {name:52}{middle:10.2f}  {f'{low:.2f}-{high:.2f}':>18}{ratio}")


class World:
    """A bank and the home folder its index is kept in."""

    def __init__(self, folder: Path, cards: int, files: int) -> None:
        self.root, self.home = folder / "bank", folder / "home"
        self.paths = write(self.root, cards, files)

    def open(self) -> None:
        """Open the index and read a card."""
        with open_cards(Bank((self.root,)), self.home) as index:
            index.card("card-000042")

    def build(self) -> float:
        """Build the index from nothing."""
        shutil.rmtree(self.home, ignore_errors=True)
        return timed(self.open)

    def edit(self) -> float:
        """Open the index after one file was saved."""
        os.utime(self.paths[0], ns=(0, time.time_ns() - 10**9))
        return timed(self.open)

    def process(self, code: str) -> float:
        """Run a Python of its own."""
        (path,) = self.home.glob("*.db")
        filled = code.format(root=str(self.root), home=str(self.home), path=str(path))
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", filled]
        return timed(
            lambda: subprocess.run(command, env=environment, check=True, capture_output=True)
        )


def main() -> None:
    """Do as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=25, help="how often each side (default 25)")
    parser.add_argument("--cards", type=int, default=20_000, help="default 20000")
    parser.add_argument("--files", type=int, default=500, help="default 500")
    chosen = parser.parse_args()
    if chosen.runs < 2 or chosen.cards < 100 or chosen.files < 1:
        parser.error("two runs, a hundred cards and a file at least")
    print(
        f"Python {platform.python_version()}, PyYAML {yaml.__version__}, SQLite"
        f" {sqlite3.sqlite_version}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    with tempfile.TemporaryDirectory(prefix="drill-bench-") as temporary:
        few = World(Path(temporary) / "few", *FEW)
        many = World(Path(temporary) / "many", chosen.cards, chosen.files)
        size = sum(path.stat().st_size for path in many.paths) / 1e6
        print(f"{chosen.cards} cards in {chosen.files} files, {size:.1f} MB\n")
        print(f"  {'':52}{'ms':>10}  {'middle half':>18}   ratio")
        ours, theirs = take_turns(
            max(3, chosen.runs // 8), many.build, lambda: timed(lambda: load(many.paths))
        )
        line("PyYAML's C loader over all files", theirs)
        line("the index built from nothing", ours, theirs)
        ours, theirs = take_turns(
            chosen.runs, many.edit, lambda: timed(lambda: load(many.paths[:1]))
        )
        line("PyYAML's C loader over one file", theirs)
        line("the index opened, one file changed", ours, theirs)
        few.build()
        ours, theirs = take_turns(
            4 * chosen.runs, lambda: timed(many.open), lambda: timed(few.open)
        )
        line(f"the index opened, nothing changed, {FEW[0]} cards", theirs)
        line(f"the index opened, nothing changed, {chosen.cards} cards", ours, theirs)
        ours, theirs, floor = take_turns(
            2 * chosen.runs,
            lambda: many.process(START),
            lambda: few.process(START),
            lambda: many.process(FLOOR),
        )
        line("a process: sqlite3, select and print", floor)
        line(f"a process: the index and a card, {FEW[0]} cards", theirs, floor)
        line(f"a process: the index and a card, {chosen.cards} cards", ours, theirs)
        (path,) = many.home.glob("*.db")
        print(f"\n  the index takes {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
