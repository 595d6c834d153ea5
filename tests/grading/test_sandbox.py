"""Real children: what they may do, what they cannot, and what becomes of each way to fail."""

import contextlib
import json
import math
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

from drill.errors import SandboxError
from drill.grading import folders
from drill.grading.sandbox import Loaded, NotLoaded, Policy, Sandbox, Spawn, Submission, Zygote
from drill.model.outcome import (
    Crashed,
    Raised,
    Returned,
    Tampered,
    TimedOut,
    Unreadable,
    Verdict,
)
from drill.model.text import Text

LINUX = sys.platform == "linux"
linux_only = pytest.mark.skipif(not LINUX, reason="the layers are Linux's")
LONG = 5.0  # for what takes none: a busy machine is no failure


@pytest.fixture(scope="module")
def zygote():
    with Zygote(fork=False) as one:
        yield one


@pytest.fixture(params=["zygote", "spawn"])
def starter(request, zygote):
    return zygote if request.param == "zygote" else Spawn()


@pytest.fixture
def box(zygote, tmp_path):
    """Open a sandbox on some source; everything is closed at the end."""
    with contextlib.ExitStack() as stack:

        def opened(source, *, starter=zygote, file=tmp_path / "mine" / "my.py", **policy):
            file.parent.mkdir(exist_ok=True)
            code = source if isinstance(source, bytes) else textwrap.dedent(source).encode()
            submission = Submission(source=code, file=str(file), function="f")
            sandbox = Sandbox(starter, submission, Policy(**{"hide": (), **policy}))
            return stack.enter_context(sandbox)

        yield opened


@pytest.fixture
def run(box):
    """Run `f` of some source once per input; give the outcomes, or the one of the only input."""

    def outcomes(source, *inputs, limit=LONG, **policy):
        sandbox = box(source, **policy)
        found = sandbox.run(inputs or [()], lambda i: limit)
        sandbox.close()
        return found if inputs else found[0]

    return outcomes


def landlocked(sandbox):
    if sandbox.layers["landlock"].startswith("off"):
        pytest.skip("this kernel has no Landlock")


# ---- starting and loading -----------------------------------------------------------------


@linux_only
def test_every_layer_is_on(box):
    layers = box("def f(): pass").layers

    assert set(layers) == {
        "limits",
        "landlock",
        "seccomp",
        "capabilities",
        "undumpable",
        "parent-death",
    }
    assert {state for name, state in layers.items() if name != "landlock"} == {"on"}
    assert layers["landlock"].startswith("abi ")


def test_unconfined_says_so(box):
    layers = box("def f(): pass", confined=False).layers

    assert layers["seccomp"] == "off: asked for"


def test_both_starters_answer(box, starter):
    sandbox = box("def f(x, y=2, *, z=3): return x + y", starter=starter)

    assert sandbox.load() == Loaded(1, 2, ("x", "y"))
    assert sandbox.run([(1,), (2, 3)], lambda i: LONG) == (Returned(3), Returned(5))


@pytest.mark.parametrize(
    ("source", "loaded"),
    [
        ("def f(): pass", Loaded(0, 0, ())),
        ("def f(a, /, b, *rest): pass", Loaded(2, None, ("a", "b"))),
        ("f = lambda boxes, t=0.5: boxes", Loaded(1, 2, ("boxes", "t"))),
        ("f = dict.fromkeys", Loaded(1, 2, ("iterable", "value"))),
        (
            "import functools\ndef w(g):\n    @functools.wraps(g)\n"
            "    def h(*a): return g(*a)\n    return h\n@w\ndef f(a, b): pass",
            Loaded(2, 2, ("a", "b")),
        ),
        ("class A:\n    def __call__(self, x): pass\nf = A()", Loaded(1, 1, ("x",))),
        ("def f(x): pass\nf.__signature__ = 3", Loaded(0, None, ())),
        ("import numpy as np\nf = np.maximum.reduce", Loaded(0, None, ())),
        ("# -*- coding: gbk -*-\ns = '\u4e2d'\ndef f(): return s".encode("gbk"), Loaded(0, 0, ())),
    ],
    ids=["none", "rest", "lambda", "builtin", "wrapped", "object", "lie", "numpy", "gbk"],
)
def test_the_signature_is_counted(box, source, loaded):
    found = box(source).load()

    assert isinstance(found, Loaded)
    assert found == loaded or "numpy" in str(source)


