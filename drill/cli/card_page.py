"""The page of one card: its lines, and the keys that work on every page of the quiz."""

from collections.abc import Callable

from drill.actions.quiz.ask import Asked
from drill.actions.quiz.session import Session
from drill.cli import keys
from drill.cli.editor import edit
from drill.cli.pages import Lines, Pages
from drill.errors import DrillError, StoreError
from drill.model.chinese import chinese
from drill.model.text import Lang, Text
from drill.report.cards.front import front_lines, hint_lines
from drill.report.cards.parts import dotted
from drill.report.quiz import words
from drill.report.quiz.bars import key_help_lines, status_line
from drill.report.screen import CYAN, DIM, Screen


class Quit(Exception):  # noqa: N818  not an error
    """The person leaves; everything answered is in the log."""


class Changed(Exception):  # noqa: N818  not an error
    """The card on the screen is no longer the current one."""


class CardPage:
    """Shows the current card of a session and handles what is not an answer to it."""

    def __init__(self, session: Session, pages: Pages) -> None:
        """Show `session` on `pages`."""
        self.session = session
        self.pages = pages
        self._hint = False

    def fresh(self) -> None:
        """Begin with another card."""
        self._hint = False
        self.pages.top()

    def question(self, asked: Asked, foot: Text, typed: str | None = None) -> str:
        """Show the question until a key comes."""
        return self.pages.key(self.head, self.front(asked, typed), line(foot))

    def front(self, asked: Asked, typed: str | None = None) -> Lines:
        """Give the lines of the question, the hint where it was asked for, what is typed so far."""
        card = asked.card
        assert card is not None

        def body(screen: Screen) -> list[str]:
            lines = front_lines(card, screen, values=asked.values, order=asked.order)
            if self._hint:
                lines += ["", *hint_lines(card, screen)]
            if typed is not None:
                lines += ["", f"  {screen.paint('▸', CYAN)} {typed}{screen.paint('▏', DIM)}"]
            return lines

        return body

    def head(self, screen: Screen) -> list[str]:
        """Give the line on top: how far the session is."""
        session = self.session
        return [*status_line(screen, len(session.done), *session.left, session.minutes), ""]

    def common(self, key: str, asked: Asked) -> str:
        """Handle a key that works everywhere; give any other back.

        Raises
        ------
        Quit
            Where the person leaves.
        Changed
            Where another card is the current one now.
        """
        try:
            return self._handled(key, asked)
        except StoreError as error:
            self.trouble(error)
            return ""

    def _handled(self, key: str, asked: Asked) -> str:
        match key.lower():
            case "q" | keys.INTERRUPT | keys.GONE:
                raise Quit
            case "u":
                self._undo()
            case "b":
                self._away(self.session.bury, words.BURIED)
            case "s":
                self._away(self.session.suspend, words.SUSPENDED)
            case "f":
                self.notice(words.FLAGGED if self.session.flag() else words.UNFLAGGED)
            case "e":
                self._edit(asked)
            case "h":
                self._hint_once()
            case "?" | "/":
                self.pages.top()
                self.pages.key(self.head, key_help_lines, line(words.ANY_KEY))
                self.pages.top()
            case _:
                return key
        return ""

    def notice(self, text: Text) -> None:
        """Say something at the foot of the next page."""
        self.pages.notice = self.say(text)

    def trouble(self, error: DrillError) -> None:
        """Say at the foot of the next page what went wrong, and what may be done."""
        parts = [error.message, error.hint or ""]
        if self.pages.lang is Lang.ZH:
            parts = [chinese(part) or part for part in parts]
        self.pages.notice = " · ".join(filter(None, parts))

    def say(self, text: Text) -> str:
        """Speak the language of the quiz."""
        return text.to(self.pages.lang)

    def _undo(self) -> None:
        if not self.session.undo():
            self.notice(words.NOTHING_TO_UNDO)
            return
        self.notice(words.UNDONE)
        raise Changed

    def _away(self, put_away: Callable[[], None], text: Text) -> None:
        put_away()
        self.notice(text)
        raise Changed

    def _hint_once(self) -> None:
        if not self._hint:
            self._hint = True
            self.session.hints += 1

    def _edit(self, asked: Asked) -> None:
        path, at = self.session.index.place(asked.entry.id)
        self.pages.keyboard.release()
        try:
            edit(path, at)
        except DrillError as error:
            self.trouble(error)
            return
        finally:
            self.pages.keyboard.take()
        self.session.reload()
        self.notice(words.EDITED)
        raise Changed


def line(text: Text) -> Lines:
    """Make the line at the foot of a page, its keys standing out."""

    def foot(screen: Screen) -> list[str]:
        return dotted(screen.say(text).split(" · "), screen, "")

    return foot
