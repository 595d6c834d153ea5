"""Try what the sandbox must stop, on this machine, and look at bank and log."""

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import numpy as np

from drill.actions.doctor.log import check_log
from drill.actions.grading.run import secrets
from drill.bank.places import Bank
from drill.errors import DrillError
from drill.grading.sandbox import Loaded, Policy, Sandbox, Submission, Zygote
from drill.model.listing import Check
from drill.model.outcome import Returned
from drill.model.text import Text

# What a submission must not be able to do: code that returns True where it could.
PROBES = {
    "read_references": (
        Text("read drill's references", "读取 drill 的参考答案"),
        "return any(readable(path) for path in references)",
    ),
    "write_files": (
        Text("write or delete your files", "改写或删除你的文件"),
        "open(canary, 'a').write('x'); return True",
    ),
    "change_permissions": (
        Text("change the permissions of your files", "修改你的文件权限"),
        "os.chmod(canary, 0o600); return True",
    ),
    "use_network": (
        Text("open a network connection", "访问网络"),
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM); return True",
    ),
    "use_unix_sockets": (
        Text("talk to local daemons", "连接本机的守护进程"),
        "import socket; socket.socket(socket.AF_UNIX, socket.SOCK_STREAM); return True",
    ),
    "start_process": (
        Text("start a process", "启动进程"),
        "pid = os.fork()\n    if pid == 0: os._exit(0)\n    return True",
    ),
    "signal_grader": (
        Text("send a signal to drill", "向 drill 发信号"),
        "os.kill(grader, 0); return True",
    ),
    "read_grader": (
        Text("read drill's memory", "读取 drill 的内存"),
        "return bool(open(f'/proc/{grader}/maps').read())",
    ),
    "see_environment": (
        Text("see your environment variables", "看到你的环境变量"),
        "return 'DRILL_DOCTOR_PROBE' in os.environ",
    ),
    "use_memory": (
        Text("use more than 2 GiB of memory", "占用超过 2 GiB 内存"),
        "x = bytearray(3 << 30); return True",
    ),
    "make_namespaces": (
        Text("make new namespaces", "创建新的命名空间"),
        "import ctypes; return ctypes.CDLL(None).unshare(0x10000000) == 0",
    ),
}

SOURCE = """\
import os

def readable(path):
    try:
        return bool(open(path, "rb").read(1))
    except OSError:
        return False

{functions}

def probe(name, canary, references, grader):
    try:
        return bool(globals()["try_" + name](canary, references, grader))
    except BaseException:
        return False

def endless():
    while True:
        pass
"""


def doctor(
    bank: Bank, folder: Path, now: datetime, progress: Callable[[int, int], None]
) -> Iterator[Check]:
    """Try everything, one check at a time; `progress` is of the longest, a replay of the log."""
    yield Check(
        area="machine",
        name=Text("Python and numpy", "Python 与 numpy"),
        ok=True,
        detail=f"{platform.python_version()}, numpy {np.__version__}, {platform.system()} {platform.release()}",
    )
    yield from _sandbox(bank)
    yield _bank(bank)
    yield from check_log(folder, bank, now, progress)


def _sandbox(bank: Bank) -> Iterator[Check]:
    policy = Policy(hide=secrets(bank), total_s=20.0)
    os.environ["DRILL_DOCTOR_PROBE"] = "1"
    try:
        with Zygote() as zygote, tempfile.TemporaryDirectory() as folder:
            canary = Path(folder) / "canary"
            canary.write_text("untouched", "utf-8")
            yield from _probe(zygote, policy, canary, bank)
            yield _endless(zygote, policy)
    except DrillError as error:
        yield Check(
            area="sandbox",
            name=Text("start the sandbox", "启动沙箱"),
            ok=False,
            detail=error.message,
        )
    finally:
        del os.environ["DRILL_DOCTOR_PROBE"]


def _probe(zygote: Zygote, policy: Policy, canary: Path, bank: Bank) -> Iterator[Check]:
    with Sandbox(zygote, _submission("probe"), policy) as box:
        loaded = box.load()
        for layer, state in box.layers.items():
            on = not state.startswith("off")
            yield Check(area="layer", name=Text(layer, layer), ok=on, detail=state)
        references = [str(entry.solution) for entry in bank.entries.values()]
        calls = [(name, str(canary), references, os.getpid()) for name in PROBES]
        outcomes = box.run(calls, lambda i: 5.0) if isinstance(loaded, Loaded) else ()
    for (name, _), outcome in zip(PROBES.values(), outcomes, strict=False):
        could = outcome.value if isinstance(outcome, Returned) else None
        yield Check(area="sandbox", name=name, ok=None if could is None else not could)


def _endless(zygote: Zygote, policy: Policy) -> Check:
    with Sandbox(zygote, _submission("endless"), policy) as box:
        box.load()
        (outcome,) = box.run([()], lambda i: 0.3)
    name = Text("run for ever", "无限循环")
    return Check(area="sandbox", name=name, ok=type(outcome).__name__ == "TimedOut")


def _submission(function: str) -> Submission:
    functions = "\n\n".join(
        f"def try_{name}(canary, references, grader):\n    {code}"
        for name, (_, code) in PROBES.items()
    )
    source = SOURCE.format(functions=functions).encode()
    file = str(Path(sys.prefix) / "probe.py")  # only a name: nothing is written there
    return Submission(source=source, file=file, function=function)


def _bank(bank: Bank) -> Check:
    places = ", ".join(str(root) for root in bank.roots)
    found = len(bank.entries)
    lacking = [entry.id for entry in bank.entries.values() if not entry.solution.is_file()]
    detail = f"{found} problems in {places}" + (
        f"; no solution for {', '.join(lacking)}" if lacking else ""
    )
    return Check(
        area="bank", name=Text("question bank", "题库"), ok=found > 0 and not lacking, detail=detail
    )
