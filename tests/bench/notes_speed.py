"""How fast notes are read, and how the time grows from 1 to 64 MB.

    PYTHONPATH=tests python tests/bench/notes_speed.py [--most 64] [--only NAME ...]

Real notes beside the project where they are, else ours, one after the other until the size is
reached; and lines of other shapes. Seconds of the processor, MB per second, and the exponent between a size and
the one before it: 1 is linear.
"""

import argparse
import gc
import math
import resource
import time
from collections.abc import Callable
from pathlib import Path

from bank.notes_samples import SAMPLES

from drill.bank.notes import parse
from drill.bank.topic_words import topic_words

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "notes"


def repeated(block: bytes) -> Callable[[int], bytes]:
    """Give the block as often as it fits."""
    return lambda size: (block * (size // len(block) + 1))[:size]


def sources() -> dict[str, Callable[[int], bytes]]:
    """Give makers of notes of about so many bytes."""
    found = {path.name[:6]: repeated(path.read_bytes() + b"\n") for path in FOLDER.glob("00*.txt")}
    found |= {
        path.name[:6]: repeated(path.read_bytes() + b"\n") for path in FOLDER.glob("more/*.md")
    }
    ours = {
        sample.name.split(",")[0][:16]: repeated(sample.text.encode() + b"\n")
        for sample in SAMPLES[:3]
    }
    return (found or ours) | {
        "questions": lambda n: b"".join(
            b"%d. What is %d?\nIt is so.\n" % (i, i) for i in range(n // 34)
        ),
        "one line": lambda n: b"1. What?\n" + b"words a? ![b](c) http://d.e/f " * (n // 30),
        "quotes": lambda n: b"1. What?\n" + (b"> " * 1000 + b"deep\n") * (n // 2005),
    }


def main() -> None:
    """Print a row for each source and size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=64, help="MB")
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    gc.disable()  # as the command does
    topics = topic_words()
    print(f"{'notes':18}{'MB':>5}{'seconds':>9}{'MB/s':>7}{'exponent':>10}{'questions':>11}")
    for name, make in sorted(sources().items()):
        if asked.only and name not in asked.only:
            continue
        before = None
        size = 1
        while size <= asked.most:
            data = make(size << 20)
            start = time.process_time()
            notes = parse(data, "notes.md", topics)
            seconds = time.process_time() - start
            grows = "" if before is None else f"{math.log(seconds / before, 4):.2f}"
            row = f"{name:18}{size:5}{seconds:9.2f}{size / seconds:7.2f}{grows:>10}{len(notes.questions):11}"
            print(row, flush=True)
            before, size = seconds, size * 4
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


if __name__ == "__main__":
    main()
