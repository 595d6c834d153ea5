"""What a child's replies say, read by the grader: nothing in them is trusted.

The submission shares the child's process, so it can write any reply itself. A reply of the
wrong form raises `ForgedError`; one of the right form is only an answer.
"""

from dataclasses import dataclass
from typing import Any

from drill.grading import wire
from drill.grading.channel import ForgedError
from drill.model.outcome import Outcome, Raised, Returned, Unreadable, Verdict
from drill.model.text import Text

CHARACTERS = 500
NAMES = 200
VALUES_OF_A_NOTE = 1000  # replies that are no values are short
WRITES_TO_CHANNEL = Text(
    "your code wrote to the grader's own channel", "你的代码写入了判题程序自己的通道"
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The function is there. It needs `minimum` positional arguments and takes `maximum`.

    `maximum` is None for ``*args`` and where nothing could be found out.
    """

    minimum: int
    maximum: int | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotLoaded:
    """The function is not there.

    `kind` is exception, missing, class, not-callable, timeout, crashed or tampering;
    `functions` are what the file defines, methods as ``Class.method``.
    """

    verdict: Verdict
    type: str
    message: Text
    line: int
    functions: tuple[str, ...]
    kind: str


def loaded(kind: bytes, payload: bytes, function: str) -> Loaded | NotLoaded:
    """Read how loading the source ended."""
    note = _note(payload)
    if kind == b"r":
        return _loaded(note)
    if kind != b"n" or not isinstance(note, dict):
        raise ForgedError
    raised = _raised(note)
    functions = _names(note.get("functions"))
    what = str(note.get("kind"))
    message = _absent(what, function, functions) or Text(raised.message, raised.message)
    kind_of_error = raised.type if what == "exception" else ""
    return NotLoaded(Verdict.DOES_NOT_LOAD, kind_of_error, message, raised.line, functions, what)


def _loaded(note: Any) -> Loaded:
    if not isinstance(note, tuple) or len(note) != 3:
        raise ForgedError
    minimum, maximum, names = note
    if type(minimum) is not int or type(maximum) not in (int, type(None)):
        raise ForgedError
    return Loaded(minimum, maximum, _names(names))


def _absent(kind: str, function: str, functions: tuple[str, ...]) -> Text | None:
    if kind == "class":
        return Text(
            f"`{function}` is a class; write it as a function",
            f"`{function}` 是一个类，请写成函数",
        )
    if kind == "not-callable":
        return Text(f"`{function}` is not a function", f"`{function}` 不是函数")
    if kind != "missing":
        return None
    names = ", ".join(functions[:8])
    return Text(
        f"no function named `{function}`; your file defines: {names or 'no functions'}",
        f"没有名为 `{function}` 的函数；你的文件里定义了：{names or '（没有函数）'}",
    )


def too_slow_to_load(seconds: float, line: int) -> NotLoaded:
    """Say that the source was still running after `seconds`."""
    message = Text(
        f"your file was still loading after {seconds:g} s: is there a loop outside the functions?",
        f"{seconds:g} 秒后文件还没有加载完：函数外面是不是有循环？",
    )
    return NotLoaded(Verdict.TIME_LIMIT, "", message, line, (), "timeout")


def crashed_while_loading(how: Text) -> NotLoaded:
    """Say that the process ended before the source had run."""
    return NotLoaded(Verdict.CRASHED, "", how, 0, (), "crashed")


def forged_while_loading() -> NotLoaded:
    """Say that the source wrote to the grader's channel."""
    return NotLoaded(Verdict.TAMPERING, "", WRITES_TO_CHANNEL, 0, (), "tampering")


def outcome(kind: bytes, payload: bytes) -> Outcome:
    """Read how one call ended."""
    if kind == b"v" and payload:
        try:
            return Returned(wire.loads(payload[1:]), **_flags(payload[0]))
        except wire.Bad:
            raise ForgedError from None
    note = _note(payload)
    if kind == b"e" and isinstance(note, dict):
        return _raised(note)
    if kind == b"b" and isinstance(note, tuple) and len(note) == 2:
        en, zh = (str(words)[:CHARACTERS] for words in note)
        return Unreadable(Text(f"it returned {en}", f"返回了{zh}"))
    raise ForgedError


def _flags(byte: int) -> dict[str, bool]:
    return {"mutated": bool(byte & 1), "shared": bool(byte & 2)}


def _raised(note: dict[Any, Any]) -> Raised:
    kind, message, line = note.get("type"), note.get("message"), note.get("line")
    if not isinstance(kind, str) or not isinstance(message, str) or type(line) is not int:
        raise ForgedError
    return Raised(kind[:CHARACTERS], message[:CHARACTERS], line)


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, tuple) or not all(isinstance(name, str) for name in value):
        raise ForgedError
    return tuple(name[:CHARACTERS] for name in value[:NAMES])


def _note(payload: bytes) -> Any:
    try:
        return wire.loads(payload, VALUES_OF_A_NOTE)
    except wire.Bad:
        raise ForgedError from None
