"""Which brackets of a formula belong together."""

from collections.abc import Sequence

from drill.report.formula.symbols import CLOSERS, OPENERS, PLAIN, SYMBOLS, Kind

_ENDS = {"}": "{", "\\right": "\\left", "\\end": "\\begin"}
_BARS = frozenset(("|", "\\|", "\\vert", "\\Vert"))
_SIGNS = frozenset((*"+-*/=<>([{},;|^_&", "\\|", "\\{", ":=", "\\\\"))
_ORDINARY = (Kind.ORD, Kind.PREFIX)


def pairs(tokens: Sequence[str]) -> dict[int, int]:
    """Give where each bracket ends that does: groups, environments, `(`, `|`."""
    found: dict[int, int] = {}
    opened: list[int] = []
    before = ""
    for i, token in enumerate(tokens):
        if token.isspace():
            continue
        if before in ("\\left", "\\right", "\\middle"):  # its bracket
            pass
        elif token in _ENDS:
            _end(tokens, i, opened, found)
        elif token in ("{", "\\left", "\\begin") or token in OPENERS:
            opened.append(i)
        elif token in CLOSERS:
            _close(tokens, i, opened, found)
        elif token in _BARS:
            _bar(tokens, i, opened, found, before)
        before = token
    return found


def _end(tokens: Sequence[str], i: int, opened: list[int], found: dict[int, int]) -> None:
    """End a group, whatever was left open in it; a group is never left half."""
    start = _ENDS[tokens[i]]
    for depth in range(len(opened) - 1, -1, -1):
        if tokens[opened[depth]] == start:
            if start == "\\left" and (i + 1 >= len(tokens) or opened[depth] + 1 >= i):
                return
            found[opened[depth]] = i
            del opened[depth:]
            return
        if tokens[opened[depth]] == "{":
            return


def _close(tokens: Sequence[str], i: int, opened: list[int], found: dict[int, int]) -> None:
    for depth in range(len(opened) - 1, -1, -1):
        token = tokens[opened[depth]]
        if token in OPENERS:
            found[opened[depth]] = i
            del opened[depth:]
            return
        if token in _ENDS.values():
            return


def _bar(
    tokens: Sequence[str], i: int, opened: list[int], found: dict[int, int], before: str
) -> None:
    """Tell a bar that opens from one that closes, and from `p(a|b)`."""
    if opened and tokens[opened[-1]] == tokens[i] and opened[-1] + 1 < i:
        found[opened.pop()] = i
    elif tokens[i] in ("\\|", "\\Vert") or _wants_operand(before):
        opened.append(i)


def _wants_operand(before: str) -> bool:
    """Tell whether something must follow `before`."""
    if not before or before in _SIGNS or before in PLAIN:
        return True
    return before in SYMBOLS and SYMBOLS[before][1] not in _ORDINARY