@pytest.mark.parametrize(
    ("source", "kind", "type_", "line", "message"),
    [
        ("x = 1\ndef f(:\n", "exception", "SyntaxError", 2, "invalid syntax"),
        ("x = 1\ny = z\n", "exception", "NameError", 2, "name 'z' is not defined"),
        ("import sys\nsys.exit(3)", "exception", "SystemExit", 2, "3"),
        ("raise KeyboardInterrupt", "exception", "KeyboardInterrupt", 1, ""),
        ("class E(BaseException): pass\nraise E('own')", "exception", "E", 2, "own"),
        ("input()", "exception", "EOFError", 1, "EOF when reading a line"),
        ("import no_such_thing", "exception", "ModuleNotFoundError", 1, "No module named"),
        (b"a = '\xff'", "exception", "SyntaxError", None, "utf-8"),
        (b"a = 1\0", "exception", None, None, "null bytes"),
        ("def nms(): pass", "missing", "", 0, "no function named `f`; your file defines: nms"),
        ("", "missing", "", 0, "no function named `f`; your file defines: no functions"),
        ("f = 3", "not-callable", "", 0, "`f` is not a function"),
        ("class f: pass", "class", "", 0, "`f` is a class; write it as a function"),
    ],
)
def test_what_does_not_load_says_why(box, source, kind, type_, line, message):
    found = box(source).load()

    assert isinstance(found, NotLoaded)
    assert (found.verdict, found.kind) == (Verdict.DOES_NOT_LOAD, kind)
    assert type_ is None or found.type == type_
    assert line is None or found.line == line
    assert message in found.message.en


def test_what_the_file_defines_is_listed(box):
    found = box(
        """
        import numpy as np
        from functools import lru_cache
        from os.path import join
        def NMS(): pass
        @lru_cache
        def cached(): pass
        class Solution:
            def nms(self): pass
            @staticmethod
            def iou(): pass
            def __init__(self): pass
        """
    ).load()

    assert found.functions == ("NMS", "cached", "Solution.nms", "Solution.iou")
    assert found.message.zh == (
        "没有名为 `f` 的函数；你的文件里定义了：NMS, cached, Solution.nms, Solution.iou"
    )


def test_a_file_that_never_finishes_loading_is_stopped(box):
    found = box("while True: pass", load_s=0.3).load()

    assert (found.verdict, found.kind) == (Verdict.TIME_LIMIT, "timeout")
    assert found.message.en == (
        "your file was still loading after 0.3 s: is there a loop outside the functions?"
    )


def test_a_file_that_ends_the_process_crashes(box):
    found = box("import os; os._exit(0)").load()

    assert (found.verdict, found.kind) == (Verdict.CRASHED, "crashed")
    assert found.message.en == "your code ended the process (exit code 0)"


def test_calling_what_did_not_load_is_our_fault(box):
    with pytest.raises(SandboxError, match="^the submission was called though it did not load$"):
        box("f = 3").run([()], lambda i: LONG)


def test_the_module_is_named_solution_and_is_not_main(run):
    source = """
        import sys
        assert __name__ != "__main__"
        assert sys.modules[__name__].__dict__ is globals()
        def f(): return __name__, __file__, sys.argv[0], sys.path[0], sys.stdin.read()
        """
    name, file, argv, folder, stdin = run(source).value

    assert (name, stdin) == ("solution", "")
    assert file == argv
    assert str(Path(file).parent) == folder


def test_nothing_of_drill_is_loaded(run):
    source = """
        import sys
        def f(): return [m for m in sys.modules if m.split(".")[0] == "drill"]
        """

    assert run(source) == Returned([])


def test_chance_is_seeded(run):
    source = "import random, numpy as np\ndef f(): return random.random(), np.random.rand()"

    assert run(source) == run(source)


def test_a_sibling_can_be_imported(box, tmp_path):
    (tmp_path / "boxes.py").write_text("def area(): return 7\n")
    sandbox = box("from boxes import area as f", file=tmp_path / "my.py")

    assert sandbox.run([()], lambda i: LONG) == (Returned(7),)


def test_tracebacks_and_inspect_find_the_source(run):
    source = """
        import inspect, traceback
        def f():
            try:
                1 / 0
            except ZeroDivisionError:
                return inspect.getsource(f), traceback.format_exc()
        """
    text, trace = run(source).value

    assert text.startswith("def f():\n")
    assert "1 / 0" in trace


# ---- outcomes -----------------------------------------------------------------------------


def test_inputs_arrive_as_they_were_sent(run):
    inputs = (np.arange(6.0).reshape(2, 3), None, (1, 2), "x", True)
    (found,) = run("def f(*a): return a", inputs)

    np.testing.assert_equal(found.value, inputs)
    assert not found.mutated


