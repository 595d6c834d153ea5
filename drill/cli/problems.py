"""`drill start`, `show`, `hint`, `solution`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from drill.cli.world import LangOption, folder, now, say, screen, world
from drill.errors import UsageError

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
    from drill.report.question import started_text

    say(started_text(entry.id, str(path), chosen, **screen()))


def show(context: typer.Context, problem: ProblemArgument, lang: LangOption = None) -> None:
    """Show a problem: what is asked, the contract, examples with their answers.

    Example: `drill show nms`.
    """
    from drill.actions.show import examples
    from drill.bank.solutions import load_solution
    from drill.report.question import show_text

    here = world(context)
    entry = here.bank().find(problem)
    solution = load_solution(entry.solution)
    say(
        show_text(
            entry.load_question(),
            solution,
            here.lang(lang),
            examples=examples(solution),
            **screen(),
        )
    )


def hint(context: typer.Context, problem: ProblemArgument, lang: LangOption = None) -> None:
    """Give one more hint each time.

    Example: `drill hint nms`.
    """
    from drill.actions.record import progress, record_event
    from drill.report.question import hint_text

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
    from drill.bank.solutions import load_solution
    from drill.report.question import give_up_question, solution_text

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
    say(solution_text(entry.load_question(), load_solution(entry.solution), chosen, **screen()))
