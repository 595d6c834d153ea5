"""How values cross between the grader and the sandboxed child: plain data, no pickle.

One value is one byte of tag and what the tag calls for; numbers are little-endian.

    N T F      None, True, False
    i          length, signed bytes
    f c        one double, two doubles
    s b        length, UTF-8 or raw bytes
    l t d      count, that many values (of a dict: keys and values by turns)
    a          scalar?, length of the dtype, dimensions, dtype, shape, elements in C order

`dumps` runs in the child on whatever a submission returned. `loads` runs in the grader on
whatever the child sent: it raises `Bad` and nothing else, and what it builds is made of
builtin types and base-class arrays that share no memory with the message.
"""

import struct
from collections.abc import Callable
from math import prod
from typing import Any, NoReturn

import numpy as np
from numpy import dtype, ndarray

from drill.grading.packing import (
    ARRAY_KINDS,
    DEPTH,
    DIMENSIONS,
    ELEMENT_BYTES,
    INTEGER_BYTES,
    ROOM,
    VALUES,
    Bad,
    Words,
    dumps,
    is_key,
    is_text,
)

__all__ = ["ROOM", "Bad", "Words", "dumps", "loads"]

DTYPE_CHARACTERS = 8
LARGEST_SIDE = 1 << 40


def loads(data: bytes, budget: int = VALUES) -> Any:
    """Read one value back from bytes nobody vouches for; at most `budget` values."""
    reader = _Reader(data, budget)
    try:
        value = reader.read(0)
    except Bad:
        raise
    except Exception as error:  # noqa: BLE001  whatever hostile bytes provoke
        _malformed(type(error).__name__)
    if reader.at != len(data):
        _malformed("trailing bytes")
    return value


class _Reader:
    """A message, how far it was read, and how many values may still come."""

    def __init__(self, data: bytes, budget: int) -> None:
        self.data = data
        self.at = 0
        self.values = budget

    def read(self, depth: int) -> Any:
        self.values -= 1
        if depth > DEPTH or self.values < 0:
            _malformed("too deep or too many values")
        tag = self.data[self.at]
        self.at += 1
        return _READERS[tag](self, depth)

    def skip(self, length: int) -> int:
        start, self.at = self.at, self.at + length
        if self.at > len(self.data):
            _malformed("too short")
        return start

    def take(self, length: int) -> bytes:
        start = self.skip(length)
        return self.data[start : self.at]

    def length(self) -> int:
        return int.from_bytes(self.take(4), "little")

    def read_none(self, _depth: int) -> None:
        return None

    def read_true(self, _depth: int) -> bool:
        return True

    def read_false(self, _depth: int) -> bool:
        return False

    def read_integer(self, _depth: int) -> int:
        length = self.length()
        if length > INTEGER_BYTES:
            _malformed("integer")
        return int.from_bytes(self.take(length), "little", signed=True)

    def read_number(self, _depth: int) -> Any:
        return struct.unpack("<d", self.take(8))[0]

    def read_complex(self, _depth: int) -> complex:
        return complex(*struct.unpack("<dd", self.take(16)))

    def read_string(self, _depth: int) -> str:
        return self.take(self.length()).decode("utf-8")

    def read_bytes(self, _depth: int) -> bytes:
        return self.take(self.length())

    def read_list(self, depth: int) -> list[Any]:
        return [self.read(depth + 1) for _ in range(self.length())]

    def read_tuple(self, depth: int) -> tuple[Any, ...]:
        return tuple(self.read_list(depth))

    def read_dict(self, depth: int) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for _ in range(self.length()):
            key = self.read(depth + 1)
            if not is_key(key):
                _malformed("key")
            found[key] = self.read(depth + 1)
        return found

    def read_array(self, _depth: int) -> Any:
        scalar, length, dimensions = self.take(3)
        kind = _dtype(self.take(length).decode("ascii"))
        if dimensions > DIMENSIONS:
            _malformed("dimensions")
        shape = struct.unpack(f"<{dimensions}q", self.take(8 * dimensions))
        if min(shape, default=0) < 0 or max(shape, default=0) > LARGEST_SIDE:
            _malformed("shape")
        start = self.skip(prod(shape) * kind.itemsize)
        array = _array(shape, kind, self.data, start)
        return array[()] if scalar and not dimensions else array


def _dtype(code: str) -> dtype[Any]:
    order, kind, size = code[0], code[1], code[2:]
    plain = size.isascii() and size.isdigit() and len(code) <= DTYPE_CHARACTERS
    if not plain or order not in "<|" or kind not in ARRAY_KINDS:
        _malformed("dtype")
    found = dtype(code)
    if not 0 < found.itemsize <= ELEMENT_BYTES:
        _malformed("dtype")
    return found


def _array(shape: tuple[int, ...], kind: dtype[Any], data: bytes, start: int) -> ndarray[Any, Any]:
    if 0 in shape:
        return np.zeros(shape, kind)
    stored = np.dtype(np.uint8) if kind.kind == "b" else kind
    array = np.frombuffer(data, stored, prod(shape), start).reshape(shape)
    if kind.kind == "U" and not is_text(array):
        _malformed("text")
    return array.astype(np.bool_) if kind.kind == "b" else array.copy()  # 2 is no bool


def _malformed(why: str) -> NoReturn:
    raise Bad(f"malformed data ({why})", f"格式错误的数据（{why}）")


_READERS: dict[int, Callable[[_Reader, int], Any]] = {
    ord("N"): _Reader.read_none,
    ord("T"): _Reader.read_true,
    ord("F"): _Reader.read_false,
    ord("i"): _Reader.read_integer,
    ord("f"): _Reader.read_number,
    ord("c"): _Reader.read_complex,
    ord("s"): _Reader.read_string,
    ord("b"): _Reader.read_bytes,
    ord("l"): _Reader.read_list,
    ord("t"): _Reader.read_tuple,
    ord("d"): _Reader.read_dict,
    ord("a"): _Reader.read_array,
}