def test_changed_inputs_are_noticed(run):
    source = "def f(a):\n    a[0] = 5\n    return a"
    changed, same = run(source, (np.zeros(2),), (np.full(2, 5.0),))

    assert (changed.mutated, same.mutated) == (True, False)


def test_an_exception_has_type_message_and_the_last_own_line(run):
    source = """
        def g(x):
            return sorted([1, x])   # line 3

        def f(x):
            return g(x)
        """

    assert run(source, ("a",))[0] == Raised(
        "TypeError", "'<' not supported between instances of 'str' and 'int'", 3
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("raise SystemExit(0)", Raised("SystemExit", "0", 2)),
        ("raise KeyboardInterrupt", Raised("KeyboardInterrupt", "", 2)),
        ("raise ValueError('x' * 9999)", Raised("ValueError", "x" * 500, 2)),
        ("f()", Raised("RecursionError", "maximum recursion depth exceeded", 2)),
        ("return bytearray(3 << 30)", Raised("MemoryError", "", 2)),
        ("return 1 + ''", Raised("TypeError", None, 2)),
        ("f(1, 2)", Raised("TypeError", "f() takes 0 positional arguments but 2 were given", 2)),
        ("return lambda: 1", Unreadable),
        ("yield 1", Unreadable),
        ("return {1, 2}", Unreadable),
        ("return [[]] * 2_000_000", Unreadable),
        ("import numpy as np; return np.array([[1], [1, 2]], object)", Unreadable),
        ("import numpy as np; return np.zeros(1 << 27)", Unreadable),
        ("import os; os._exit(5)", Crashed),
        ("import ctypes; ctypes.string_at(0)", Crashed),
        ("import os; os.abort()", Crashed),
    ],
)
def test_each_way_to_fail(run, body, expected):
    found = run(f"def f():\n    {body}", limit=5)

    if isinstance(expected, type):
        assert isinstance(found, expected)
    else:
        message = found.message if expected.message is None else expected.message
        assert found == Raised(expected.type, message, expected.line)


def test_an_exception_that_cannot_be_printed(run):
    source = """
        class E(Exception):
            def __str__(self): raise ValueError
        def f(): raise E
        """

    assert run(source) == Raised("E", "(its message could not be printed)", 4)


def test_the_words_for_a_generator(run):
    found = run("def f():\n    yield 1")

    assert found.what == Text(
        "it returned a generator: did you use `yield`, `map` or `zip`? return a list or an array",
        "返回了一个生成器：是不是用了 `yield`、`map` 或 `zip`？请返回列表或数组",
    )


@pytest.mark.parametrize(
    ("body", "how"),
    [
        ("os._exit(0)", "your code ended the process (exit code 0)"),
        ("ctypes.string_at(0)", "the process died with SIGSEGV (recursion without an end,"),
        ("os.abort()", "the process died with SIGABRT"),
        ("os.closerange(0, 100); time.sleep(9)", "the process was killed (out of memory?) or"),
        ("os.closerange(0, 100)", "your code ended the process"),
    ],
)
def test_a_crash_says_how(run, body, how):
    found = run(f"import os, ctypes, time\ndef f():\n    {body}")

    assert isinstance(found, Crashed)
    assert found.how.en.startswith(how)


def test_after_a_crash_a_fresh_child_goes_on(run):
    source = "import os\ndef f(x):\n    if x == 2: os._exit(1)\n    return x"
    found = run(source, *[(x,) for x in range(5)])

    assert [x.value if isinstance(x, Returned) else type(x) for x in found] == [0, 1, Crashed, 3, 4]


def test_fresh_children_come_to_an_end(run):
    source = "import os\ndef f(x): os._exit(x)"
    found = run(source, *[(x,) for x in range(6)], children=2)

    assert [x.how.en[-2] for x in found] == ["0", "1", "2", "2", "2", "2"]


def test_a_lone_time_out_is_tried_again(run, tmp_path):
    marks = "import os, time\ndef f(x):\n    if x == 2 and not os.path.exists(p): time.sleep(9)"
    source = f"{marks.replace('p)', repr(str(tmp_path / 'go')) + ')')}\n    return x"
    with contextlib.ExitStack() as stack:
        later = subprocess.Popen(["sh", "-c", f"sleep 0.3; touch {tmp_path}/go"])
        stack.callback(later.wait)
        found = run(source, *[(x,) for x in range(5)], limit=0.6)

    assert found == tuple(Returned(x) for x in range(5))


def test_a_time_out_stays_one_and_the_rest_go_on(run):
    source = "def f(x):\n    while x == 1: pass\n    return x"
    start = time.monotonic()
    found = run(source, (0,), (1,), (2,), limit=0.3)

    assert found == (Returned(0), TimedOut(0.3, line=2), Returned(2))
    assert time.monotonic() - start < 3


