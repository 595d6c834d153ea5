"""Read what can be read of a damaged log: every row on every page that still holds some.

SQLite gives up where a page on the way to a row is damaged. The log only grows and no row ever
changes, so any row that is found is a true one: on pages in use or let go, in the file or in its
write-ahead log, whatever else is lost. The file format: sqlite.org/fileformat2.html.
"""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from drill.store.database import PAGE

OLD_PAGE = 4096  # bytes, of a log that drill 1 made
_LEAF = 13  # the kind of a page that holds rows of a table
_KINDS = (2, 5, 10, _LEAF)
_INTEGERS = (0, 1, 2, 3, 4, 6, 8)  # bytes of the serial types 0 to 6
_BROKEN = (IndexError, ValueError, struct.error, OverflowError)  # UnicodeError is a ValueError

Row = tuple[int, list[Any]]  # the number of a row, and its columns


def rows(path: Path, progress: Callable[[int, int], None]) -> Iterator[Row]:
    """Give every row that any page of a database and of its write-ahead log holds.

    Rows of all tables come, some twice, some of tables long gone, some with nonsense in them.
    """
    content = path.read_bytes()
    size, spare = _sizes(content)
    later = _write_ahead(path.with_name(path.name + "-wal"), size)
    total = len(content) // size + len(later)
    pages = [content[at : at + size] for at in range(0, len(content), size)]

    def page(number: int) -> bytes:
        return later.get(number) or pages[number - 1]

    for done, (number, one) in enumerate([*enumerate(pages, 1), *later.items()]):
        progress(done, total)
        yield from _leaf(one, 100 if number == 1 else 0, size - spare, page)


def _sizes(content: bytes) -> tuple[int, int]:
    """Give the size of a page, and the bytes at its end that are not used."""
    size = int.from_bytes(content[16:18], "big")
    size = 65536 if size == 1 else size
    if content[:16] == b"SQLite format 3\0" and size >= 512 and size & (size - 1) == 0:
        return size, content[20]
    return _likely_size(content), 0


def _likely_size(content: bytes) -> int:
    """Guess the size of a page where the first is lost: pages begin at all of its multiples."""
    small, large = (content[size::size] for size in (PAGE, OLD_PAGE))
    begun = [sum(kind in _KINDS for kind in kinds) / max(len(kinds), 1) for kinds in (small, large)]
    return PAGE if begun[0] >= 0.8 * begun[1] else OLD_PAGE


def _write_ahead(path: Path, size: int) -> dict[int, bytes]:
    """Read the newest version of each page in a write-ahead log."""
    content = path.read_bytes() if path.exists() else b""
    salt = content[16:24]
    found = {}
    for at in range(32, len(content) - 24 - size + 1, 24 + size):
        if content[at + 8 : at + 16] == salt:  # others are left from before
            found[int.from_bytes(content[at : at + 4], "big")] = content[at + 24 : at + 24 + size]
    return found


def _leaf(page: bytes, at: int, usable: int, other: Callable[[int], bytes]) -> Iterator[Row]:
    """Read the rows of one page; its header begins `at` a byte."""
    if page[at : at + 1] != bytes([_LEAF]):
        return
    count = int.from_bytes(page[at + 3 : at + 5], "big")
    for k in range(min(count, usable // 4)):
        start = at + 8 + 2 * k
        try:
            place = int.from_bytes(page[start : start + 2], "big")
            length, place = _varint(page, place)
            number, place = _varint(page, place)
            yield number, _columns(_payload(page, place, length, usable, other))
        except _BROKEN:
            continue


def _payload(
    page: bytes, at: int, length: int, usable: int, other: Callable[[int], bytes]
) -> bytes:
    """Collect a row that may go on on other pages."""
    most = usable - 35
    if length <= most:
        return _cut(page, at, length)
    least = (usable - 12) * 32 // 255 - 23
    here = least + (length - least) % (usable - 4)
    here = here if here <= most else least
    content = _cut(page, at, here)
    number = int.from_bytes(_cut(page, at + here, 4), "big")
    while len(content) < length:
        further = other(number) if number else b""
        part = further[4:usable][: length - len(content)]
        if not part:
            raise ValueError("the rest is gone")
        content += part
        number = int.from_bytes(further[:4], "big")
    return content


def _columns(payload: bytes) -> list[Any]:
    """Decode one row."""
    header, at = _varint(payload, 0)
    kinds = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        size = _INTEGERS[kind] if kind < 7 else 8 if kind == 7 else max(kind - 12, 0) // 2
        values.append(_value(kind, _cut(payload, at, size)))
        at += size
    return values


def _value(kind: int, part: bytes) -> Any:
    match kind:
        case 0:
            return None
        case 7:
            return struct.unpack(">d", part)[0]
        case 8 | 9:
            return kind - 8
        case 10 | 11:
            raise ValueError("no such type")
        case _ if kind < 7:
            return int.from_bytes(part, "big", signed=True)
        case _:
            return part.decode() if kind % 2 else part


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """Read a number of one to nine bytes; give it and where it ends."""
    value = 0
    for k in range(8):
        byte = content[at + k]
        value = value << 7 | byte & 127
        if byte < 128:
            return value, at + k + 1
    return value << 8 | content[at + 8], at + 9


def _cut(content: bytes, at: int, length: int) -> bytes:
    part = content[at : at + length]
    if len(part) < length:
        raise ValueError("the page ends before")
    return part
