"""Show what a submission wrote without obeying it.

Printed text, exception messages, file names and lines of source may hold anything: terminal
control sequences, characters that reorder or hide text, halves of surrogate pairs. Each such
character is shown as Python would write it in a string.
"""

import re

# printable by Unicode's tables, and yet nothing to see: joiners, fillers, variation selectors
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
UNSEEN = frozenset(
    [*_FILLERS, *map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))]
)


def escape(text: str) -> str:
    r"""Make every control, invisible or reordering character visible, like ``\x1b``."""
    if text.isprintable() and UNSEEN.isdisjoint(text):
        return text
    return "".join(map(_seen, text))


def escape_lines(text: str) -> str:
    """Escape each line; newlines stay and tabs become spaces."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(escape(line.expandtabs(4)) for line in lines)


def _seen(character: str) -> str:
    if character.isprintable() and character not in UNSEEN:
        return character
    return character.encode("unicode_escape").decode("ascii")


def quoted(file: str) -> str:
    """Write a file name as a shell wants it; unprintable ones only legibly."""
    if re.fullmatch(r"[\w@%+=:,./\\-]+", file) or escape(file) != file:
        return escape(file)
    import shlex

    return shlex.quote(file)