def test_all_calls_together_have_a_deadline(run):
    source = "import time\ndef f(): time.sleep(0.3)"
    start = time.monotonic()
    found = run(source, *[()] * 50, total_s=1.0)

    assert found[0] == Returned(None)
    assert found[-1] == TimedOut(1.0, line=2)
    assert time.monotonic() - start < 3


def test_dribbling_does_not_extend_the_time(run):
    source = """
        import os, time
        def f():
            while True:
                for fd in range(3, 60):
                    try: os.write(fd, b"v")
                    except OSError: pass
                time.sleep(0.01)
        """

    assert isinstance(run(source, limit=0.3), (TimedOut, Tampered))


def test_the_limit_is_asked_once_and_in_order(box):
    asked = []

    def limit(i):
        asked.append(i)
        return 0.2

    box("def f(x):\n    while x == 1: pass").run([(x,) for x in range(4)], limit)

    assert asked == [0, 1, 2, 3]


def test_no_inputs_no_outcomes(box):
    assert box("def f(): pass").run([], lambda i: LONG) == ()


FRAME = "import struct, os\nframe = lambda k, p: struct.pack('<cQ', k, len(p)) + p\n"
WRITE = """
def write(data):
    for fd in range(3, 64):
        try: os.write(fd, data)
        except OSError: pass
"""


@pytest.mark.parametrize(
    "data",
    [
        "frame(b'v', b'\\0N')",
        "frame(b'v', b'\\0?')",
        "frame(b'x', b'N')",
        "frame(b'e', b'N')",
        "frame(b'b', b'T')",
        "frame(b'p', b'12345678')",
        "struct.pack('<cQ', b'v', 10 << 30)",
        "b'PASSED' * 100",
    ],
)
def test_forged_replies_are_tampering(run, data):
    source = FRAME + WRITE + f"def f(x):\n    if x == 1: write({data})\n    return x"
    found = run(source, *[(x,) for x in range(6)])

    assert Tampered() in found


def test_a_forged_reply_while_loading_is_tampering(box):
    found = box(FRAME + WRITE + "write(frame(b'r', b'N'))\ndef f(): pass").load()

    assert (found.verdict, found.kind) == (Verdict.TAMPERING, "tampering")


def test_prints_reach_the_log_and_never_the_verdict(box):
    sandbox = box('print("loading")\ndef f():\n    print("PASSED", end="")\n    return 1')
    found = sandbox.run([(), ()], lambda i: LONG)
    sandbox.close()

    assert found == (Returned(1), Returned(1))
    assert sandbox.printed == "loading\nPASSEDPASSED"


def test_prints_before_a_crash_and_an_exception_are_kept(box):
    sandbox = box('import os\ndef f():\n    print("before")\n    os._exit(1)', children=0)
    sandbox.run([()], lambda i: LONG)
    sandbox.close()

    assert sandbox.printed == "before\n"


def test_a_flood_of_prints_is_cut(box):
    sandbox = box("def f():\n    for _ in range(2000): print('x' * 999)\n    return 1")
    found = sandbox.run([()], lambda i: 10)
    sandbox.close()

    assert found == (Returned(1),)
    assert len(sandbox.printed) < (64 << 10) + 100
    assert sandbox.printed.endswith(f"\n[{2000 * 1000 - (64 << 10)} more bytes dropped]")


def test_endless_prints_time_out(run):
    assert isinstance(run("def f():\n    while True: print('x' * 5000)", limit=0.3), TimedOut)


def test_prints_that_are_no_text_are_shown_somehow(box):
    sandbox = box("import os\ndef f():\n    os.write(1, b'\\xff\\n'); print('\\ud800')")
    sandbox.run([()], lambda i: LONG)
    sandbox.close()

    assert sandbox.printed == "\ufffd\n\\ud800\n"


def test_big_inputs_and_answers_pass(run):
    big = np.random.default_rng(0).random(5 << 20 >> 3)
    found = run("def f(x): return x * 2", *[(big,)] * 6, limit=10)

    np.testing.assert_array_equal(found[-1].value, big * 2)


def test_big_inputs_that_are_never_read_time_out(run):
    source = "import time\ndef f(x): time.sleep(60)"

    assert run(source, *[(np.zeros(1 << 20),)] * 5, limit=0.3, children=0)[0] == TimedOut(
        0.3, line=2
    )


