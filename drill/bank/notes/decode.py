"""Bytes to lines: which encoding, which line ends."""

import codecs
import unicodedata
from dataclasses import dataclass

from drill.errors import BankError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word file or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
SAMPLE = 1 << 16  # bytes that show what a file is
_NO_TEXT = {"Cc", "Cn", "Co", "Cs"}  # controls, and what no character has
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The lines of a file without their ends; `damaged` where characters had to be replaced."""

    lines: list[str]
    encoding: str
    damaged: bool


def decode(data: bytes, name: str) -> Decoded:
    """Find the encoding and cut into lines, which count as editors count them.

    Raises BankError for what is no text.
    """
    encoding = _marked(data)
    if encoding:
        _refuse_strange(data[:SAMPLE].decode(encoding, "replace"), name)
    else:
        _refuse_binary(data, name)
        encoding = _guessed(data)
    try:
        text, damaged = data.decode(encoding), False
    except UnicodeDecodeError:
        text, damaged = data.decode(encoding, "replace"), True
    return Decoded(_lines(text), encoding, damaged)


def _marked(data: bytes) -> str:
    """Read the encoding off a byte order mark, or off the NULs that UTF-16 is full of."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return encoding
    sample = data[:SAMPLE]
    pairs = len(sample) // 2
    low, high = sample[1::2].count(0), sample[::2].count(0)
    if pairs >= 4 and low > 5 * high and low > 0.02 * pairs:
        return "utf-16-le"
    if pairs >= 4 and high > 5 * low and high > 0.02 * pairs:
        return "utf-16-be"
    return ""


def _guessed(data: bytes) -> str:
    """Choose between UTF-8, perhaps damaged, and GB18030, which takes nearly anything."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        sample = data[max(error.start - SAMPLE // 2, 0) : error.start + SAMPLE // 2]
        text = sample.decode("utf-8", "replace")
        beyond = len(text) - len(text.encode("ascii", "ignore"))
        return "utf-8" if text.count("\ufffd") * 4 < beyond else "gb18030"
    return "utf-8"


def _refuse_binary(data: bytes, name: str) -> None:
    for mark, what in FORMATS:
        if data.startswith(mark):
            raise BankError(
                f"found {what} where notes were wanted",
                where=name,
                hint="copy its text into a .txt or .md file",
            )
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 0.05 * len(sample):
        raise _binary(name)


def _refuse_strange(sample: str, name: str) -> None:
    """Refuse numbers that were taken for UTF-16 because of their NULs."""
    strange = sum(unicodedata.category(one) in _NO_TEXT for one in set(sample))
    if sample.count("\0") > 0.05 * len(sample) or strange > 0.2 * len(set(sample)):
        raise _binary(name)


def _binary(name: str) -> BankError:
    message = "found a binary file where notes were wanted"
    return BankError(message, where=name, hint="give a .txt or .md file")


def _lines(text: str) -> list[str]:
    r"""Cut at ``\n`` and ``\r\n``, and at a lone ``\r`` only where those are the line ends."""
    if text.count("\r") - text.count("\r\n") > text.count("\n"):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    if "\r" in text:
        lines = [line.removesuffix("\r") for line in lines]
    return lines
