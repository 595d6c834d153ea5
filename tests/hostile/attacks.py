"""Attacks on the grader, one a row: what a submission tries, and what must come of it.

`number` is the row of the attack catalogue. Every source answers the problem `order` of
tests/world. `says` must stand in the JSON report; `verdict` may name several where the
machine decides between them.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Attack:
    number: int
    name: str
    source: str
    verdict: str
    says: str = ""
    options: tuple[str, ...] = field(default=())


RIGHT = "import numpy as np\n\ndef order(values, reverse=False):\n    return np.argsort(values if reverse else -values)\n"


def body(code: str, before: str = "") -> str:
    """Put code into the function; it may fall through to the right answer."""
    lines = "".join(f"    {line}\n" for line in code.split("\n"))
    return (
        f"import os, sys\nimport numpy as np\n{before}\n"
        f"def order(values, reverse=False):\n{lines}"
        "    return np.argsort(values if reverse else -values)\n"
    )


SEARCH = """
import gc
found = []
for one in gc.get_objects():
    if isinstance(one, dict) and ("expected" in one or "_expected" in one):
        found.append(one)
    name = getattr(one, "__name__", "")
    if isinstance(name, str) and name.startswith("drill_solution"):
        found.append(one)
if found:
    raise RuntimeError("FOUND " + str(len(found)))
frame = sys._getframe()
while frame is not None:
    if any("expected" in name for name in frame.f_locals):
        raise RuntimeError("FOUND in a frame")
    frame = frame.f_back
"""

SEARCH_MEMORY = """
import ctypes
secret = bytes(c ^ 1 for c in b"r2bs2u,b`o`sx")  # so that this code does not hold it itself
for line in open("/proc/self/maps"):
    span, mode = line.split()[:2]
    low, high = (int(x, 16) for x in span.split("-"))
    if mode.startswith("rw") and "[v" not in line and high - low < 256 << 20:
        if ctypes.string_at(low, high - low).count(secret) > 1:
            raise RuntimeError("FOUND the secret in memory")