def test_answers_that_fill_the_grader_are_not_kept(run):
    source = "import numpy as np\ndef f(): return np.zeros(55 << 20, np.uint8)"
    found = run(source, *[()] * 5, limit=10)

    assert isinstance(found[0], Returned)
    assert found[-1].what.en == "it returned more than 256 MB over all calls"


def test_an_input_that_is_no_data_is_our_fault(box):
    with pytest.raises(SandboxError, match="^an input of this case cannot be sent: a value of"):
        box("def f(x): pass").run([(object(),)], lambda i: LONG)


def test_timed_reads_the_childs_own_cpu_clock(box):
    sandbox = box(
        """
        import time
        time.perf_counter = time.process_time = lambda: 0.0
        def f(s):
            end = time.monotonic() + s
            while time.monotonic() < end: pass
            time.sleep(0.1)
            return s
        """
    )
    sandbox.load()
    outcome, wall, cpu = sandbox.timed((0.2,))

    assert outcome == Returned(0.2)
    assert wall >= 0.3
    assert 0.05 <= cpu < wall - 0.05 or (math.isnan(cpu) and not LINUX)


def test_timed_after_a_crash_uses_a_fresh_child(box):
    sandbox = box("import os\ndef f(x):\n    if x: os._exit(1)\n    return x")
    sandbox.load()

    assert isinstance(sandbox.timed((1,))[0], Crashed)
    assert sandbox.timed((0,))[0] == Returned(0)


@linux_only
def test_peak_memory_is_read_from_outside(box):
    sandbox = box("def f(): return len(bytearray(1) * (200 << 20))")
    sandbox.load()
    before = sandbox.peak_mb()
    sandbox.run([()], lambda i: 10)

    assert 150 < sandbox.peak_mb() - before < 400


def test_threads_work_and_end_with_the_child(run):
    source = """
        import threading, time
        def f():
            threading.Thread(target=lambda: time.sleep(99)).start()
            return threading.active_count()
        """

    assert run(source) == Returned(2)


# ---- what cannot be reached ---------------------------------------------------------------

FORBIDDEN = {
    "fork": "os.fork()",
    "system": "print(os.system('true')); import subprocess; subprocess.run(['true'])",
    "exec": "os.execv('/bin/true', ['true'])",
    "setsid": "os.setsid()",
    "tcp": "socket.socket()",
    "udp": "socket.socket(type=socket.SOCK_DGRAM)",
    "unix": "socket.socket(socket.AF_UNIX)",
    "datagram pair": "socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)",
    "kill grader": "os.kill(arg['grader'], 9)",
    "kill all": "os.kill(-1, 9)",
    "limit grader": "resource.prlimit(arg['grader'], resource.RLIMIT_NOFILE, (3, 3))",
    "renice": "os.setpriority(os.PRIO_USER, os.getuid(), 19)",
    "memory of grader": "open(f'/proc/{arg[\"grader\"]}/mem', 'rb').read(1)",
    "environment of grader": "open(f'/proc/{arg[\"grader\"]}/environ', 'rb').read()",
    "other processes": "open(f'/proc/{arg[\"grader\"]}/cmdline').read()",
    "signal by a file's owner": "import fcntl; fcntl.fcntl(1, fcntl.F_SETOWN, arg['grader'])",
    "outlive the grader": "check(libc.prctl(1, 0))",
    "be dumpable": "check(libc.prctl(4, 1))",
    "namespaces": "check(libc.unshare(0x10000000))",
    "ptrace": "check(libc.ptrace(16, arg['grader'], 0, 0))",
    "read grader": "check(libc.process_vm_readv(arg['grader'], 0, 0, 0, 0, 0))",
    "memfd": "os.memfd_create('x')",
    "raise limit": "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "write": "open(arg['canary'], 'a')",
    "delete": "os.unlink(arg['canary'])",
    "rename": "os.rename(arg['canary'], arg['canary'] + '2')",
    "chmod": "os.chmod(arg['canary'], 0)",
    "utime": "os.utime(arg['canary'])",
    "link out": "os.symlink(arg['canary'], arg['canary'] + '3')",
    "temporary folder": "open('/tmp/drill-escaped', 'w')",
    "shared memory": "open('/dev/shm/drill-escaped', 'w')",
    "terminals": "os.listdir('/dev/pts')",
    "open hidden": "open(arg['hidden'] + '/secret.py').read()",
    "list hidden": "os.listdir(arg['hidden'])",
    "hidden by a link": "open(arg['link'] + '/secret.py').read()",
    "hidden by proc": "open('/proc/self/root' + arg['hidden'] + '/secret.py').read()",
    "import hidden": "sys.path.insert(0, arg['hidden']); import secret",
    "drill": "open(arg['drill'] + '/grading/sandbox.py').read()",
    "import drill": "import drill.grading",
    "link to hidden": "os.link(arg['hidden'] + '/secret.py', 'here.py'); open('here.py').read()",
}

