"""How long does `drill code` take beside what cannot be saved, and beside pytest?

    python tests/bench/whole_process.py [--runs N] [ROW ...]

Rows: right, wrong, pytest, trivial, regrade, save, several, version; all of them by default.
It measures the checkout it lies in, and never writes into it.

The sides of a comparison take turns (A B A B ...) in one run. A ratio is one of medians, and the
middle half of the ratios of neighbouring runs stands in brackets. CPU is user and system time
of a process and everything it waited for: on a machine that others use too, trust it more than
the clock on the wall, but mind that it cannot see what two cores do at the same time.

The floor is `python -c`: import numpy with one BLAS thread, run the source of the answer, call it
on the very inputs that drill draws (read with `marshal`). pytest runs without plugins and with
one BLAS thread, one parametrised test per input, the expected values written down beforehand.
"""

import os

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
os.environ.update(ONE_THREAD)  # before numpy

import argparse  # noqa: E402
import contextlib  # noqa: E402
import fcntl  # noqa: E402
import marshal  # noqa: E402
import math  # noqa: E402
import platform  # noqa: E402
import pty  # noqa: E402
import resource  # noqa: E402
import select  # noqa: E402
import signal  # noqa: E402
import statistics  # noqa: E402
import struct  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import termios  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from dataclasses import dataclass, field  # noqa: E402
from importlib.metadata import version as version_of  # noqa: E402
from itertools import cycle  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from drill.actions.grading.run import Grader, Options  # noqa: E402
from drill.bank.places import open_bank  # noqa: E402
from drill.bank.solutions import load_solution  # noqa: E402
from drill.grading.inputs import copies, draws  # noqa: E402

ANSWERS = ROOT / "tests" / "answers" / "nms"
RIGHT, WRONG = ANSWERS / "right_vectorised.py", ANSWERS / "wrong_plus_one.py"
WORLD = ROOT / "tests" / "world"
SUBMISSIONS = 20
LATE = "rich numpy yaml sqlite3 prompt_toolkit fsrs pydantic subprocess asyncio".split()
DRILL = "import sys; from drill.cli.app import main; sys.argv[0] = 'drill'; sys.exit(main())"
TRIVIAL = """\
import numpy as np


def order(values, reverse=False):
    return np.argsort(values if reverse else -values, kind="stable")
"""
UNPACK = """\
def unpack(x):
    if type(x) is not tuple:
        return x
    kind, shape, data = x
    return np.frombuffer(bytearray(data), kind).reshape(shape)
"""
FLOOR = f"""\
import marshal, sys
import numpy as np
{UNPACK}
with open(sys.argv[1], "rb") as file:
    inputs = [[unpack(x) for x in one] for one in marshal.load(file)]
names = {{}}
with open(sys.argv[2], "rb") as file:
    exec(compile(file.read(), sys.argv[2], "exec"), names)
function = names[sys.argv[3]]
for one in inputs:
    function(*one)
"""
LOADING = f"""\
import marshal, sys, time
import numpy as np
start = time.process_time()
{UNPACK}
with open(sys.argv[1], "rb") as file:
    inputs = [[unpack(x) for x in one] for one in marshal.load(file)]
print(1000 * (time.process_time() - start))
"""
PEER = f"""\
import marshal, os
import numpy as np
import pytest
{UNPACK}
with open(os.environ["CASES"], "rb") as file:
    CASES = [([unpack(x) for x in one], unpack(want)) for one, want in marshal.load(file)]
names = {{}}
with open(os.environ["ANSWER"], "rb") as file:
    exec(compile(file.read(), os.environ["ANSWER"], "exec"), names)
answer = names["nms"]


@pytest.mark.parametrize(("inputs", "expected"), CASES)
def test_answer(inputs, expected):
    np.testing.assert_array_equal(np.asarray(answer(*inputs), dtype=np.int64), expected)
"""
VERSION = """\
import sys
before = set(sys.modules)
from drill.cli.app import main
sys.argv = ["drill", "--version"]
try:
    main()
except SystemExit:
    pass
print(*sorted(set(sys.modules) - before))
"""


# ---- running --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cost:
    """What one run took, in seconds."""

    wall: float
    cpu: float