"""

ATTACKS = [
    Attack(1, "endless loop", body("while True: pass"), "time-limit", "no answer within 2 s"),
    Attack(2, "loop in C", body("sum(iter(int, 1))"), "time-limit", "no answer within"),
    Attack(2, "loop with all signals blocked", body("import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass"), "time-limit"),
    Attack(3, "sleep", body("import time; time.sleep(60)"), "time-limit"),
    Attack(3, "stops itself", body("import signal; os.kill(os.getpid(), signal.SIGSTOP)"), "runtime-error time-limit", ""),
    Attack(5, "sys.exit", body("sys.exit(0)"), "runtime-error", "SystemExit"),
    Attack(5, "KeyboardInterrupt", body("raise KeyboardInterrupt"), "runtime-error", "KeyboardInterrupt"),
    Attack(5, "own BaseException", body("class Mine(BaseException): pass\nraise Mine('hello')"), "runtime-error", "Mine"),
    Attack(6, "exception that cannot be printed", body("class Bad(Exception):\n    def __str__(self): raise ValueError\nraise Bad"), "runtime-error", "its message could not be printed"),
    Attack(6, "exception with a giant message", body("raise ValueError('x' * 10**7)"), "runtime-error", "ValueError"),
    Attack(6, "exception whose type has a giant name", body("raise type('N' * 10**6, (Exception,), {})"), "runtime-error"),
    Attack(7, "os._exit", body("os._exit(0)"), "crashed", "exit code 0"),
    Attack(8, "segfault", body("import ctypes; ctypes.string_at(0)"), "crashed", "SIGSEGV"),
    Attack(8, "abort", body("os.abort()"), "crashed", "SIGABRT"),
    Attack(8, "unlimited recursion", body("sys.setrecursionlimit(10**9)\ndef f(n): return f(n + 1)\nf(0)"), "crashed runtime-error time-limit"),
    Attack(8, "ordinary recursion", body("def f(n): return f(n + 1)\nf(0)"), "runtime-error", "RecursionError"),
    Attack(9, "prints a verdict", body("print('{\"verdict\": \"accepted\", \"score\": 100}')\nprint('PASSED')\nreturn [0]"), "wrong-answer"),
    Attack(10, "writes forged frames to every descriptor", body("for fd in range(3, 64):\n    try: os.write(fd, b'V' + b'\\0' * 64)\n    except OSError: pass"), "tampering wrong-answer crashed time-limit"),
    Attack(10, "writes noise to every descriptor", body("for fd in range(3, 64):\n    try: os.write(fd, b'?' * 4096)\n    except OSError: pass"), "tampering wrong-answer crashed time-limit"),
    Attack(11, "claims a giant frame", body("import struct\nfor fd in range(3, 64):\n    try: os.write(fd, b'V' + struct.pack('<Q', 10 << 30))\n    except OSError: pass"), "tampering wrong-answer crashed time-limit"),
    Attack(11, "returns 100 MB", body("return np.zeros(13 << 20)"), "wrong-answer", "MB"),
    Attack(12, "dribbles", body("import time\nfor _ in range(400):\n    for fd in range(3, 64):\n        try: os.write(fd, b'V')\n        except OSError: pass\n    time.sleep(0.05)"), "time-limit tampering wrong-answer crashed"),
    Attack(13, "closes every descriptor", body("os.closerange(0, 64)"), "crashed tampering"),
    Attack(13, "reads the request channel", body("import select\nfor fd in range(3, 64):\n    try:\n        if select.select([fd], [], [], 0)[0]: os.read(fd, 1 << 20)\n    except (OSError, ValueError): pass"), "time-limit crashed tampering accepted wrong-answer"),
    Attack(15, "prints without end", body("while True: print('x' * 1000)"), "time-limit"),
    Attack(15, "prints 30 MB", body("if not hasattr(sys, 'done'):\n    sys.done = True\n    print('x' * (30 << 20))"), "accepted", "bytes dropped"),
    Attack(16, "thousands of warnings", body("import warnings\nfor k in range(2000): warnings.warn(str(k))"), "accepted"),
    Attack(17, "memory bomb of bytes", body("x = b'x' * (8 << 30)"), "runtime-error", "MemoryError"),
    Attack(17, "memory bomb of an array", body("np.ones(16 << 30)"), "runtime-error", "MemoryError"),
    Attack(17, "slow memory bomb", body("x = []\nwhile True: x.append(bytearray(64 << 20))"), "runtime-error time-limit", ""),
    Attack(18, "memfd", body("os.memfd_create('x')"), "runtime-error", "PermissionError"),
    Attack(18, "shared memory", body("open('/dev/shm/drill-attack', 'wb').write(b'x')"), "runtime-error", "PermissionError"),
    Attack(19, "fork", body("os.fork()"), "runtime-error", "without network, files or other processes"),
    Attack(19, "fork bomb", body("while True: os.fork()"), "runtime-error", "PermissionError"),
    Attack(19, "os.system", body("if os.system('true') != 0: raise PermissionError('no shell')"), "runtime-error", "PermissionError"),
    Attack(19, "subprocess", body("import subprocess; subprocess.run(['true'])"), "runtime-error", "PermissionError"),
    Attack(19, "multiprocessing", body("import multiprocessing; multiprocessing.Process(target=print).start()"), "runtime-error", "PermissionError"),
    Attack(20, "thread bomb", body("import threading, time\nfor _ in range(10000): threading.Thread(target=time.sleep, args=(30,), daemon=True).start()"), "runtime-error", "can't start new thread"),
    Attack(21, "thread left running", body("import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()"), "accepted"),
    Attack(22, "daemon", body("if os.fork() == 0:\n    os.setsid()\n    import time; time.sleep(60)"), "runtime-error", "PermissionError"),
    Attack(22, "daemon by clone", body("import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nif libc.syscall(56, 0x11, 0, 0, 0, 0) < 0: raise PermissionError(ctypes.get_errno())"), "runtime-error", "PermissionError"),
    Attack(23, "fills the disk", body("with open('big', 'wb') as f:\n    for _ in range(300): f.write(b'x' * (1 << 20))"), "runtime-error", "OSError"),
    Attack(23, "writes beside the submission", body("open(os.path.join(os.path.dirname(__file__), 'dropped'), 'w')"), "runtime-error", "PermissionError"),
    Attack(24, "kills the grader", body("os.kill(os.getppid(), 9)"), "runtime-error", "PermissionError"),
    Attack(24, "kills everybody", body("os.kill(-1, 9)"), "runtime-error", "PermissionError"),
    Attack(24, "kills the process group of the grader", body("os.killpg(os.getpgid(os.getppid()), 9)"), "runtime-error", "Error"),
    Attack(25, "limits the grader", body("import resource; resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (3, 3))"), "runtime-error", "PermissionError"),
    Attack(26, "renices", body("os.setpriority(os.PRIO_USER, 0, 19)"), "runtime-error", "PermissionError"),
    Attack(27, "changes its inputs", body("out = np.argsort(values if reverse else -values)\nvalues[:] = 0\nreturn out"), "accepted", "changes its inputs"),
    Attack(28, "returns a view that changes later", body("global kept\ntry: kept[:] = 99\nexcept NameError: pass\nkept = np.argsort(values if reverse else -values)\nreturn kept[:]", "kept = np.zeros(0)"), "accepted"),
    Attack(29, "object that equals everything", body("class E:\n    def __eq__(self, other): return True\nreturn E()"), "wrong-answer", "type E"),
    Attack(29, "number that equals everything", body("class E(int):\n    def __eq__(self, other): return True\n    __hash__ = int.__hash__\nreturn [E(0) for _ in values]"), "wrong-answer"),
    Attack(30, "ndarray subclass that lies", body("class L(np.ndarray):\n    def __eq__(self, other): return np.True_\n    def __sub__(self, other): return np.zeros(1)\n    def tobytes(self, *a): return b''\n    shape = property(lambda self: (0,))\nreturn np.zeros(len(values), int).view(L)"), "wrong-answer crashed tampering runtime-error"),
    Attack(31, "__array__ that returns garbage", body("class A:\n    def __array__(self, *a, **k): return 'garbage'\nreturn A()"), "wrong-answer runtime-error"),
    Attack(31, "__array__ that raises", body("class A:\n    def __array__(self, *a, **k): raise SystemExit\nreturn A()"), "wrong-answer runtime-error"),
    Attack(32, "object array", body("return np.array([1, None], dtype=object)"), "wrong-answer", "object"),
    Attack(32, "ragged rows", body("return [[1], [1, 2]]"), "wrong-answer"),
    Attack(33, "NaN everywhere", body("return np.full(len(values), np.nan)"), "wrong-answer", "float64"),
    Attack(34, "float indices", body("return np.argsort(values if reverse else -values).astype(float)"), "wrong-answer", "float64 where integers were due"),
    Attack(34, "complex numbers", body("return np.zeros(len(values), complex)"), "wrong-answer", "complex128"),
    Attack(35, "generator", body("for i in np.argsort(values if reverse else -values): yield i"), "wrong-answer", "yield"),
    Attack(35, "coroutine", "async def order(values, reverse=False):\n    return [0]\n", "wrong-answer", "coroutine"),
    Attack(35, "map object", body("return map(int, [0])"), "wrong-answer", "map"),
    Attack(35, "nothing", body("return None"), "wrong-answer", "None"),
    Attack(35, "function", body("return order"), "wrong-answer", "function"),
    Attack(36, "list that holds itself", body("x = []; x.append(x)\nreturn x"), "wrong-answer", "nested"),
    Attack(36, "fifty million elements", body("return [0] * 50_000_000"), "wrong-answer time-limit"),
    Attack(36, "giant integer", body("return 10 ** 20000"), "wrong-answer", "integer"),
    Attack(36, "list subclass with an endless iterator", body("class L(list):\n    def __iter__(self):\n        while True: yield 0\n    def __len__(self): return 3\nreturn L([0, 1, 2])"), "wrong-answer time-limit runtime-error tampering"),
    Attack(37, "imports drill", body("import drill.problem"), "runtime-error", "Error"),
    Attack(37, "opens the reference", body("open(os.environ.get('NOWHERE', '@BANK@') + '/solutions/order.py').read()"), "runtime-error", "PermissionError"),
    Attack(37, "lists the references", body("if os.listdir('@BANK@/solutions') and open('@BANK@/solutions/order.py').read(): pass"), "runtime-error", "PermissionError"),
    Attack(37, "imports the reference by path", body("sys.path.insert(0, '@BANK@')\nimport solutions.order"), "runtime-error", "Error"),
    Attack(37, "links to the reference", body("name = os.urandom(4).hex()\nos.symlink('@BANK@/solutions/order.py', name)\nopen(name).read()"), "runtime-error", "PermissionError"),
    Attack(37, "hard-links the reference", body("name = os.urandom(4).hex()\nos.link('@BANK@/solutions/order.py', name)\nopen(name).read()"), "runtime-error", "Error"),
    Attack(38, "reads the log", body("open('@DRILL_HOME@/drill.db', 'rb').read()"), "runtime-error", "PermissionError"),
    Attack(39, "searches memory for expected values", body(SEARCH.strip()), "accepted"),
    Attack(40, "reads the grader's memory", body("open(f'/proc/{os.getppid()}/mem', 'rb').read(1)"), "runtime-error", "PermissionError"),
    Attack(40, "reads the grader's maps", body("open(f'/proc/{os.getppid()}/maps').read()"), "runtime-error", "PermissionError"),
    Attack(40, "reads the grader's environment", body("open(f'/proc/{os.getppid()}/environ').read()"), "runtime-error", "PermissionError"),
    Attack(40, "reads the shell's environment through every process", body("hits = []\nfor pid in os.listdir('/proc'):\n    if pid.isdigit() and int(pid) != os.getpid():\n        try: hits.append(open(f'/proc/{pid}/environ').read())\n        except OSError: pass\nif hits: raise RuntimeError('FOUND')"), "accepted runtime-error", ""),
    Attack(40, "traces the grader", body("import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nif libc.ptrace(16, os.getppid(), 0, 0) < 0: raise PermissionError(ctypes.get_errno())"), "runtime-error", "PermissionError"),
    Attack(40, "process_vm_readv", body("import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nif libc.process_vm_readv(os.getppid(), 0, 0, 0, 0, 0) < 0: raise PermissionError(ctypes.get_errno())"), "runtime-error", "PermissionError"),
    Attack(41, "looks for a secret in the environment", body("import posix\nif any('s3cr3t' in str(x) for x in (dict(os.environ), posix.environ)): raise RuntimeError('FOUND')"), "accepted"),
    Attack(41, "looks for a secret in /proc/self/environ", body("try: text = open('/proc/self/environ', 'rb').read()\nexcept OSError: text = b''\nif b's3cr3t' in text: raise RuntimeError('FOUND')"), "accepted"),
    Attack(41, "looks for a secret in all its memory", body(SEARCH_MEMORY.strip()), "accepted"),
    Attack(42, "TCP", body("import socket; socket.create_connection(('127.0.0.1', 9), 1)"), "runtime-error", "PermissionError"),
    Attack(42, "UDP", body("import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))"), "runtime-error", "PermissionError"),
    Attack(42, "unix socket", body("import socket; socket.socket(socket.AF_UNIX)"), "runtime-error", "PermissionError"),
    Attack(42, "abstract socket", body("import socket; socket.socket(socket.AF_UNIX).connect('\\0x')"), "runtime-error", "PermissionError"),
    Attack(42, "listens", body("import socket; socket.socket().listen()"), "runtime-error", "PermissionError"),
    Attack(43, "overwrites a file in HOME", body("open('@HOME@/canary', 'w').write('x')"), "runtime-error", "PermissionError"),
    Attack(43, "deletes a file in HOME", body("os.remove('@HOME@/canary')"), "runtime-error", "PermissionError"),
    Attack(43, "renames a file in HOME", body("os.rename('@HOME@/canary', '@HOME@/gone')"), "runtime-error", "Error"),
    Attack(43, "writes in /tmp", body("open('/tmp/drill-attack', 'w')"), "runtime-error", "PermissionError"),
    Attack(43, "writes through a link", body("name = os.urandom(4).hex()\nos.symlink('@HOME@/canary', name)\nopen(name, 'w').write('x')"), "runtime-error", "PermissionError"),
    Attack(43, "truncates a file in HOME", body("os.truncate('@HOME@/canary', 0)"), "runtime-error", "PermissionError"),
    Attack(43, "reads a key", body("open('@HOME@/.ssh/id_ed25519').read()"), "runtime-error", "PermissionError"),
    Attack(44, "chmod in HOME", body("os.chmod('@HOME@/canary', 0)"), "runtime-error", "PermissionError"),
    Attack(44, "utime in HOME", body("os.utime('@HOME@/canary', (0, 0))"), "runtime-error", "PermissionError"),
    Attack(45, "new user namespace", body("import ctypes\nif ctypes.CDLL(None).unshare(0x10000000) < 0: raise PermissionError"), "runtime-error", "PermissionError"),
    Attack(45, "io_uring, bpf, keyctl, mount", body("import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nfor number in (425, 321, 250, 165):\n    if libc.syscall(number, 0, 0, 0, 0, 0) >= 0: raise RuntimeError('FOUND')\n    if ctypes.get_errno() != 1: raise RuntimeError(f'FOUND {number}')"), "accepted"),
    Attack(46, "patches numpy's comparison", body("np.allclose = np.array_equal = lambda *a, **k: True\nreturn [0]"), "wrong-answer"),
    Attack(46, "patches builtins", body("import builtins\nbuiltins.isinstance = lambda *a: True\nbuiltins.len = lambda x: 0\nreturn [0]"), "wrong-answer crashed tampering runtime-error time-limit"),
    Attack(46, "replaces our codec", body("for name, module in list(sys.modules.items()):\n    if hasattr(module, 'dumps') and hasattr(module, 'Bad'): module.dumps = lambda v: b'T'\nimport gc\nfor one in gc.get_objects():\n    if type(one).__name__ == 'function' and one.__name__ == 'dumps' and 'wire' in one.__module__ + one.__code__.co_filename:\n        one.__code__ = (lambda value: b'T').__code__\nreturn [0]"), "wrong-answer crashed tampering runtime-error"),
    Attack(47, "patches the clock", body("import time\ntime.perf_counter = time.monotonic = lambda: 0.0"), "accepted"),
    Attack(51, "endless loop at the top", "while True: pass\n", "time-limit", "loading"),
    Attack(51, "input() at the top", "n = input()\n" + RIGHT, "does-not-load", "EOFError"),
    Attack(51, "sys.exit at the top", "import sys\nsys.exit(1)\n" + RIGHT, "does-not-load", "SystemExit"),
    Attack(51, "os._exit at the top", "import os\nos._exit(0)\n", "crashed does-not-load", "exit code 0"),
    Attack(51, "exception at the top", RIGHT + "1 / 0\n", "does-not-load", "ZeroDivisionError"),
    Attack(52, "syntax error", "def order(values):\n    return [\n", "does-not-load", "SyntaxError"),
    Attack(52, "full-width comma", "def order(values，reverse=False):\n    return [0]\n", "does-not-load", "U+FF0C"),
    Attack(52, "deeply nested source", "x = " + "(" * 100000 + ")" * 100000 + "\n", "does-not-load crashed", ""),
    Attack(53, "missing function", "def something():\n    pass\n", "does-not-load", "order"),
    Attack(53, "misspelled function", "def Order(values):\n    return values\n", "does-not-load", "did you mean `Order`"),
    Attack(53, "method of a class", "class Solution:\n    def order(self, values):\n        return values\n", "does-not-load", "method of the class Solution"),
    Attack(53, "class instead of a function", "class order:\n    def __init__(self, values): pass\n", "does-not-load", "class"),
    Attack(53, "number instead of a function", "order = 3\n", "does-not-load", "order"),
    Attack(54, "too few parameters", "def order():\n    return []\n", "does-not-load", "takes 0 positional arguments where 1 are given"),
    Attack(54, "too many parameters", "def order(a, b, c):\n    return []\n", "does-not-load", "needs 3 arguments"),
    Attack(54, "one optional parameter missing", "import numpy as np\ndef order(values):\n    return np.argsort(-values)\n", "runtime-error", "no parameter for `reverse`"),
    Attack(55, "lru_cache on an array", "from functools import lru_cache\n@lru_cache\n" + RIGHT[RIGHT.index("def"):].replace("np.", "__import__('numpy')."), "runtime-error", "unhashable"),
    Attack(55, "decorator that hides the signature", "import numpy as np\ndef plain(f):\n    return lambda *a, **k: f(*a, **k)\n@plain\n" + RIGHT[RIGHT.index("def"):], "accepted"),
    Attack(56, "relative import", "from . import sibling\n" + RIGHT, "does-not-load", "ImportError"),
    Attack(57, "main block", RIGHT + "if __name__ == '__main__':\n    raise SystemExit('ran')\n", "accepted"),
    Attack(58, "raises its own limits", body("import resource\nresource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)"), "runtime-error", "Error"),
    Attack(58, "becomes another user", body("os.setuid(12345)"), "runtime-error accepted", ""),
    Attack(0, "prints control characters", body("print('\\x1b[2J\\x1b[31m[red]bold[/red]\\u202e\\x00')"), "accepted"),
    Attack(0, "raises control characters", body("raise ValueError('\\x1b[2J\\u202egnp.exe\\x07')"), "runtime-error", "ValueError"),
    Attack(0, "a right answer", RIGHT, "accepted"),
]  # fmt: skip
