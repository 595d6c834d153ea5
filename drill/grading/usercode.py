"""What the child does with a submission's source: load it, find the function, call it.

Everything here meets hostile objects, so whatever it asks of them is guarded.
"""

import contextlib
import ctypes
import inspect
import linecache
import sys
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from drill.grading import wire

MODULE = "solution"
MESSAGE_CHARACTERS, NAME_CHARACTERS, NAMES = 500, 80, 200
MUTATED, SHARED = 1, 2  # bits of the first byte of a value
PARTS = 16  # of a tuple, looked at
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # of mallopt
UNPRINTABLE = "(its message could not be printed)"
METHODS = (FunctionType, staticmethod, classmethod)

Function = Callable[..., Any]


class NotLoadedError(Exception):
    """A source without the function: `kind` says what there is instead."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def keep_memory() -> None:
    """Let this process keep the memory it frees.

    glibc would give large arrays back, and every new one costs a page fault per 4 KB: time
    that belongs to neither program, and makes it seem to grow faster than it does.
    """
    with contextlib.suppress(AttributeError, OSError):  # another C library
        libc = ctypes.CDLL(None)
        for option in (M_MMAP_THRESHOLD, M_TRIM_THRESHOLD):
            libc.mallopt(option, 1 << 30)


def load(source: bytes, file: str, name: str) -> Function | dict[str, Any]:
    """Run `source` as a module and find the function `name`, or say what stopped it."""
    module = ModuleType(MODULE)
    module.__file__ = file
    sys.modules[MODULE] = module
    try:
        _remember(source, file)
        exec(compile(source, file, "exec", dont_inherit=True), vars(module))  # noqa: S102
        return _find(module, name)
    except BaseException as error:  # noqa: BLE001  a submission may raise anything
        kind = error.kind if isinstance(error, NotLoadedError) else "exception"
        return {**_explain(error, file), "kind": kind, "functions": _defined(module)}


def _remember(source: bytes, file: str) -> None:
    """Let tracebacks and `inspect.getsource` find the lines, readable on disk or not."""
    lines = source.decode("utf-8", "replace").splitlines(keepends=True)
    linecache.cache[file] = (len(source), None, lines, file)


def _find(module: ModuleType, name: str) -> Function:
    function = vars(module).get(name)
    if isinstance(function, type):
        raise NotLoadedError("class")
    if not callable(function):
        raise NotLoadedError("missing" if function is None else "not-callable")
    found: Function = function
    return found


def arguments(function: Function) -> tuple[int, int | None, tuple[str, ...]]:
    """Count the positional arguments it needs and takes; None for no upper end."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except BaseException:  # noqa: BLE001  `__signature__` may be anything
        return 0, None, ()
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    needed = sum(p.default is p.empty for p in positional)
    endless = any(p.kind is p.VAR_POSITIONAL for p in parameters)
    return needed, None if endless else len(positional), tuple(p.name for p in positional)


def _defined(module: ModuleType) -> tuple[str, ...]:
    """Name the functions and methods that the source itself defines."""
    names: list[str] = []
    with contextlib.suppress(BaseException):
        for name, value in list(vars(module).items()):
            if getattr(value, "__module__", None) != MODULE or name.startswith("__"):
                continue
            if isinstance(value, type):
                methods = [k for k, v in vars(value).items() if isinstance(v, METHODS)]
                names += [f"{name}.{k}" for k in methods if not k.startswith("__")]
            elif callable(value):
                names.append(name)
    return tuple(names[:NAMES])


def call(function: Function, payload: bytes, file: str, *, watch: bool) -> tuple[bytes, bytes]:
    """Call `function`; give the kind and the payload of the reply.

    `watch`: see whether it changed its inputs.
    """
    arguments = wire.loads(payload)
    try:
        result = function(*arguments)
        body = wire.dumps(result)
    except wire.Bad as bad:
        return b"b", wire.dumps(tuple(bad.text))
    except BaseException as error:  # noqa: BLE001  a submission may raise anything
        return b"e", wire.dumps(_explain(error, file))
    mutated = watch and _changed(arguments, payload)
    shared = watch and _shared(result, arguments)
    return b"v", bytes([MUTATED * mutated + SHARED * shared]) + body


def _changed(arguments: Any, payload: bytes) -> bool:
    try:
        return wire.dumps(arguments, max(wire.ROOM, len(payload))) != payload
    except BaseException:  # noqa: BLE001  they hold something else by now
        return True


def _shared(result: Any, arguments: Any) -> bool:
    """Whether an array that came back is a view of one that went in, and not that one itself."""
    try:
        parts = result if isinstance(result, (tuple, list)) else (result,)
        return any(
            part is not given and np.may_share_memory(part, given)
            for part in parts[:PARTS]
            for given in arguments
            if type(part) is np.ndarray and type(given) is np.ndarray
        )
    except BaseException:  # noqa: BLE001  a tuple of its own making
        return False


def _explain(error: BaseException, file: str) -> dict[str, Any]:
    """Say what was raised and on which line of `file` last; 0 where on none."""
    try:
        message = str(error.msg if isinstance(error, SyntaxError) else error)[:MESSAGE_CHARACTERS]
    except BaseException:  # noqa: BLE001
        message = UNPRINTABLE
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno or 0
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and error.filename == file:
        line = error.lineno or 0
    return {"type": type(error).__name__[:NAME_CHARACTERS], "message": message, "line": line}
