"""A page on the terminal: a line on top, a body that scrolls, keys at the bottom."""

import sys
from collections.abc import Callable, Sequence

from drill.cli import keys
from drill.cli.keys import Keyboard
from drill.model.text import Lang, Text
from drill.report.screen import DIM, NARROWEST, NO_NAMES, WIDEST, YELLOW, Screen, colour, writable

MORE = Text("{n} more: Space or ↓", "下面还有 {n} 行：空格或 ↓")

Lines = Callable[[Screen], Sequence[str]]


class Pages:
    """Shows pages and reads keys; scrolling and resizing happen here."""

    def __init__(self, keyboard: Keyboard, lang: Lang) -> None:
        """Draw on `keyboard`'s screen."""
        self.keyboard = keyboard
        self.lang = lang
        self.notice = ""
        self.names = NO_NAMES  # of topics
        self._first = 0

    @property
    def screen(self) -> Screen:
        """The screen as it now is."""
        columns, _ = self.keyboard.size()
        width = min(max(columns - 1, NARROWEST), WIDEST)
        return Screen(self.lang, width, colour(sys.stdout), self.names)

    def top(self) -> None:
        """Begin at the first line again."""
        self._first = 0

    def key(self, head: Lines, body: Lines, foot: Lines, *, end: bool = False) -> str:
        """Show a page until a key comes that does not scroll it.

        `end` begins where the body ends. Space scrolls while there is more below.
        """
        while True:
            below, height = self._draw(head, body, foot, end=end)
            end = False
            key = self.keyboard.key()
            self.notice = "" if key != keys.RESIZED else self.notice
            match key:
                case keys.RESIZED:
                    continue
                case keys.DOWN | "j" if below:
                    self._first += 1
                case keys.UP | "k":
                    self._first -= 1
                case keys.PAGE_DOWN | keys.SPACE if below:
                    self._first += height - 1
                case keys.PAGE_UP:
                    self._first -= height - 1
                case keys.HOME:
                    self._first = 0
                case keys.END:
                    self._first = 1_000_000
                case keys.DOWN | keys.PAGE_DOWN | "j":
                    continue
                case _:
                    return key

    def show(self, head: Lines, body: Lines, foot: Lines) -> None:
        """Show a page once, the cursor on the last line, where something can be typed."""
        self._draw(head, body, lambda screen: [*foot(screen), ""], end=False)

    def _draw(self, head: Lines, body: Lines, foot: Lines, *, end: bool) -> tuple[int, int]:
        """Draw once; give the lines below the window, and its height."""
        screen = self.screen
        _, rows = self.keyboard.size()
        above, lines = list(head(screen)), list(body(screen))
        under = screen.paragraph(self.notice, "", YELLOW) if self.notice else []
        under += foot(screen)
        under = ["", *under][-max(rows - 2, 1) :]
        height = max(rows - len(above) - len(under), 1)
        if len(lines) > height:  # a line of the window says that there is more
            height = max(height - 1, 1)
        last = max(len(lines) - height, 0)
        self._first = min(max(self._first if not end else last, 0), last)
        window = lines[self._first : self._first + height]
        below = len(lines) - self._first - len(window)
        if below:
            window.append(screen.paint("  " + screen.say(MORE).format(n=below), DIM))
        elif last:
            window.append("")
        window += [""] * (rows - len(above) - len(window) - len(under))
        page = [*above, *window, *under][:rows]
        self.keyboard.draw([writable(line, sys.stdout.encoding) for line in page])
        return below, height
