"""`drill start`, `show`, `hint`, `solution`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from drill.cli.world import LangOption, World, folder, now, say, screen, world
from drill.errors import UsageError
from drill.model.text import Lang

ProblemArgument = Annotated[
    str, typer.Argument(help="The problem: an id or an alias, see `drill list`.")
]


def start(
    context: typer.Context,
    problem: ProblemArgument,
    file: Annotated[
        Path | None, typer.Argument(help="Where to write it.", show_default="PROBLEM.py")
    ] = None,
    lang: LangOption = None,
) -> None:
    """Write a starter file: signature and contract. Never overwrites.

    Example: `drill start nms my.py`.
    """
    from drill.actions.start import start as write
    from drill.bank.solutions import load_solution

    here = world(context)
    entry = here.bank().find(problem)
    path = file or Path(f"{entry.id}.py")
    chosen = here.lang(lang)
    write(entry.load_question(), load_solution(entry.solution), path, chosen)
    from drill.report.problems import started_text

    say(started_text(entry.id, str(path), chosen, **screen()))


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A problem, its alias, or a card.", metavar="ID")],
    lang: LangOption = None,
) -> None:
    """Show a problem: what is asked, the contract, examples with their answers; or a card.

    Example: `drill show nms`.
    """
    here = world(context)
    chosen = here.lang(lang)
    try:
        entry = here.bank().find(name)
    except UsageError:
        _show_card(here, name, chosen)
        return
    from drill.actions.show import examples
    from drill.bank.solutions import load_solution
    from drill.report.problems import show_text

    solution = load_solution(entry.solution)
    shown = examples(solution)
    say(show_text(entry.load_question(), solution, chosen, examples=shown, **screen()))


def _show_card(here: World, name: str, lang: Lang) -> None:
    from drill.actions.show_card import find_card
    from drill.actions.topics import names
    from drill.report.cards.back import page_lines
    from drill.report.screen import Screen

    found = find_card(here.bank(), folder(), name)
    asked, look = found.asked, Screen(lang, **screen(), names=names(here.bank(), lang))
    lines = page_lines(
        found.card, look, values=asked.values, order=asked.order, follow_ups=found.follow_ups
    )
    say("\n".join(lines))


def hint(context: typer.Context, problem: ProblemArgument, lang: LangOption = None) -> None:
    """Give one more hint each time.

    Example: `drill hint nms`.
    """
    from drill.actions.record import progress, record_event
    from drill.report.problems import hint_text

    here = world(context)
    question = here.bank().find(problem).load_question()
    given = progress(folder(), [question.id])[question.id].hints
    if given < len(question.hints):
        record_event(folder(), question.id, "hint", now())
    say(hint_text(question, min(given + 1, len(question.hints)), here.lang(lang), **screen()))


def solution(
    context: typer.Context,
    problem: ProblemArgument,
    give_up: Annotated[
        bool, typer.Option("--give-up", help="Show it without an accepted answer.")
    ] = False,
    lang: LangOption = None,
) -> None:
    """Show the reference and its explanation, once you have passed or given up.

    Example: `drill solution nms`.
    """
    from drill.actions.record import progress, record_event
    from drill.actions.show_card import cards_named
    from drill.bank.solutions import load_solution
    from drill.report.problems import give_up_question, solution_text

    here = world(context)
    entry = here.bank().find(problem)
    chosen = here.lang(lang)
    if not progress(folder(), [entry.id])[entry.id].accepted:
        if not give_up:
            if not (sys.stdin.isatty() and sys.stdout.isatty()):
                raise UsageError(
                    f"{entry.id} is not solved yet",
                    hint=f"`drill solution {entry.id} --give-up` shows it all the same",
                )
            if not typer.confirm(give_up_question(entry.id, chosen)):
                return
        record_event(folder(), entry.id, "gave-up", now())
    question = entry.load_question()
    cards = cards_named(here.bank(), folder(), question.cards)
    solved = load_solution(entry.solution)
    say(solution_text(question, solved, chosen, cards=cards, **screen()))
