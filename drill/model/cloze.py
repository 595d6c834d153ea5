"""The text of a cloze card: words, and ``{{gaps}}`` whose accepted wordings are split by ``|``."""

import re

_GAP = re.compile(r"\{\{(.*?)\}\}(?!\})", re.DOTALL)  # a formula in a gap may end in a brace


def pieces(text: str) -> tuple[str | tuple[str, ...], ...]:
    """Split a text into words and gaps, in turn: words first and last, perhaps empty.

    Raises
    ------
    ValueError
        Where braces do not match or a wording is empty; the message says which.
    """
    found: list[str | tuple[str, ...]] = []
    for i, part in enumerate(_GAP.split(text)):
        if "{{" in part or (i % 2 == 0 and "}}" in part):
            raise ValueError(_unbalanced(part))
        if i % 2 == 0:
            found.append(part)
            continue
        wordings = tuple(one.strip() for one in part.split("|"))
        if "" in wordings:
            raise ValueError(f"found an empty wording in the gap {'{{' + part + '}}'!r}")
        found.append(wordings)
    return tuple(found)


def gaps(text: str) -> tuple[tuple[str, ...], ...]:
    """List the gaps of a text: the accepted wordings of each, the one to show first.

    Raises
    ------
    ValueError
        As `pieces`.
    """
    return tuple(one for one in pieces(text) if not isinstance(one, str))


def _unbalanced(part: str) -> str:
    brace, other = ("{{", "}}") if "{{" in part else ("}}", "{{")
    at = part.index(brace)
    around = part[max(at - 12, 0) : at + 14]
    return f"found {brace!r} without {other!r} at {around!r}"
