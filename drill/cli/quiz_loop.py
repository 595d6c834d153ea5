"""The quiz on a terminal: question, answer, rating, until nothing is left."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from drill.actions.answer import grade, wants_text
from drill.actions.ask import Asked
from drill.actions.quiz import Session
from drill.cli import keys
from drill.cli.editor import edit
from drill.cli.pages import Pages
from drill.cli.typing_line import Cancelled, read_text
from drill.errors import DrillError
from drill.model.card import Card, Kind
from drill.model.graded import Graded
from drill.model.question import Question
from drill.model.review import CODE, Rating
from drill.model.text import Lang, Text
from drill.report import card as show
from drill.report import quiz_words as words
from drill.report.screen import Screen


class _Quit(Exception):
    """The person leaves; everything answered is in the log."""


class _Next(Exception):
    """The card on the screen is no longer the current one."""


class Loop:
    """One session on one terminal."""

    def __init__(self, session: Session, pages: Pages) -> None:
        """Ask what `session` wants, on `pages`."""
        self.session = session
        self.pages = pages
        self.hint = False

    def run(self) -> bool:
        """Ask until nothing is left; False where the person left before."""
        try:
            while self.session.current is not None:
                self.hint = False
                self.pages.top()
                try:
                    self._one(self.session.current)
                except _Next:
                    continue
        except _Quit:
            return False
        return True

    def _one(self, asked: Asked) -> None:
        if asked.card is None:
            self._problem(asked)
            return
        text = self._answer(asked, asked.card)
        graded = None
        if text is not None:
            graded = grade(asked, text, self.session.wordings())
        self.session.reveal()
        self._rate(asked, asked.card, graded)

    def _answer(self, asked: Asked, card: Card) -> str | None:
        """Show the question until it is answered; None where the person judges for themselves."""
        if wants_text(card, typed=self.session.options.typed):
            return self._type(asked, card)
        while True:
            if self._entry(card) is None:
                if self._key(asked, words.REVEAL) in (keys.SPACE, keys.ENTER):
                    return None
            else:
                return self._digits(asked, card)

    @staticmethod
    def _entry(card: Card) -> str | None:
        """Name the characters that answer this kind of card, None where nothing is typed."""
        match card.kind:
            case Kind.NUMBER:
                return "0123456789.-/%^*,"
            case Kind.ORDER:
                return "123456789"
            case _ if card.choices:
                return "123456789"[: len(card.choices)]
        return None

    def _digits(self, asked: Asked, card: Card) -> str:
        """Read an answer of digits; the other keys still work."""
        allowed, typed = self._entry(card) or "", ""
        one = bool(card.choices) and sum(choice.right for choice in card.choices) == 1
        foot = words.CHOOSE if one else words.CHOOSE_ALL if card.choices else words.TYPE_DIGITS
        while True:
            key = self._key(asked, foot, typed if not one else None, digits=bool(typed))
            if key in (keys.ENTER, keys.SPACE):
                return typed
            if key == keys.BACKSPACE:
                typed = typed[:-1]
            elif one and key in allowed:
                return key
            elif card.choices and key in allowed:
                typed = typed.replace(key, "") if key in typed else "".join(sorted(typed + key))
            elif card.kind is Kind.ORDER and key in allowed:
                typed += key if key not in typed and int(key) <= len(card.steps) else ""
            elif len(key) == 1 and (key in allowed or (key in "eE" and typed)):
                typed += key

    def _type(self, asked: Asked, card: Card) -> str | None:
        """Read an answer in words; Escape goes to the keys, Enter there comes back."""
        gaps = card.text.to(self.pages.lang).count("{{") if card.text else 1
        while True:
            parts = []
            try:
                for gap in range(gaps):
                    label = f"{'①②③④⑤⑥⑦⑧⑨'[gap]} ▸ " if gaps > 1 else "▸ "
                    parts.append(self._line(asked, label))
                return "\n".join(parts)
            except Cancelled:
                key = self._key(asked, words.TYPE_OR_REVEAL)
                if key == keys.SPACE:
                    return "" if card.text else None

    def _line(self, asked: Asked, label: str, start: str = "") -> str:
        """Read one line below the question."""
        self.pages.show(self._head, self._front(asked), _foot(words.TYPING))
        self.pages.keyboard.cursor(shown=True)
        try:
            return read_text(label, start)
        except (KeyboardInterrupt, EOFError):
            raise _Quit from None
        finally:
            self.pages.keyboard.cursor(shown=False)

    def _rate(self, asked: Asked, card: Card, graded: Graded | None) -> None:
        """Show the answer until it is rated."""
        suggested = graded.suggested if graded else Rating.GOOD
        if suggested > Rating.HARD and self.session.hints:
            suggested = Rating.HARD
        self.pages.top()
        days = self.session.next_days()

        def body(screen: Screen) -> list[str]:
            front = show.front_lines(card, screen, values=asked.values, order=asked.order)
            back = show.back_lines(
                card, screen, values=asked.values, order=asked.order, graded=graded
            )
            return [*front, "", *back]

        def foot(screen: Screen) -> Sequence[str]:
            return show.rating_bar(screen, days, suggested)

        while True:
            key = self._common(self.pages.key(self._head, body, foot), asked)
            if key in ("1", "2", "3", "4"):
                self.session.rate(Rating(int(key)), graded)
                return
            if key == keys.ENTER:
                self.session.rate(suggested, graded)
                return
            if key == "+" and graded is not None and graded.typed and card.points:
                self._add_wording(asked, graded)

    def _add_wording(self, asked: Asked, graded: Graded) -> None:
        card = asked.card
        assert card is not None
        missed = [mark.point for mark in graded.points if mark.state != "hit"]
        if not missed:
            self.pages.notice = self._say(words.NOTHING_MISSED)
            return
        point = missed[0]
        if len(missed) > 1:
            label = self._say(words.WHICH_POINT)
            try:
                chosen = self._line(asked, label)
            except Cancelled:
                return
            if not chosen.isdigit() or int(chosen) - 1 not in missed:
                self.pages.notice = self._say(words.NO_SUCH_POINT)
                return
            point = int(chosen) - 1
        try:
            text = self._line(asked, self._say(words.YOUR_WORDING), graded.typed)
        except Cancelled:
            return
        if text.strip():
            self.session.add_wording(point, text.strip())
            self.pages.notice = self._say(words.ADDED)

    def _problem(self, asked: Asked) -> None:
        """Offer a coding problem that is due: write it now, or later."""
        name = asked.entry.id.removeprefix(CODE)

        def body(screen: Screen) -> Sequence[str]:
            return show.problem_lines(asked.entry, screen)

        while True:
            key = self._common(self.pages.key(self._head, body, _foot(words.PROBLEM)), asked)
            if key == keys.SPACE:
                self.session.skip()
                return
            if key == keys.ENTER:
                self._write_code(name)
                self.session.skip()
                return

    def _write_code(self, name: str) -> None:
        """Leave the screen to the editor and the grader, which has a process of its own."""
        path = Path(f"{name}.py")
        self.pages.keyboard.release()
        try:
            lang = ("--lang", self.pages.lang.value)
            if not path.exists():
                _drill("start", name, str(path), *lang)
            edit(path, 1)
            _drill("code", name, str(path), *lang)
            sys.stdout.write("\n" + self._say(words.PRESS_ENTER))
            sys.stdout.flush()
            sys.stdin.readline()
        finally:
            self.pages.keyboard.take()

    def _key(
        self, asked: Asked, foot: Text, typed: str | None = None, *, digits: bool = False
    ) -> str:
        """Show the question until a key comes that this card needs."""
        body = self._front(asked, typed)
        key = self.pages.key(self._head, body, _foot(foot))
        return key if digits and key in "eE" else self._common(key, asked)

    def _front(self, asked: Asked, typed: str | None = None):
        card = asked.card
        assert card is not None

        def body(screen: Screen) -> list[str]:
            lines = show.front_lines(card, screen, values=asked.values, order=asked.order)
            if self.hint:
                lines += ["", *show.hint_lines(card, screen)]
            if typed is not None:
                lines += ["", f"  {screen.paint('▸', '36')} {typed}{screen.paint('▏', '2')}"]
            return lines

        return body

    def _head(self, screen: Screen) -> list[str]:
        due, new, again = self.session.left
        done = len(self.session.done)
        return [*show.status_line(screen, done, due, new, again, self.session.minutes), ""]

    def _common(self, key: str, asked: Asked) -> str:
        """Handle the keys that work everywhere; give the others back."""
        match key.lower():
            case "q" | keys.INTERRUPT | keys.GONE:
                raise _Quit
            case "u":
                if self.session.undo():
                    self.pages.notice = self._say(words.UNDONE)
                    raise _Next
                self.pages.notice = self._say(words.NOTHING_TO_UNDO)
            case "b":
                self.session.bury()
                self.pages.notice = self._say(words.BURIED)
                raise _Next
            case "s":
                self.session.suspend()
                self.pages.notice = self._say(words.SUSPENDED)
                raise _Next
            case "f":
                flagged = self.session.flag()
                self.pages.notice = self._say(words.FLAGGED if flagged else words.UNFLAGGED)
            case "e":
                self._edit(asked)
            case "h" if asked.card is not None and not self.hint:
                self.hint = True
                self.session.hints += 1
            case "?":
                self.pages.key(self._head, show.key_help_lines, _foot(words.ANY_KEY))
            case _:
                return key
        return ""

    def _edit(self, asked: Asked) -> None:
        path, line = self.session.index.place(asked.entry.id)
        self.pages.keyboard.release()
        try:
            edit(path, line)
        except DrillError as error:
            self.pages.notice = error.message
            return
        finally:
            self.pages.keyboard.take()
        self.session.reload()
        raise _Next

    def _say(self, text: Text) -> str:
        return text.to(self.pages.lang)


def _foot(text: Text):
    def foot(screen: Screen) -> list[str]:
        return [screen.marked(screen.say(text))]

    return foot


def _drill(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "drill", *arguments], check=False)  # noqa: S603
