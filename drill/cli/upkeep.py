"""`drill check` and `drill doctor`."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from drill.cli.progress import Progress
from drill.cli.world import JsonOption, LangOption, folder, now, say, screen, world
from drill.errors import Exit
from drill.model.text import Lang


def check(
    context: typer.Context,
    path: Annotated[
        Path | None,
        typer.Argument(
            help="A bank: a folder with questions/ and solutions/.", show_default="the bank in use"
        ),
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Lint a bank: cards, problems, and the laws that every problem obeys.

    Example: `drill check my-bank`.
    """
    from drill.actions.check.run import check as run
    from drill.report.as_json import findings_json
    from drill.report.listing import findings_text

    here = world(context)
    own = path is not None and path.absolute() == (folder() / "bank").absolute()
    roots = here.bank().roots if path is None else (path,)
    beside = here.bank().roots if own else ()
    with Progress("") as progress:
        done = run(roots, Path.cwd(), progress.name, beside)
    found, chosen = done.findings, here.lang(lang)
    say(
        findings_json(found)
        if as_json
        else findings_text(found, done.problems, done.cards, chosen, **screen())
    )
    raise typer.Exit(Exit.NEGATIVE if found else Exit.OK)


def doctor(
    context: typer.Context,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Mend the log: a damaged one is set aside and made anew."),
    ] = False,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Try what the sandbox must stop, here and now, and say can or cannot; look at bank and log.

    Example: `drill doctor`.
    """
    from drill.actions.doctor.run import doctor as run
    from drill.report.as_json import doctor_json
    from drill.report.listing import doctor_text

    here = world(context)
    chosen = here.lang(lang)
    words = "正在重放记录" if chosen is Lang.ZH else "replaying the log"
    with Progress(words) as progress:
        if repair:
            _repair(progress, chosen, as_json=as_json)
        checks = tuple(run(here.bank(), folder(), now(), progress))
    say(doctor_json(checks, chosen) if as_json else doctor_text(checks, chosen, **screen()))
    raise typer.Exit(Exit.NEGATIVE if any(one.ok is False for one in checks) else Exit.OK)


def _repair(progress: Progress, lang: Lang, *, as_json: bool) -> NoReturn:
    from drill.actions.doctor.repair import repair
    from drill.report.upkeep import repaired_text, upkeep_json

    with progress:
        repaired = repair(folder(), now(), progress)
    say(upkeep_json(repaired) if as_json else repaired_text(repaired, lang, **screen()))
    raise typer.Exit(Exit.NEGATIVE if repaired.lost else Exit.OK)
