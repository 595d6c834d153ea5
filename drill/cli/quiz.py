"""`drill quiz` and `drill answer`."""

import sys
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from drill.cli.progress import Progress
from drill.cli.world import JsonOption, LangOption, World, complain, folder, now, say, screen, world
from drill.errors import Exit, UsageError
from drill.model.text import Lang

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drill.actions.quiz.session import Session
    from drill.actions.quiz.todo import Options

TopicsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="TOPIC...", help="Only cards of these topics.")
]


def quiz(
    context: typer.Context,
    topics: TopicsArgument = None,
    minutes: Annotated[
        int | None, typer.Option(min=1, max=600, help="Stop after so many minutes.")
    ] = None,
    new: Annotated[
        int | None,
        typer.Option(min=0, help="New cards to begin with.", show_default="10 a day"),
    ] = None,
    cram: Annotated[
        bool, typer.Option("--cram", help="Go through every card; the schedule stays as it is.")
    ] = False,
    typed: Annotated[
        bool, typer.Option("--type", help="Type the answers; key points are checked.")
    ] = False,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Answer what is due, then new cards: Space shows the answer, 1 to 4 rates it.

    Example: `drill quiz detection --minutes 20`.
    """
    from drill.actions.quiz.todo import Options

    here = world(context)
    chosen = here.lang(lang)
    options = Options(topics=tuple(topics or ()), minutes=minutes, new=new, cram=cram, typed=typed)
    with _session(here, options, chosen) as session:
        if as_json:
            from drill.actions.quiz.todo import upcoming
            from drill.report.quiz.as_json import queue_json

            say(queue_json(upcoming(session.log, session.index, session.options, now()), chosen))
            return
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise UsageError(
                "the quiz needs a terminal",
                hint="`drill quiz --json` prints the queue, `drill answer CARD RATING` stores an answer",
            )
        session.begin()
        raise typer.Exit(_run(session, here, chosen))


def answer(
    context: typer.Context,
    card: Annotated[str, typer.Argument(help="The id of a card.")],
    rating: Annotated[str, typer.Argument(metavar="1|2|3|4", help="Again, Hard, Good or Easy.")],
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Store one answer without a quiz, for scripts and editors.

    Example: `drill answer nms-vs-soft-nms 3`.
    """
    from drill.actions.bank import open_cards
    from drill.actions.quiz.answer_once import answer_once, read_rating
    from drill.actions.record import open_log
    from drill.report.quiz.as_json import answered_json
    from drill.report.quiz.screens import answered_text

    here = world(context)
    chosen = here.lang(lang)
    value = read_rating(rating)
    with open_cards(here.bank(), folder()) as index, open_log(folder()) as log:
        done = answer_once(log, index, card, value, now())
    say(answered_json(done) if as_json else answered_text(done, chosen, **screen()))


@contextmanager
def _session(here: World, options: "Options", lang: Lang) -> "Iterator[Session]":
    from drill.actions.bank import open_cards
    from drill.actions.quiz.session import Session
    from drill.actions.record import open_log
    from drill.actions.topics import meant

    words = "正在读取题库" if lang is Lang.ZH else "reading the bank"
    with ExitStack() as stack:
        with Progress(words) as progress:
            bank = here.bank()
            index = stack.enter_context(open_cards(bank, folder(), progress))
        log = stack.enter_context(open_log(folder()))
        options = replace(options, topics=meant(bank, index, options.topics))
        yield Session(log=log, index=index, options=options, clock=now)


def _run(session: "Session", here: World, lang: Lang) -> int:
    """Ask on the terminal, then say what came of it."""
    from drill.actions.topics import names
    from drill.cli.keys import Keyboard
    from drill.cli.pages import Pages
    from drill.cli.quiz_loop import run
    from drill.report.quiz.screens import nothing_text, opening_notice

    if session.current is None:
        from drill.actions.quiz.outlook import outlook

        say(nothing_text(outlook(session.log, session.index, now()), lang, **screen()))
        return Exit.OK
    with Keyboard() as keyboard:
        pages = Pages(keyboard, lang)
        pages.names = names(here.bank(), lang)
        pages.notice = opening_notice(session.index.findings(), session.behind, lang)
        ended = run(session, pages)
    for trouble in session.log.warnings:
        complain(trouble)
    if session.done:
        from drill.actions.quiz.summary import summarise
        from drill.report.quiz.summary import summary_lines
        from drill.report.screen import Screen

        found = summarise(session, interrupted=not ended)
        say("\n".join(summary_lines(found, Screen(lang, names=pages.names, **screen()))))
    return Exit.OK