@dataclass
class Side:
    """Something that is timed again and again."""

    name: str
    run: Callable[[], Cost]
    costs: list[Cost] = field(default_factory=list)

    @property
    def walls(self) -> list[float]:
        """Seconds on the clock."""
        return [one.wall for one in self.costs]

    @property
    def cpus(self) -> list[float]:
        """Seconds of CPU."""
        return [one.cpu for one in self.costs]


def process(
    name: str, argv: Sequence[object], env: dict[str, str], wanted: Sequence[int] = (0,)
) -> Side:
    """Time a process from its start until it was waited for, its output going to a pipe."""
    return Side(name, lambda: run(argv, env, wanted)[0])


def run(
    argv: Sequence[object], env: dict[str, str], wanted: Sequence[int] = (0,)
) -> tuple[Cost, str]:
    """Run a process; give what it took, with all it waited for, and what it printed."""
    reader, writer = os.pipe()
    words = [sys.executable, *map(str, argv)]
    start = time.perf_counter()
    redirected = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, writer, 1),
        (os.POSIX_SPAWN_DUP2, writer, 2),
    ]
    pid = os.posix_spawn(words[0], words, env, file_actions=redirected)
    os.close(writer)
    with open(reader, encoding="utf-8", errors="replace") as pipe:
        output = pipe.read()
    _, status, used = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in wanted:
        sys.exit(f"exit code {code} from {words}\n{output[-3000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime), output


def take_turns(sides: Sequence[Side], runs: int) -> None:
    """Warm every side up, then time them in turn."""
    for side in sides:
        side.run()
    for _ in range(runs):
        for side in sides:
            side.costs.append(side.run())


# ---- the table ------------------------------------------------------------------------------


def heading(title: str) -> None:
    """Open a table."""
    print(f"\n{title}")
    print(
        f"  {'':34}{'wall ms':>9}{'spread':>14}{'least':>9}{'CPU ms':>9}"
        f"{'wall ratio':>24}{'CPU ratio':>24}"
    )


def table(title: str, sides: Sequence[Side]) -> None:
    """Print the sides and how the first compares with each of the others."""
    heading(title)
    first, *others = sides
    line(first, "")
    for other in others:
        line(other, f"{ratio(first.walls, other.walls):>24}{ratio(first.cpus, other.cpus):>24}")


def line(side: Side, ratios: str) -> None:
    """Print what one side took."""
    low, middle, high = statistics.quantiles(side.walls, n=4)
    cpu = "-" if math.isnan(side.costs[0].cpu) else f"{1000 * statistics.median(side.cpus):.1f}"
    spread = f"{1000 * low:.0f}-{1000 * high:.0f}"
    least = 1000 * min(side.walls)
    print(f"  {side.name:34}{1000 * middle:9.1f}{spread:>14}{least:9.1f}{cpu:>9}{ratios}")


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """Compare medians; the middle half of neighbouring runs says how sure that is."""
    if any(math.isnan(one) for one in ours):
        return "-"
    low, _, high = statistics.quantiles([a / b for a, b in zip(ours, theirs, strict=True)], n=4)
    return f"{statistics.median(ours) / statistics.median(theirs):.2f} [{low:.2f} {high:.2f}]"


def verdict(side: Side, other: Side, *, most: float = 0.0, least: float = 0.0) -> None:
    """Hold the ratio of medians against the goal, on the wall and by CPU."""
    goal = f"at most {most:g}" if most else f"at least {least:g}"
    for how, ours, theirs in (("wall", side.walls, other.walls), ("CPU", side.cpus, other.cpus)):
        found = statistics.median(ours) / statistics.median(theirs)
        met = found <= most if most else found >= least
        print(
            f"  {'ok ' if met else 'NOT MET'} {how}: {side.name} / {other.name}"
            f" = {found:.2f}, goal {goal}"
        )


# ---- what is run ----------------------------------------------------------------------------


def pack(value: Any) -> Any:
    """Make a value that `marshal` takes."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    return value.item() if isinstance(value, np.generic) else value


def load(path: Path, function: str) -> Callable[..., Any]:
    """Run the source of an answer and find its function."""
    names: dict[str, Any] = {}
    exec(compile(path.read_bytes(), str(path), "exec"), names)
    return names[function]


class Bench:
    """The temporary files that all rows share."""

    def __init__(self, temporary: Path, runs: int) -> None:
        self.folder, self.runs = temporary, runs
        os.environ["DRILL_HOME"] = str(temporary / "home")
        self.bank = open_bank(ROOT)
        # like drill, which forks before it has read a solution: later it would not fork at all
        self.graders = {path: self.grader() for path in (RIGHT, WRONG)}
        self.env = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DRILL_", "PYTHON", "PYTEST")) and name not in ONE_THREAD
        }
        self.env |= {"PYTHONPATH": str(ROOT), "DRILL_HOME": str(temporary / "home")}
        self.env |= {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        self.floor_env = self.env | ONE_THREAD
        self.world_env = self.env | {"DRILL_BANK": str(WORLD)}

        self.nms = [one.inputs for one in draws(load_solution(ROOT / "solutions" / "nms.py"), 0)]
        self.order = [
            one.inputs for one in draws(load_solution(WORLD / "solutions" / "order.py"), 0)
        ]
        self.nms_inputs = self.write("nms.bin", [[*map(pack, one)] for one in self.nms])
        self.order_inputs = self.write("order.bin", [[*map(pack, one)] for one in self.order])
        right = load(RIGHT, "nms")
        expected = [np.asarray(right(*copies(one)), dtype=np.int64) for one in self.nms]
        cases = [
            ([*map(pack, one)], pack(want)) for one, want in zip(self.nms, expected, strict=True)
        ]
        self.cases = self.write("cases.bin", cases)
        self.peer = temporary / "test_peer.py"
        self.peer.write_text(PEER)
        self.trivial = temporary / "trivial.py"
        self.trivial.write_text(TRIVIAL)

    def write(self, name: str, value: Any) -> Path:
        """Write a value for `marshal` to read."""
        path = self.folder / name
        path.write_bytes(marshal.dumps(value))
        return path

    def grader(self) -> Grader:
        """Get ready to grade nms in this process."""
        return Grader(self.bank, self.bank.find("nms"), Options())

    def drill(self, answer: Path, wanted: int) -> Side:
        """Grade an answer to nms."""
        argv = ["-c", DRILL, "code", "nms", answer, "--no-speed"]
        return process("drill code nms", argv, self.env, [wanted])

    def floor(self, inputs: Path, answer: Path, function: str) -> Side:
        """Run an answer on its inputs and do nothing else."""
        argv = ["-c", FLOOR, inputs, answer, function]
        return process("floor: numpy and the answer", argv, self.floor_env)

    def pytest(self, answer: Path, wanted: Sequence[int]) -> Side:
        """Run an answer in pytest."""
        argv = ["-m", "pytest", "-q", "-p", "no:cacheprovider", self.peer]
        env = self.floor_env | {"CASES": str(self.cases), "ANSWER": str(answer)}
        env |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        return process(f"pytest, {len(self.nms)} cases", argv, env, wanted)


def right(bench: Bench) -> None:
    """Grade a right answer, beside the floor."""
    beside_floor(bench, RIGHT, 0, 1.1)


def wrong(bench: Bench) -> None:
    """Grade a wrong answer, beside the floor."""
    beside_floor(bench, WRONG, 1, 1.3)


def beside_floor(bench: Bench, answer: Path, code: int, goal: float) -> None:
    """Compare `drill code nms` with its floor."""
    sides = [bench.drill(answer, code), bench.floor(bench.nms_inputs, answer, "nms")]
    take_turns(sides, bench.runs)
    table(f"drill code nms {answer.name}, {len(bench.nms)} inputs", sides)
    verdict(*sides, most=goal)
    loading = run(["-c", LOADING, bench.nms_inputs], bench.floor_env)[1].split()[-1]
    print(f"  (reading the inputs is {float(loading):.1f} ms of CPU of the floor)")


def peer(bench: Bench) -> None:
    """Compare `drill code nms` with pytest, on a right and on a wrong answer."""
    for answer, code in ((RIGHT, 0), (WRONG, 1)):
        sides = [bench.drill(answer, code), bench.pytest(answer, [code])]
        take_turns(sides, bench.runs)
        table(f"drill code nms {answer.name} beside pytest", sides)
        verdict(sides[1], sides[0], least=4)


def trivial(bench: Bench) -> None:
    """Grade an answer that takes no time."""
    argv = ["-c", DRILL, "code", "order", bench.trivial, "--no-speed"]
    sides = [
        process("drill code order", argv, bench.world_env),
        bench.floor(bench.order_inputs, bench.trivial, "order"),
    ]
    take_turns(sides, bench.runs)
    table(f"a trivial answer, {len(bench.order)} inputs", sides)
    verdict(*sides, most=1.5)


def regrade(bench: Bench) -> None:
    """Grade again in a process that has graded before, as --watch does."""
    for answer, grader in bench.graders.items():
        before = children_cpu()
        with grader:
            ours = Side("grade again", lambda g=grader, a=answer: timed(lambda: g.grade(a)))
            own = Side("the answer, here", lambda a=answer: timed(lambda: once(bench, a)))
            take_turns([ours, own], 2 * bench.runs)
        children = (children_cpu() - before) / (len(ours.costs) + 1)
        table(f"grading {answer.name} again (CPU without the child's)", [ours, own])
        more = 1000 * (statistics.median(ours.walls) - statistics.median(own.walls))
        least = 1000 * (min(ours.walls) - min(own.walls))
        cpu = 1000 * (statistics.median(ours.cpus) + children - statistics.median(own.cpus))
        print(
            f"  {'ok ' if more <= 20 else 'NOT MET'} wall: {more:.1f} ms more, goal at most 20;"
            f" least against least {least:.1f}; CPU with the child's {cpu:.1f} ms more"
        )


def once(bench: Bench, path: Path) -> None:
    """Run the source of an answer and call it on every input."""
    function = load(path, "nms")
    for one in bench.nms:
        with contextlib.suppress(Exception):  # a wrong one may raise
            function(*copies(one))


def timed(work: Callable[[], object]) -> Cost:
    """Time something in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def children_cpu() -> float:
    """Sum up the CPU seconds of the processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def save(bench: Bench) -> None:
    """Save a file under `drill code --watch` in a terminal and wait for the new report."""
    answer, new = bench.folder / "saved.py", bench.folder / "saved.py.new"
    sources = [RIGHT.read_text("utf-8"), WRONG.read_text("utf-8")]
    answer.write_text(sources[0])
    terminal = Terminal(["-c", DRILL, "code", "nms", answer, "--watch"], bench.env)
    own = Side("the answer, here", lambda: timed(lambda: once(bench, answer)))
    report = Side("save to report", lambda: Cost(0, 0))
    ready = Side("save to waiting again", lambda: Cost(0, 0))
    try:
        terminal.until(b"waiting for the next save")
        for i in range(1, bench.runs + 1):
            time.sleep(0.03 * (i % 5))  # anywhere between two looks at the file
            start = time.perf_counter()
            new.write_text(f"{sources[i % 2]}\n# {i}\n")
            new.replace(answer)  # as editors do: half a file is never seen
            terminal.until(b"/ 100")
            report.costs.append(Cost(time.perf_counter() - start, float("nan")))
            terminal.until(b"waiting for the next save")
            ready.costs.append(Cost(time.perf_counter() - start, float("nan")))
            own.costs.append(own.run())
    finally:
        terminal.close()
    table("drill code nms --watch, from the save (looks at the file every 30 ms)", [report, own])
    line(ready, "")


class Terminal:
    """A process that believes it writes to a person."""

    def __init__(self, argv: Sequence[object], env: dict[str, str]) -> None:
        self._screen, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", 50, 100, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, *map(str, argv)], stdin=theirs, stdout=theirs, stderr=theirs,
            env=env | {"TERM": "xterm-256color"}, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self._seen = b""

    def until(self, words: bytes, patience_s: float = 60) -> None:
        """Wait for words; what came before them is forgotten."""
        end = time.monotonic() + patience_s
        while words not in self._seen:
            ready, _, _ = select.select([self._screen], [], [], max(0, end - time.monotonic()))
            if not ready:
                sys.exit(f"{words!r} did not appear; instead {self._seen[-2000:]!r}")
            self._seen += os.read(self._screen, 1 << 16)
        self._seen = self._seen.partition(words)[2]

    def close(self) -> None:
        """End it as Ctrl-C does."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait()
        os.close(self._screen)


def several(bench: Bench) -> None:
    """Grade many submissions in one process, beside pytest for each of them."""
    mixed = [path for path in sorted(ANSWERS.glob("*.py")) if "torch" not in path.name]
    many(bench, "the same right one", [RIGHT], 0)
    many(bench, "right and wrong ones, some with slow loops", mixed, 1)


def many(bench: Bench, title: str, answers: Sequence[Path], code: int) -> None:
    """Compare, with as many files as `SUBMISSIONS`."""
    files = [bench.folder / f"submission_{i:02}.py" for i in range(SUBMISSIONS)]
    for file, path in zip(files, cycle(answers), strict=False):
        file.write_bytes(path.read_bytes())
    argv = ["-c", DRILL, "code", "nms", *files, "--no-speed", "--json"]
    peers = [bench.pytest(path, [0, 1]) for path in files]

    def all_of_them() -> Cost:
        costs = [one.run() for one in peers]
        return Cost(sum(one.wall for one in costs), sum(one.cpu for one in costs))

    def answers_alone() -> None:
        for path in files:
            once(bench, path)

    sides = [
        process(f"drill code nms, {SUBMISSIONS} files", argv, bench.env, [code]),
        Side(f"pytest, {SUBMISSIONS} times", all_of_them),
        Side("the answers alone, here", lambda: timed(answers_alone)),
    ]
    take_turns(sides, max(3, bench.runs // 5))
    table(f"{SUBMISSIONS} submissions, {title}", sides)
    for side in sides:
        walls, cpus = statistics.median(side.walls), statistics.median(side.cpus)
        print(
            f"  {side.name}: {SUBMISSIONS / walls:.1f} a second,"
            f" {SUBMISSIONS / cpus:.1f} a second of CPU"
        )
    verdict(sides[1], sides[0], least=10)


def version(bench: Bench) -> None:
    """Start and say the version."""
    sides = [
        process("drill --version", ["-c", DRILL, "--version"], bench.env),
        process("python -c pass", ["-c", "pass"], bench.env),
        process("python -c 'import typer'", ["-c", "import typer"], bench.env),
    ]
    take_turns(sides, 2 * bench.runs)
    table("start", sides)
    modules = run(["-c", VERSION], bench.env)[1].splitlines()[-1].split()
    tops = {one.partition(".")[0] for one in modules}
    late = [one for one in LATE if one in tops]
    print(
        f"  {len(modules)} modules imported by drill --version; of the late ones: {late or 'none'}"
    )


ROWS: dict[str, Callable[[Bench], None]] = {
    "right": right,
    "wrong": wrong,
    "pytest": peer,
    "trivial": trivial,
    "regrade": regrade,
    "save": save,
    "several": several,
    "version": version,
}


def main() -> None:
    """Do as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(ROWS))
    parser.add_argument("--runs", type=int, default=15, help="how often each side (default 15)")
    chosen = parser.parse_args()
    if unknown := set(chosen.rows) - set(ROWS):
        parser.error(f"no row is named {', '.join(sorted(unknown))}")
    if chosen.runs < 2:
        parser.error("a spread needs two runs")
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        print("PYTHONDONTWRITEBYTECODE is set: what runs here runs without it")
        sys.dont_write_bytecode = False
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(
        f"Python {platform.python_version()}, numpy {np.__version__}, typer {version_of('typer')},"
        f" {platform.machine()}, {cores} cores, {chosen.runs} runs,"
        f" load {os.getloadavg()[0]:.1f} at the start"
    )
    with tempfile.TemporaryDirectory(prefix="drill-bench-") as temporary:
        bench = Bench(Path(temporary), chosen.runs)
        for row in chosen.rows or ROWS:
            ROWS[row](bench)
            sys.stdout.flush()
    print(f"\nload {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