PROBE = """
import ctypes, os, resource, socket, sys
libc = ctypes.CDLL(None, use_errno=True)
def check(result):
    if result < 0: raise OSError(ctypes.get_errno(), "refused")
"""


def probes():
    bodies = [f"def f{i}(arg):\n    {body}\n" for i, body in enumerate(FORBIDDEN.values())]
    return PROBE + "".join(bodies) + "def f(i, arg): return globals()[f'f{i}'](arg)\n"


@linux_only
@pytest.mark.hostile
def test_forbidden_acts_fail_with_an_exception_and_nothing_changes(box, tmp_path):
    import drill

    hidden, canary, link = tmp_path / "hidden", tmp_path / "canary", tmp_path / "link"
    hidden.mkdir()
    (hidden / "secret.py").write_text("answer = 42\n")
    canary.write_text("untouched")
    link.symlink_to(hidden)
    sandbox = box(probes(), hide=(str(hidden),))
    landlocked(sandbox)
    arg = {
        "grader": os.getpid(),
        "canary": str(canary),
        "hidden": str(hidden),
        "link": str(link),
        "drill": str(Path(drill.__file__).parent),
    }
    found = sandbox.run([(i, arg) for i in range(len(FORBIDDEN))], lambda i: 5)

    could = {
        name: one for name, one in zip(FORBIDDEN, found, strict=True) if not isinstance(one, Raised)
    }
    kinds = {
        name: one.type
        for name, one in zip(FORBIDDEN, found, strict=True)
        if isinstance(one, Raised) and one.type not in ("PermissionError", "ValueError")
    }
    assert could == {}
    assert set(kinds.values()) <= {"OSError", "ModuleNotFoundError"}, kinds
    assert canary.read_text() == "untouched"
    assert not Path("/tmp/drill-escaped").exists()


@linux_only
def test_what_is_not_hidden_can_be_read(box, tmp_path):
    data = tmp_path / "data.txt"
    data.write_text("mine")
    (tmp_path / "hidden").mkdir()
    source = """
        import os, importlib.metadata
        def f(path): return open(path).read(), importlib.metadata.version("numpy"), os.cpu_count()
        """
    found = box(source, hide=(str(tmp_path / "hidden"),)).run([(str(data),)], lambda i: 5)

    assert found[0].value[:2] == ("mine", np.__version__)


@linux_only
def test_keys_are_hidden(box, tmp_path, monkeypatch):
    home = tmp_path / "home"
    for key in (".ssh/id", ".aws/credentials", ".gnupg/ring", ".config/gh/hosts", ".netrc"):
        (home / key).parent.mkdir(parents=True, exist_ok=True)
        (home / key).write_text("key")
    (home / "other").write_text("no key")
    monkeypatch.setenv("HOME", str(home))
    source = """
        import os
        def f(home):
            found = {}
            for folder, _, names in os.walk(home):
                for name in names:
                    path = os.path.join(folder, name)
                    try: found[os.path.relpath(path, home)] = open(path).read()
                    except PermissionError: found[os.path.relpath(path, home)] = "refused"
            for name in (".ssh/id", ".aws/credentials", ".config/gh/hosts", ".netrc", "other"):
                try: found[name] = open(os.path.join(home, name)).read()
                except PermissionError: found[name] = "refused"
            return found
        """
    sandbox = box(source)
    landlocked(sandbox)
    (found,) = sandbox.run([(str(home),)], lambda i: 5)

    assert found.value == {
        "other": "no key",
        **dict.fromkeys((".ssh/id", ".aws/credentials", ".config/gh/hosts", ".netrc"), "refused"),
    }


def test_the_private_folder_is_writable_and_removed(box):
    sandbox = box(
        """
        import os, tempfile
        def f():
            with tempfile.NamedTemporaryFile("w+") as file:
                file.write("x")
            open("deep", "w").write("y")
            for _ in range(300):
                os.mkdir("d" * 100)
                os.chdir("d" * 100)
            os.mkdir("closed", 0)
            return tempfile.gettempdir(), os.path.expanduser("~")
        """
    )
    temporary, home = sandbox.run([()], lambda i: 5)[0].value

    assert temporary == home
    assert os.path.isdir(home)
    sandbox.close()
    assert not os.path.exists(home)


