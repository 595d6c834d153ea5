"""The grader's end of the three pipes to a child: every wait is bounded in time and in bytes."""

import contextlib
import os
import re
import select
import time
from collections.abc import Callable

HEADER_BYTES, LENGTH_AT = 9, 1
FRAME_BYTES = 64 << 20  # more than the child's own code ever sends
CHUNK = 1 << 20
LOG_BYTES = 64 << 10


class SilentError(Exception):
    """No reply by the deadline."""


class EndedError(Exception):
    """The child has closed its end of the replies, as a rule by ending."""


class ForgedError(Exception):
    """Something in the child wrote to the replies that the child's own code does not write."""


class Log:
    """What a submission printed: the first part of it, and how much more there was."""

    def __init__(self) -> None:
        self.kept = bytearray()
        self.dropped = 0

    def add(self, data: bytes) -> None:
        """Keep what there is room for."""
        room = max(0, LOG_BYTES - len(self.kept))
        self.kept += data[:room]
        self.dropped += len(data[room:])

    def cut(self, pattern: bytes) -> bytes:
        """Take out the last match of `pattern`: it was not printed by the submission."""
        found = list(re.finditer(pattern, self.kept))
        if not found:
            return b""
        text = found[-1].group()
        del self.kept[found[-1].start() : found[-1].end()]
        return text

    def __str__(self) -> str:
        text = self.kept.decode("utf-8", "replace")
        return f"{text}\n[{self.dropped} more bytes dropped]" if self.dropped else text


class Channel:
    """Frames to a child and from it; owns the descriptors."""

    def __init__(self, requests: int, replies: int, prints: int, log: Log) -> None:
        self._requests, self._replies, self._prints = requests, replies, prints
        self._log = log
        self._out, self._in = bytearray(), bytearray()
        self._owed = 0
        self._poll = select.poll()
        for descriptor in (requests, replies, prints):
            os.set_blocking(descriptor, False)
        for descriptor in (replies, prints):
            self._poll.register(descriptor, select.POLLIN)
        self._open = [requests, replies, prints]
        self._ready: dict[int, Callable[[], object]] = {
            requests: self._write,
            replies: self._read,
            prints: self._take_prints,
        }

    def post(self, kind: bytes, payload: bytes, *, answered: bool = True) -> None:
        """Send one frame, now or while waiting for replies; never block."""
        self._out += kind + len(payload).to_bytes(HEADER_BYTES - LENGTH_AT, "little") + payload
        self._owed += answered
        self._write()

    def receive(self, deadline: float) -> tuple[bytes, bytes]:
        """Wait for one frame until `deadline` on the monotonic clock."""
        while (end := self._frame_end()) is None:
            left = deadline - time.monotonic()
            ready = self._poll.poll(1000 * left) if left > 0 else []
            if not ready:
                raise SilentError
            for descriptor, _ in ready:
                self._ready[descriptor]()
        self._owed -= 1
        if self._owed < 0:
            raise ForgedError
        with memoryview(self._in) as view:
            frame = bytes(view[:LENGTH_AT]), bytes(view[HEADER_BYTES:end])
        del self._in[:end]
        return frame

    def unasked(self) -> bool:
        """Whether something arrived that no request explains."""
        if not self._owed and not self._in and self._poll.poll(0):
            try:
                self._read()
            except EndedError:
                return False
        return not self._owed and bool(self._in)

    def drain(self) -> None:
        """Take the rest of what was printed, once nobody can print any more."""
        while self._prints in self._ready and self._take_prints():
            pass

    def listen(self, seconds: float) -> None:
        """Take what is printed, until it is quiet for so long."""
        poll = select.poll()
        poll.register(self._prints, select.POLLIN)
        while self._prints in self._ready and poll.poll(1000 * seconds):
            if not self._take_prints() or self._log.dropped:
                return

    def close(self) -> None:
        """Close the three descriptors."""
        while self._open:
            os.close(self._open.pop())

    def _frame_end(self) -> int | None:
        if len(self._in) < HEADER_BYTES:
            return None
        length = int.from_bytes(self._in[LENGTH_AT:HEADER_BYTES], "little")
        if length > FRAME_BYTES:
            raise ForgedError
        end = HEADER_BYTES + length
        return end if len(self._in) >= end else None

    def _read(self) -> None:
        try:
            data = os.read(self._replies, CHUNK)
        except BlockingIOError:
            return
        if not data:
            raise EndedError
        self._in += data

    def _take_prints(self) -> bool:
        try:
            data = os.read(self._prints, CHUNK)
        except BlockingIOError:
            return False
        self._log.add(data)
        if not data:  # closed by the child: ask no more
            self._poll.unregister(self._prints)
            del self._ready[self._prints]
        return bool(data)

    def _write(self) -> None:
        try:
            while self._out:
                del self._out[: os.write(self._requests, self._out)]
        except BlockingIOError:
            pass
        except BrokenPipeError:  # the end of the replies will say why
            self._out.clear()
        if self._out:
            self._poll.register(self._requests, select.POLLOUT)
        else:
            with contextlib.suppress(KeyError):
                self._poll.unregister(self._requests)
