"""Run a function of ours in a process of its own, for timing it beside a submission."""

import os
import struct
from collections.abc import Callable
from typing import Any, NoReturn, Self

from drill.grading import usercode, wire
from drill.grading.clock import cpu_seconds
from drill.problem import Inputs

LENGTH = struct.Struct("<Q")


class Paced:
    """A forked process that calls `function` the way the sandbox's child calls a submission."""

    def __init__(self, function: Callable[..., Any]) -> None:
        """Fork; the function is in memory already."""
        requests, self._requests = os.pipe()
        self._replies, replies = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            os.close(self._requests)
            os.close(self._replies)
            _serve(function, requests, replies)
        os.close(requests)
        os.close(replies)

    def __enter__(self) -> Self:
        """Do nothing more: it runs already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the process end, and wait for that."""
        os.close(self._requests)
        os.close(self._replies)
        os.waitpid(self._pid, 0)

    def run(self, inputs: Inputs) -> float:
        """Call the function once; give the CPU seconds it took."""
        payload = wire.dumps(inputs)
        start = cpu_seconds(self._pid)
        os.write(self._requests, LENGTH.pack(len(payload)))
        view = memoryview(payload)
        while view:
            view = view[os.write(self._requests, view) :]
        (length,) = LENGTH.unpack(_read(self._replies, LENGTH.size))
        _read(self._replies, length)
        return cpu_seconds(self._pid) - start


def _serve(function: Callable[..., Any], requests: int, replies: int) -> NoReturn:
    usercode.keep_memory()
    try:
        while True:
            (length,) = LENGTH.unpack(_read(requests, LENGTH.size))
            _, body = usercode.call(function, _read(requests, length), "", watch=False)
            view = memoryview(LENGTH.pack(len(body)) + body)
            while view:
                view = view[os.write(replies, view) :]
    finally:
        os._exit(0)


def _read(descriptor: int, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        part = os.read(descriptor, length - len(data))
        if not part:
            raise EOFError
        data += part
    return bytes(data)
