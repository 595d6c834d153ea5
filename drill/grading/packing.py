"""What crosses between the grader and the child, and how a value is written down.

`drill.grading.wire` describes the format and reads it back.
"""

import struct
from collections.abc import Callable
from typing import Any, NamedTuple, NoReturn

import numpy as np
from numpy import asarray, generic, ndarray  # bound here: a submission may patch numpy

DEPTH = 16  # levels of nesting
VALUES = 1_000_000  # values in one message, an array counting as one
ROOM = 60 << 20  # bytes of one message
INTEGER_BYTES = 4096
KEY_BITS = 60  # hashes of such integers do not collide, so no dict is slow to build
ARRAY_KINDS = "biufcUS"
DIMENSIONS = 32
ELEMENT_BYTES = 1 << 16
LARGEST_CODE_POINT, SURROGATES = 0x10FFFF, (0xD800, 0xDFFF)

_Length = struct.Struct("<cI")
_Double = struct.Struct("<cd")
_TwoDoubles = struct.Struct("<cdd")
_ArrayHead = struct.Struct("<cBBB")


class Words(NamedTuple):
    """The same words in English and in Chinese."""

    en: str
    zh: str


class Bad(ValueError):  # noqa: N818  reads as an adjective: bad data
    """A value that cannot cross; `text` is a noun phrase that says what it is."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.text = Words(en, zh)


def dumps(value: Any, room: int = ROOM) -> bytes:
    """Write `value` down in at most `room` bytes, or say in `Bad` why it is not plain data."""
    writer = _Writer(room)
    writer.write(value, 0)
    return b"".join(writer.parts)


class _Writer:
    """The parts of a message, and how much may still be added."""

    def __init__(self, room: int) -> None:
        self.parts: list[bytes] = []
        self.values = VALUES
        self.room = room

    def put(self, part: bytes) -> None:
        self.room -= len(part)
        if self.room < 0:
            raise Bad(f"more than {ROOM >> 20} MB of data", f"超过 {ROOM >> 20} MB 的数据")
        self.parts.append(part)

    def write(self, value: Any, depth: int) -> None:
        if depth > DEPTH:
            raise Bad(
                f"a value nested more than {DEPTH} levels deep (does it contain itself?)",
                f"嵌套超过 {DEPTH} 层的值（是不是包含了它自己？）",
            )
        self.values -= 1
        if self.values < 0:
            raise Bad(
                f"more than {VALUES:,} separate values (an array counts as one)",
                f"超过 {VALUES:,} 个零散的值（一个数组只算一个）",
            )
        write = _WRITERS.get(type(value)) or _writer_of(value)
        write(self, value, depth)

    def write_constant(self, value: bool | None, _depth: int) -> None:
        self.put(b"N" if value is None else b"T" if value else b"F")

    def write_integer(self, value: int, _depth: int) -> None:
        length = (int.bit_length(value) + 8) // 8
        if length > INTEGER_BYTES:
            raise Bad("an integer of more than 9,000 digits", "一个超过 9000 位的整数")
        raw = int.to_bytes(value, length, "little", signed=True)
        self.put(_Length.pack(b"i", length) + raw)

    def write_number(self, value: float, _depth: int) -> None:
        self.put(_Double.pack(b"f", value))

    def write_complex(self, value: complex, _depth: int) -> None:
        self.put(_TwoDoubles.pack(b"c", value.real, value.imag))

    def write_string(self, value: str, _depth: int) -> None:
        self.write_blob(b"s", str.encode(value, "utf-8", "replace"))

    def write_bytes(self, value: Any, _depth: int) -> None:
        self.write_blob(b"b", bytes(value))

    def write_blob(self, tag: bytes, raw: bytes) -> None:
        self.put(_Length.pack(tag, len(raw)))
        self.put(raw)

    def write_list(self, value: Any, depth: int) -> None:
        self.write_items(b"l", list(value), depth)

    def write_tuple(self, value: Any, depth: int) -> None:
        self.write_items(b"t", list(value), depth)

    def write_items(self, tag: bytes, items: Any, depth: int) -> None:
        self.put(_Length.pack(tag, len(items)))
        for item in items:
            self.write(item, depth + 1)

    def write_dict(self, value: Any, depth: int) -> None:
        pairs = list(dict.items(value))
        self.put(_Length.pack(b"d", len(pairs)))
        for key, item in pairs:
            if not is_key(key):
                name = type(key).__name__
                raise Bad(f"a dict with a key of type {name}", f"键的类型是 {name} 的字典")
            self.write(key, depth + 1)
            self.write(item, depth + 1)

    def write_array(self, value: Any, _depth: int) -> None:
        array = _as_array(value)
        if array.nbytes > self.room:
            megabytes = array.nbytes >> 20
            raise Bad(
                f"an array of {megabytes} MB (at most {ROOM >> 20})",
                f"一个 {megabytes} MB 的数组（最多 {ROOM >> 20} MB）",
            )
        array = _portable(array)
        code = array.dtype.str.encode()
        head = _ArrayHead.pack(b"a", isinstance(value, generic), len(code), array.ndim)
        self.put(head + code + struct.pack(f"<{array.ndim}q", *array.shape))
        self.put(array.tobytes())


_Write = Callable[[_Writer, Any, int], None]
_WRITERS: dict[type, _Write] = {
    type(None): _Writer.write_constant,
    bool: _Writer.write_constant,
    int: _Writer.write_integer,
    float: _Writer.write_number,
    complex: _Writer.write_complex,
    str: _Writer.write_string,
    bytes: _Writer.write_bytes,
    list: _Writer.write_list,
    tuple: _Writer.write_tuple,
    dict: _Writer.write_dict,
    ndarray: _Writer.write_array,
}
# Subclasses, the most specific first: np.float64 is a float, np.str_ is a str.
_FAMILIES: tuple[tuple[type | tuple[type, ...], _Write], ...] = (
    (str, _Writer.write_string),
    ((bytes, bytearray), _Writer.write_bytes),
    ((ndarray, generic), _Writer.write_array),
    (int, _Writer.write_integer),
    (float, _Writer.write_number),
    (complex, _Writer.write_complex),
    ((list, range), _Writer.write_list),
    (tuple, _Writer.write_tuple),
    (dict, _Writer.write_dict),
)


def _writer_of(value: Any) -> _Write:
    for family, write in _FAMILIES:
        if isinstance(value, family):
            return write
    if hasattr(value, "__array__") and not isinstance(value, type):
        return _Writer.write_array
    return _refuse(value)


def _refuse(value: Any) -> NoReturn:
    if hasattr(value, "__next__"):
        raise Bad(
            "a generator: did you use `yield`, `map` or `zip`? return a list or an array",
            "一个生成器：是不是用了 `yield`、`map` 或 `zip`？请返回列表或数组",
        )
    if hasattr(value, "__await__"):
        raise Bad(
            "a coroutine: write `def`, not `async def`", "一个协程：请用 `def`，不要用 `async def`"
        )
    if isinstance(value, (set, frozenset)):
        raise Bad(
            "a set: it has no order; return a list or an array",
            "一个集合：集合没有顺序，请返回列表或数组",
        )
    if isinstance(value, type) or callable(value):
        raise Bad("a function or a class, not its result", "一个函数或类，而不是它的结果")
    name = type(value).__name__
    raise Bad(f"a value of type {name}", f"一个 {name} 类型的值")


def is_key(key: Any) -> bool:
    """Whether `key` may be a key of a dict on either side."""
    if isinstance(key, generic):
        return False
    if isinstance(key, int):
        return int.bit_length(key) <= KEY_BITS
    return key is None or isinstance(key, (str, bytes, float))


def _as_array(value: Any) -> ndarray[Any, Any]:
    """Make a base-class array of anything with `__array__`, gradients and devices aside."""
    if hasattr(value, "detach"):
        value = value.detach().cpu()
    try:
        return asarray(value)
    except TypeError:
        if hasattr(value, "float"):  # bfloat16 has no equal in numpy
            return asarray(value.float())
        raise


def _portable(array: ndarray[Any, Any]) -> ndarray[Any, Any]:
    """Give `array` a dtype that means the same on every machine, or refuse it."""
    kind = array.dtype.kind
    if kind == "O":
        raise Bad(
            "an array of dtype object (are the rows of different lengths?)",
            "一个 dtype 为 object 的数组（各行的长度是不是不一样？）",
        )
    if kind not in ARRAY_KINDS or not 0 < array.dtype.itemsize <= ELEMENT_BYTES:
        raise Bad(f"an array of dtype {array.dtype}", f"一个 dtype 为 {array.dtype} 的数组")
    if array.dtype.char in "gG":  # long double differs between machines
        array = array.astype(np.float64 if kind == "f" else np.complex128)
    if array.dtype.str[0] == ">":
        array = array.astype(array.dtype.newbyteorder("<"))
    if kind == "U" and not is_text(array):
        raise Bad("an array of broken text", "一个含有非法字符的文本数组")
    return array


def is_text(array: ndarray[Any, Any]) -> bool:
    """Whether every element of `array`, of kind U, can be printed."""
    codes = np.frombuffer(array.tobytes(), np.uint32)
    low, high = SURROGATES
    return not ((codes > LARGEST_CODE_POINT) | ((codes >= low) & (codes <= high))).any()
