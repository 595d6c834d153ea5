"""Kill drill with SIGKILL at random moments: is any answer lost that it said was stored?

    python tests/bench/crash.py [KILLS [log | quiz ...]]

log: a process writes answers, undos and attempts, copies the log, computes it anew, and names each
on a pipe once the store has returned. quiz: the real `drill quiz` on a pseudo-terminal; an answer
counts as stored once the next card is on the screen. After each kill the log is opened again:
every answer that was named must be in it, at most one more than that, and the file must be sound.
What a kill cannot show is a power cut: that is what `synchronous = full` is for.
"""

import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from drill.actions.backup import backup
from drill.actions.record import FILE, make_review, new_uuid, open_log
from drill.model.attempt import Attempt
from drill.model.outcome import Verdict
from drill.model.review import CODE, Event, Happened, Judge, Origin, Rating
from drill.store.log import Log

ROOT = Path(__file__).resolve().parent.parent.parent
CARDS = 600
FRESH_AFTER = 25  # kills: then a new folder, so that new logs are killed too
BEGUN = datetime(2027, 1, 1, 9, tzinfo=UTC)


@dataclass
class Kills:
    """What was counted."""

    kills: int = 0
    named: int = 0  # answers, undos and attempts that were said to be stored
    lost: int = 0
    unnamed: int = 0  # stored, killed before it could be said
    extra: int = 0  # stored, and neither named nor under way
    unsound: int = 0
    computed_wrongly: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing was lost and nothing broken."""
        return not (self.lost or self.extra or self.unsound or self.computed_wrongly)


def kill_log(kills: int, seed: int = 0) -> Kills:
    """Kill a process that writes to the log."""
    rng, found = random.Random(seed), Kills()
    make_review(None, "any", Rating.GOOD, BEGUN)  # what is imported late, before the forks
    while found.kills < kills:
        with tempfile.TemporaryDirectory() as name:
            folder, stored = Path(name), set[str]()
            for _ in range(min(FRESH_AFTER, kills - found.kills)):
                named = _killed(folder, rng, day=found.kills)
                stored = _check(folder, stored, named, found)
    return found


def _killed(folder: Path, rng: random.Random, day: int) -> set[str]:
    """Let a process write for a moment, kill it, and give the rows that it named."""
    reading, writing = os.pipe()
    seed, moment = rng.random(), rng.uniform(0, 0.06)
    process = os.fork()
    if process == 0:
        try:
            os.close(reading)
            _write(folder, random.Random(seed), BEGUN + timedelta(days=day), writing)
        finally:
            os._exit(1)
    os.close(writing)
    if rng.random() < 0.7:  # else it may be killed while it makes or opens the log
        select.select([reading], [], [], 30)
    time.sleep(moment)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    with os.fdopen(reading, "rb") as pipe:
        lines = pipe.read().split(b"\n")
    return {line.decode() for line in lines[:-1]}  # what follows the last newline is half a name


def _write(folder: Path, rng: random.Random, now: datetime, pipe: int) -> None:
    """Write without end. The first answer of a day copies the log before."""
    last = None
    while True:
        with open_log(folder) as log:
            for _ in range(rng.randint(1, 40)):
                now += timedelta(seconds=7)
                what = rng.random()
                if what < 0.8 or last is None:
                    item = f"card-{rng.randrange(50)}"
                    rating = Rating(rng.randint(1, 4))
                    review = make_review(log.memory(item), item, rating, now, typed="x" * 300)
                    log.add_review(review)
                    last = review
                    os.write(pipe, f"{review.uuid}\n".encode())
                elif what < 0.9:
                    void = Event(
                        uuid=new_uuid(),
                        item=last.item,
                        ts_ms=last.ts_ms + 1,
                        kind=Happened.VOID,
                        target=last.uuid,
                    )
                    log.add_event(void)
                    last = None
                    os.write(pipe, f"{void.uuid}\n".encode())
                elif what < 0.97:
                    os.write(pipe, f"{_attempt(log, now)}\n".encode())
                elif what < 0.985:
                    log.rebuild()
                else:
                    backup(log, folder, None, now)


def _attempt(log: Log, now: datetime) -> str:
    uuid = new_uuid()
    ts_ms = int(now.timestamp() * 1000)
    attempt = Attempt(
        uuid=uuid, ts_ms=ts_ms, tz_min=0, problem="nms", file="my.py", verdict=Verdict.WRONG_ANSWER,
        score=40, mistake=None, seed=1, elapsed_ms=9,
    )  # fmt: skip
    item = CODE + "nms"
    review = make_review(
        log.memory(item), item, Rating.AGAIN, now, uuid=uuid, origin=Origin.CODE, judge=Judge.AUTO,
        due_day=None,
    )  # fmt: skip
    log.add_attempt(attempt, review)
    return uuid


def _check(folder: Path, stored: set[str], named: set[str], found: Kills) -> set[str]:
    """Open the log again; give what is in it now."""
    with open_log(folder) as log:
        found.unsound += log.integrity() != "ok"
        now = {
            uuid
            for table in ("review", "event")
            for (uuid,) in log.db.execute(f"select uuid from {table}")
        }
        if found.kills % 5 == 0:
            found.computed_wrongly += _computed_wrongly(log)
    came = now - stored - named
    found.kills += 1
    found.named += len(named)
    found.lost += len((stored | named) - now)
    found.unnamed += min(len(came), 1)
    found.extra += max(len(came) - 1, 0)
    return now


def _computed_wrongly(log: Log) -> bool:
    from drill.store.repair import stale

    return bool(stale(log))


def kill_quiz(kills: int, seed: int = 0) -> Kills:
    """Kill `drill quiz` between two keys, while it starts, while it stores."""
    rng, found = random.Random(seed), Kills()
    while found.kills < kills:
        with tempfile.TemporaryDirectory() as name:
            folder, answered = Path(name), dict[str, int]()
            _write_bank(folder)
            for _ in range(min(FRESH_AFTER, kills - found.kills)):
                named, under_way = _quiz(folder, rng)
                _check_quiz(folder / "home", answered, named, under_way, found)
    return found


def _write_bank(folder: Path) -> None:
    cards = folder / "bank" / "questions" / "cards"
    cards.mkdir(parents=True)
    (cards / "many.yaml").write_text(
        "".join(
            f"- id: card-{k:04}\n  ask: {{en: Question q{k:04}?, zh: q{k:04}？}}\n  topics: [some]\n"
            "  level: core\n  sources: [ours]\n  answer: {en: Yes., zh: 是。}\n"
            '  points: [{en: "yes", zh: 是, any: ["yes"], must: true}]\n'
            for k in range(CARDS)
        ),
        "utf-8",
    )


def _quiz(folder: Path, rng: random.Random) -> tuple[dict[str, int], str | None]:
    """Answer until the moment comes. Give the answers the next card confirmed, and the card after."""
    main, side = pty.openpty()
    _set_size(side)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "DRILL_HOME": str(folder / "home"),
        "DRILL_BANK": str(folder / "bank"),
        "LANG": "C.UTF-8",
        "TERM": "xterm",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "drill", "quiz", "--new", str(CARDS)],
        stdin=side, stdout=side, stderr=side, env=environment, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    os.close(side)
    deadline = time.monotonic() + rng.uniform(0.05, 1.0)
    named: dict[str, int] = {}
    current, rated = None, 0
    text = b""
    while True:
        left = deadline - time.monotonic()
        if left <= 0 and process.returncode is None:
            process.kill()
            process.wait()
        ready, _, _ = select.select([main], [], [], max(left, 0))
        try:
            more = os.read(main, 65536) if ready else b""
        except OSError:  # the other end is closed
            more = b""
        if not more and process.returncode is not None:
            break
        text = (text + more)[-20_000:]
        shown = re.findall(rb"q(\d{4})", text)
        card = f"card-{shown[-1].decode()}" if shown else None
        if card is not None and card != current:
            if current is not None:
                named[current] = rated
            current, rated = card, rng.randint(2, 4)
            if process.returncode is None:
                os.write(main, f" {rated}".encode())
    os.close(main)
    return named, current


def _set_size(side: int) -> None:
    import fcntl
    import termios

    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))


def _check_quiz(
    home: Path, answered: dict[str, int], named: dict[str, int], under_way: str | None, found: Kills
) -> None:
    """Look for the answers; a card is new once, so each has one at most."""
    now: dict[str, int] = {}
    if (home / FILE).exists():
        with open_log(home) as log:
            found.unsound += log.integrity() != "ok"
            now = dict(log.db.execute("select item, rating from review"))
            if found.kills % 5 == 0:
                found.computed_wrongly += _computed_wrongly(log)
    expected = answered | named
    came = now.keys() - expected.keys()
    found.kills += 1
    found.named += len(named)
    found.lost += sum(now.get(card) != rating for card, rating in expected.items())
    found.unnamed += under_way in came
    found.extra += len(came - {under_way})
    answered.clear()
    answered.update(now)


def report(what: str, found: Kills, seconds: float) -> str:
    """Say what came of it."""
    return (
        f"{what}: killed {found.kills} times in {seconds:.0f} s; {found.named:,} rows said to be"
        f" stored, {found.lost} lost; {found.unnamed} stored but not yet said, {found.extra} other;"
        f" {found.unsound} files unsound, {found.computed_wrongly} computed wrongly"
    )


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    ok = True
    for name in sys.argv[2:] or ["log", "quiz"]:
        start = time.monotonic()
        kills = {"log": kill_log, "quiz": kill_quiz}[name](count)
        print(report(name, kills, time.monotonic() - start), flush=True)
        ok = ok and kills.ok
    sys.exit(0 if ok else 1)
