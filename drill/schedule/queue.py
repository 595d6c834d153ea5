"""The order of one session: due before new, and what failed comes back until it is known."""

from collections import deque
from collections.abc import Iterable

GAP = 5  # other cards before one that failed is asked again


class Queue:
    """What is still to ask. The caller takes one item at a time and says how it went."""

    def __init__(self, due: Iterable[str], new: Iterable[str] = ()) -> None:
        """Ask `due` in this order, then `new`."""
        self._due = deque(due)
        self._new = deque(new)
        self._again: deque[tuple[int, str]] = deque()  # (not before this many asked, item)
        self._asked = 0

    def take(self, *, fresh: bool = True) -> str | None:
        """Give the next item, None at the end; not `fresh` gives only what failed before."""
        self._asked += 1
        waiting = (self._due or self._new) if fresh else None
        if self._again and (self._again[0][0] <= self._asked or not waiting):
            return self._again.popleft()[1]
        if not waiting:
            return None
        return self._due.popleft() if self._due else self._new.popleft()

    def failed(self, item: str) -> None:
        """Bring an item back after a few others."""
        self._again.append((self._asked + GAP + 1, item))

    def back(self, item: str) -> None:
        """Ask an item next: its answer was undone."""
        self._again = deque((after, one) for after, one in self._again if one != item)
        self._again.appendleft((0, item))

    def prefer(self, items: Iterable[str]) -> None:
        """Ask these first among the new ones, where they are to be asked at all."""
        wanted = [one for one in items if one in self._new]
        self._new = deque([*wanted, *(one for one in self._new if one not in wanted)])

    def drop(self, item: str) -> None:
        """Do not ask an item again in this session."""
        self._due = deque(one for one in self._due if one != item)
        self._new = deque(one for one in self._new if one != item)
        self._again = deque((after, one) for after, one in self._again if one != item)

    @property
    def left(self) -> tuple[int, int, int]:
        """Count what is left: due, new, and coming back."""
        return len(self._due), len(self._new), len(self._again)