def test_folders_of_killed_runs_are_removed(tmp_path, monkeypatch, box):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    ended = subprocess.Popen(["true"])
    ended.wait()
    old, ours, foreign = (
        tmp_path / f"drill-run-{ended.pid}-1",
        tmp_path / f"drill-run-{os.getpid()}-1",
        tmp_path / "drill-run-notes",
    )
    for folder in (old, ours, foreign):
        (folder / "inner").mkdir(parents=True)
    box("def f(): pass")

    assert [one.exists() for one in (old, ours, foreign)] == [False, True, True]


def test_nowhere_to_write_is_our_fault(monkeypatch):
    monkeypatch.setattr(folders, "TEMPORARY", ())
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, "/no/such/folder")

    with pytest.raises(SandboxError, match="^no folder for temporary files can be written to"):
        folders.make_scratch()


@linux_only
def test_only_the_pipes_are_open(run):
    source = """
        import os
        def f():
            found = []
            for fd in os.listdir("/proc/self/fd"):
                try: found.append(os.readlink("/proc/self/fd/" + fd).split(":")[0])
                except OSError: pass
            return found
        """
    found = run(source).value

    assert found.count("pipe") == 4  # requests, replies, and prints as stdout and stderr
    assert set(found) - {"pipe", "/dev/null"} <= {p for p in found if p.startswith("/proc/")}


# ---- nothing is left behind ---------------------------------------------------------------


def descendants(pid):
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[1]) == pid and fields[0] != "Z":
                child = int(stat.parent.name)
                found += [child, *descendants(child)]
    return found


@linux_only
def test_no_process_is_left(tmp_path):
    before = set(descendants(os.getpid()))
    source = b"import threading, time\nthreading.Thread(target=time.sleep, args=(99,)).start()\n"
    with Zygote(fork=False) as one:
        submission = Submission(source=source + b"def f(): pass", file="my.py", function="f")
        with Sandbox(one, submission, Policy(hide=())) as sandbox:
            sandbox.run([()], lambda i: LONG)
            assert len(set(descendants(os.getpid())) - before) == 2

    assert set(descendants(os.getpid())) == before


def script(body, *, env=None, preamble="", **options):
    """Run a program of its own that uses the sandbox, as the command line does."""
    code = textwrap.dedent(
        """
        import json, os, sys
        import numpy.random
        from drill.grading import child, confine, folders, scrub
        from drill.grading.sandbox import *
        def show(value): print(json.dumps(value, default=repr), flush=True)
        """
    )
    code += textwrap.dedent(preamble) + textwrap.dedent(body)
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", **(env or {})}
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        **options,
    )


@linux_only
@pytest.mark.parametrize("fork", [True, False])
def test_killing_the_grader_ends_everything(fork):
    body = f"""
        zygote = Zygote(fork={fork})
        source = b"def f():\\n    while True: pass"
        box = Sandbox(zygote, Submission(source=source, file="my.py", function="f"), Policy(hide=()))
        box.load()
        show(box._worker.pid)
        box.run([()], lambda i: 50)
        """
    with script(body) as grader:
        child = int(grader.stdout.readline())
        family = descendants(grader.pid)
        assert child in family
        grader.send_signal(signal.SIGKILL)
        grader.wait()
        grader.communicate()
    end = time.monotonic() + 3
    while any(alive(pid) for pid in family) and time.monotonic() < end:
        time.sleep(0.01)

    assert not [pid for pid in family if alive(pid)]


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


SCAN = """
import ctypes, os, posix, re
def f(backwards):
    found = 0
    for line in open("/proc/self/maps"):
        span, rights = line.split()[:2]
        if "r" not in rights or "[v" in line: continue
        start, end = (int(x, 16) for x in span.split("-"))
        data = ctypes.string_at(start, end - start)
        for match in re.finditer(b"drill-test-key-([0-9]{6})", data):
            found += match[1][::-1] == backwards.encode()
        del data
    try: mine = open("/proc/self/environ", "rb").read().strip(b"\\0")
    except PermissionError: mine = b""
    return found, mine, b"DRILL_TEST_KEY" in posix.environ, "DRILL_TEST_KEY" in os.environ
"""


@linux_only
@pytest.mark.hostile
@pytest.mark.parametrize("fork", [True, False])
def test_the_environment_cannot_be_found(fork):
    body = f"""
        os.environ["DRILL_TEST_KEY_2"] = os.environ["DRILL_TEST_KEY"]
        source = {SCAN!r}.encode()
        with Zygote(fork={fork}) as zygote:
            submission = Submission(source=source, file="my.py", function="f")
            with Sandbox(zygote, submission, Policy(hide=())) as box:
                box.load()
                value = box.run([("321654",)], lambda i: 20)[0]
                show(value.value if hasattr(value, "value") else value)
        """
    with script(body, env={"DRILL_TEST_KEY": "drill-test-key-456123"}) as grader:
        out, err = grader.communicate(timeout=30)
    found, mine, posix_has, os_has = json.loads(out or f'["{err}", 0, 0, 0]')

    assert (mine, posix_has, os_has) == ("b''", False, False)
    assert found == 0


