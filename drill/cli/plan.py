"""`drill plan`."""

from datetime import timedelta
from typing import Annotated

import typer

from drill.cli.world import JsonOption, LangOption, folder, now, say, screen, world
from drill.errors import UsageError


def plan(
    context: typer.Context,
    topics: Annotated[
        list[str] | None,
        typer.Argument(metavar="TOPIC...", help="Only these topics, with --date."),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="DATE", help="Day of the interview: 2027-01-15, 01-15, 1月15日, +21d."
        ),
    ] = None,
    minutes: Annotated[
        int | None, typer.Option(help="Minutes a day, 1 to 600.", show_default="30")
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="End the plan.")] = False,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Plan the days until an interview, and see how ready you will be; `drill quiz` follows it.

    Example: `drill plan --date +21d --minutes 30`.
    """
    from drill.actions.bank import open_cards
    from drill.actions.plan import active_plan, clear_plan, decide, make_plan, set_plan
    from drill.actions.quiz.todo import check_topics
    from drill.actions.record import open_log
    from drill.actions.topics import meant, names
    from drill.report.plan.as_json import plan_json
    from drill.report.plan.screen import cleared_text, no_plan_text, plan_text
    from drill.schedule.day import date_of, study_day

    here, clock = world(context), now()
    chosen = here.lang(lang)
    asked = day is not None or minutes is not None or bool(topics)
    if clear:
        if asked:
            raise UsageError("found --clear beside a plan to make", hint="give one of the two")
        ended = clear_plan(folder(), clock)
        say(plan_json(None) if as_json else cleared_text(ended, chosen, **screen()))
        return
    today = date_of(study_day(clock))
    with open_cards(here.bank(), folder()) as index, open_log(folder()) as log:
        active = active_plan(log, clock)
        if asked:
            ids = meant(here.bank(), index, topics or ())
            check_topics(index, ids)
            active = decide(active, day, minutes, ids, today)
            set_plan(folder(), active.date, active.minutes, clock, active.topics)
        found = make_plan(log, index, clock, active) if active else None
    if as_json:
        say(plan_json(found))
    elif found is None:
        say(no_plan_text(today + timedelta(days=21), chosen, **screen()))
    else:
        say(plan_text(found, chosen, names=names(here.bank(), chosen), **screen()))
