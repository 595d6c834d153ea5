"""The quiz on a terminal: question, answer, rating, until nothing is left."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drill.actions.quiz.ask import Asked
from drill.actions.quiz.session import Session
from drill.cli import keys
from drill.cli.card_input import read_answer, read_line
from drill.cli.card_page import CardPage, Changed, Quit, line
from drill.cli.editor import edit
from drill.cli.pages import Pages
from drill.cli.typing_line import Cancelled
from drill.errors import DrillError, StoreError
from drill.model.review import CODE, Rating
from drill.report.quiz import words
from drill.report.quiz.bars import rating_bar
from drill.report.screen import Screen

if TYPE_CHECKING:
    from drill.model.card import Card
    from drill.model.graded import Graded


RATINGS = frozenset("1234")


def run(session: Session, pages: Pages) -> bool:
    """Ask until nothing is left; False where the person left before."""
    page = CardPage(session, pages)
    try:
        while session.current is not None:
            page.fresh()
            try:
                _ask(page, session.current)
            except Changed:
                continue
    except Quit:
        return False
    return True


def _ask(page: CardPage, asked: Asked) -> None:
    if asked.card is None:
        _problem(page, asked)
        return
    graded = _graded(page, asked)
    page.session.reveal()
    _rate(page, asked, asked.card, graded)


def _graded(page: CardPage, asked: Asked) -> "Graded | None":
    """Read an answer and grade it; what is no answer at all is typed again."""
    typed = ""
    while True:
        text = read_answer(page, asked, typed)
        if text is None:
            return None
        from drill.actions.quiz.answer import grade

        graded = grade(asked, text, page.pages.lang, page.session.wordings())
        if not graded.unreadable:
            return graded
        typed = text
        page.notice(graded.message or words.UNREADABLE)


def _rate(page: CardPage, asked: Asked, card: "Card", graded: "Graded | None") -> None:
    """Show the answer until it is rated."""
    from drill.report.cards.back import page_lines

    suggested = graded.suggested if graded else Rating.GOOD
    if page.session.hints:
        suggested = min(suggested, Rating.HARD)
    days, follow_ups = page.session.next_days(), page.session.follow_ups()

    def body(screen: Screen) -> list[str]:
        return page_lines(
            card,
            screen,
            values=asked.values,
            order=asked.order,
            graded=graded,
            follow_ups=follow_ups,
        )

    def foot(screen: Screen) -> Sequence[str]:
        bar = rating_bar(screen, days, suggested)
        missed = graded is not None and any(hit.state != "hit" for hit in graded.hits)
        return [*bar, *line(words.PLUS)(screen)] if missed else bar

    page.pages.top()
    while True:
        key = page.common(page.pages.key(page.head, body, foot), asked)
        rating = suggested if key == keys.ENTER else Rating(int(key)) if key in RATINGS else None
        if rating is not None:
            try:
                page.session.rate(rating, graded)
            except StoreError as error:  # the card stays until the answer is on disk
                page.trouble(error)
                continue
            return
        if key == "+" and graded is not None and graded.hits and graded.typed.strip():
            _add_wording(page, asked, graded)


def _add_wording(page: CardPage, asked: Asked, graded: "Graded") -> None:
    """Keep the person's own words for a key point that was missed."""
    from drill.model.typed import State

    missed = [hit.point for hit in graded.hits if hit.state is not State.HIT]
    if not missed:
        page.notice(words.NOTHING_MISSED)
        return
    try:
        point = missed[0]
        if len(missed) > 1:
            chosen = read_line(page, asked, page.say(words.WHICH_POINT)).strip()
            if not chosen.isdecimal() or int(chosen) - 1 not in missed:
                page.notice(words.NO_SUCH_POINT)
                return
            point = int(chosen) - 1
        text = read_line(page, asked, page.say(words.YOUR_WORDING), graded.typed).strip()
    except Cancelled:
        return
    if text:
        page.session.add_wording(point, text)
        page.notice(words.ADDED)


def _problem(page: CardPage, asked: Asked) -> None:
    """Offer a coding problem that is due: write it now, or later."""
    from drill.report.quiz.screens import problem_lines

    def body(screen: Screen) -> Sequence[str]:
        return problem_lines(asked.entry, screen)

    while True:
        key = page.pages.key(page.head, body, line(words.PROBLEM))
        if key == keys.SPACE:
            page.session.skip()
            return
        if key == keys.ENTER:
            _write_code(page, asked.entry.id.removeprefix(CODE))
            page.session.skip()
            return
        if key.lower() not in ("e", "h"):
            page.common(key, asked)


def _write_code(page: CardPage, name: str) -> None:
    """Leave the screen to the editor and to the grader, which has a process of its own."""
    path = Path(f"{name}.py")
    page.pages.keyboard.release()
    try:
        lang = ("--lang", page.pages.lang.value)
        if not path.exists():
            _drill("start", name, str(path), *lang)
        edit(path, 1)
        _drill("code", name, str(path), *lang)
        sys.stdout.write("\n" + page.say(words.PRESS_ENTER))
        sys.stdout.flush()
        sys.stdin.readline()
    except DrillError as error:
        page.trouble(error)
    finally:
        page.pages.keyboard.take()


def _drill(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "drill", *arguments], check=False)  # noqa: S603  ourselves