@linux_only
def test_the_forked_zygote_works_and_refuses_secrets():
    body = """
        source = b"import os, warnings\\ndef f(x):\\n    print('seen')\\n    return x, os.getcwd()"
        print("not printed twice", end="")
        with Zygote() as zygote:
            show(zygote._process is None)
            submission = Submission(source=source, file="my.py", function="f")
            for _ in range(2):
                with Sandbox(zygote, submission, Policy(hide=())) as box:
                    outcome, = box.run([(1,)], lambda i: 5)
                    cwd = outcome.value[1]
                show([outcome.value[0], box.printed, os.path.exists(cwd)])
        sys.modules["drill_solution_nms"] = sys
        with Zygote() as zygote:
            show(zygote._process is not None)
        try: Zygote(fork=True)
        except Exception as error: show([type(error).__name__, str(error)])
        """
    with script(body) as grader:
        out, err = grader.communicate(timeout=30)

    assert err == ""
    assert out.splitlines() == [
        "not printed twicetrue",
        '[1, "seen\\n", false]',
        '[1, "seen\\n", false]',
        "true",
        '["SandboxError", "a reference answer was loaded before the sandbox was started"]',
    ]


@linux_only
@pytest.mark.parametrize("who", ["root", "an ordinary user"])
def test_it_holds_for_whoever_runs_it(who, tmp_path):
    if os.getuid() != 0:
        pytest.skip("only root can become both")
    secret = tmp_path / "hidden" / "secret"
    secret.parent.mkdir()
    secret.write_text("x")
    for folder in (*secret.parents, secret):
        if str(folder).startswith("/tmp/") and folder.owner() == "root":
            folder.chmod(0o755)
    become = (
        "os.setgroups([]); os.setgid(65534); os.setuid(65534)" if who != "root" else "os.getuid()"
    )
    tries = [
        f"open({str(secret)!r}).read()",
        "os.fork()",
        "os.setuid(0) or os.chown('/tmp', 0, 0)",
        "open('/etc/drill-escaped', 'w')",
        "os.kill(arg, 0)",
        "open(f'/proc/{arg}/environ').read()",
    ]
    source = "import os\n" + "".join(f"def f{i}(arg): {t}\n" for i, t in enumerate(tries))
    source += "def f(i, arg): return i if i < 0 else globals()[f'f{i}'](arg)\n"
    body = f"""
        os.environ["HOME"] = "/tmp"
        {become}
        with Zygote(fork=True) as zygote:
            submission = Submission(source={source.encode()!r}, file="/tmp/my.py", function="f")
            with Sandbox(zygote, submission, Policy(hide=({str(secret.parent)!r},))) as box:
                outcomes = box.run([(i, os.getpid()) for i in range(-1, {len(tries)})], lambda i: 5)
        show([os.getuid(), box.layers, [getattr(one, "type", None) for one in outcomes]])
        """
    with script(body, cwd="/tmp") as grader:
        out, err = grader.communicate(timeout=30)
    assert out, err
    uid, layers, kinds = json.loads(out)

    assert (uid == 0) == (who == "root")
    assert not [name for name, state in layers.items() if state.startswith("off")]
    assert kinds == [None, *["PermissionError"] * len(tries)]


@linux_only
def test_a_zygote_that_died_is_our_fault(box):
    one = Zygote(fork=False)
    one._process.kill()
    one._process.wait()

    with pytest.raises(SandboxError, match="^(the process that starts children is gone|no child)"):
        box("def f(): pass", starter=one)
    one.close()
    one.close()


def test_a_child_that_dies_before_the_source_is_our_fault(box):
    class Dead(Spawn):
        def start(self, descriptors):
            pid = super().start(descriptors)
            os.kill(pid, signal.SIGKILL)
            return pid

    with pytest.raises(SandboxError, match=re.escape("the sandbox did not start (EndedError)")):
        box("def f(): pass", starter=Dead()).load()


def test_windows_is_refused_honestly(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")

    for make in (Zygote, Spawn):
        with pytest.raises(SandboxError, match="^`drill code` needs Linux or macOS so far") as hint:
            make()
        assert hint.value.hint == "use WSL2"
