"""`drill stats`."""

from pathlib import Path
from typing import Annotated

import typer

from drill.cli.world import JsonOption, LangOption, folder, now, say, screen, world
from drill.errors import UsageError


def stats(
    context: typer.Context,
    as_json: JsonOption = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page with charts.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over the page that is there.")
    ] = False,
    lang: LangOption = None,
) -> None:
    """Show what you know, what is slipping, and how ready you are.

    Example: `drill stats --html stats.html`.
    """
    from drill.actions.bank import open_cards
    from drill.actions.record import open_log
    from drill.actions.stats import statistics
    from drill.actions.topics import names

    if html is not None and as_json:
        raise UsageError("`--json` and `--html` are two answers: ask for one")
    if force and html is None:
        raise UsageError("`--force` goes with `--html FILE`")
    here = world(context)
    chosen = here.lang(lang)
    with open_cards(here.bank(), folder()) as index, open_log(folder()) as log:
        found = statistics(log, index, now())
    if html is not None:
        from drill.actions.page import write_page
        from drill.report.stats.page import stats_page
        from drill.report.stats.words import WRITTEN

        write_page(html, stats_page(found, chosen, names(here.bank(), chosen)), force=force)
        say(WRITTEN.to(chosen).format(path=html))
    elif as_json:
        from drill.report.stats.as_json import stats_json

        say(stats_json(found, chosen))
    else:
        from drill.report.stats.screen import stats_text

        say(stats_text(found, chosen, names=names(here.bank(), chosen), **screen()))
