"""YAML that a person likes to edit, and that `read_yaml` reads back as it was.

Strings stand bare where that is safe, in quotes where it is not, and as a block where they have
several lines. Only what YAML cannot hold is escaped. Half of a surrogate pair becomes U+FFFD.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

STEP = "  "

# What may stand in a file as it is; U+0085, U+2028 and U+2029 would end a line there.
_UNSAFE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# What other readers of YAML take for a number, a date or a truth.
_GUESSED = re.compile(
    r"[\d_,]+(\.[\d_]*)?(e[-+]?\d+)?|0[xob][\da-f_]+|\d+(:\d+)+(\.\d*)?"
    r"|\d{4}-\d\d?-\d\d?(?!\d).*|y|n|yes|no|true|false|on|off|null",
    re.IGNORECASE,
)
_BREAKING = re.compile(r":(?=\s|$)|\s#|\t")  # ends a bare string in a block
_BREAKING_FLOW = re.compile(r"[,\[\]{}:?#\t]")  # and in [a, b]
_ESCAPES = {
    "\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r",
    "\x1b": "e", '"': '"', "\\": "\\", "\x85": "N", "\u2028": "L", "\u2029": "P",
}  # fmt: skip
_ESCAPED = re.compile(rf'["\\\t\n]|{_UNSAFE.pattern}')


@dataclass(frozen=True, slots=True)
class Flow:
    """A list on one line: `[a, b]`."""

    items: tuple[str, ...]


Value = str | bool | Flow | Sequence["Value"] | Mapping[str, "Value"]


def write_yaml(value: Value) -> str:
    """Write strings, truths, lists and mappings; the order is kept."""
    lines = _string(value, STEP) if isinstance(value, str) else _lines(value, "")
    return "\n".join(lines) + "\n"


def one_line(text: str, *, flow: bool = False) -> str:
    """Write a string on one line; `flow` where it stands in `[a, b]`."""
    text = whole(text)
    if "\n" not in text and not _UNSAFE.search(text):
        if _is_bare(text, _BREAKING_FLOW if flow else _BREAKING):
            return text
        if "\t" not in text and ("\\" in text or '"' in text):
            return "'" + text.replace("'", "''") + "'"
    return quoted(text)


def quoted(text: str) -> str:
    """Write a string on one line, always in double quotes."""
    return f'"{_ESCAPED.sub(_escape, whole(text))}"'


def whole(text: str) -> str:
    """Put surrogate pairs together and replace halves: no file in UTF-8 can hold them."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _lines(value: Value, margin: str) -> list[str]:
    """Write a node on lines of its own, at a margin."""
    if isinstance(value, str):
        first, *rest = _string(value, margin)
        return [margin + first, *rest]
    if isinstance(value, bool):
        return [margin + ("true" if value else "false")]
    if isinstance(value, Flow):
        return [f"{margin}[{', '.join(one_line(one, flow=True) for one in value.items)}]"]
    if not value:
        return [margin + ("{}" if isinstance(value, Mapping) else "[]")]
    if isinstance(value, Mapping):
        return [line for key in value for line in _entry(key, value[key], margin)]
    return [line for one in value for line in _item(one, margin)]


def _entry(key: str, value: Value, margin: str) -> Iterator[str]:
    head = f"{margin}{one_line(key)}:"
    if isinstance(value, str):
        first, *rest = _string(value, margin + STEP)
        yield f"{head} {first}"
        yield from rest
    elif isinstance(value, bool | Flow) or not value:
        yield f"{head} {_lines(value, '')[0]}"
    else:
        yield head
        yield from _lines(value, margin + STEP)


def _item(value: Value, margin: str) -> Iterator[str]:
    inner = margin + STEP
    first, *rest = _lines(value, inner)
    yield f"{margin}- {first[len(inner) :]}"
    yield from rest


def _string(text: str, margin: str) -> list[str]:
    """Write a string; all but its first line stand at the margin."""
    text = whole(text)
    if "\n" not in text:
        return [one_line(text)]
    lines = text.removesuffix("\n").split("\n")
    if _UNSAFE.search(text) or text[0] == "\t" or not lines[-1].strip(" "):
        return _quoted_lines(text, margin)
    width = "2" if lines[0][:1] in ("", " ") else ""  # the first line would set the margin
    keep = "" if text.endswith("\n") else "-"
    return [f"|{width}{keep}", *(margin + line if line else "" for line in lines)]


def _quoted_lines(text: str, margin: str) -> list[str]:
    r"""Write a string in double quotes over several lines: each ends in ``\n\``."""
    lines = text.split("\n")
    parts = [_ESCAPED.sub(_escape, line) for line in lines]
    # a space at the beginning of a line would be taken for its margin
    parts = [parts[0], *("\\" + one if one[:1] == " " else one for one in parts[1:])]
    if not lines[-1]:
        parts.pop()
        parts[-1] += "\\n"
    first, *rest = parts
    written = [first, *(margin + one for one in rest)]
    return [
        ('"' if i == 0 else "") + one + ('"' if i == len(written) - 1 else "\\n\\")
        for i, one in enumerate(written)
    ]


def _is_bare(text: str, breaking: re.Pattern[str]) -> bool:
    """Whether a string needs no quotes."""
    first = text[:1]
    return (
        (first.isalnum() or first > "\x7f")
        and text == text.strip()
        and not breaking.search(text)
        and not _GUESSED.fullmatch(text)
    )


def _escape(found: re.Match[str]) -> str:
    one = found[0]
    if one in _ESCAPES:
        return "\\" + _ESCAPES[one]
    code = ord(one)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
