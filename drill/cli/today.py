"""`drill` alone, `drill next` and `drill list`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from drill.cli.progress import Progress
from drill.cli.world import JsonOption, LangOption, World, complain, folder, now, say, screen, world
from drill.errors import BankError, UsageError
from drill.model.question import Level
from drill.model.text import Lang

if TYPE_CHECKING:
    from drill.store.index import Index
    from drill.store.log import Log


@contextmanager
def opened(here: World, lang: Lang, *, warn: bool = True) -> "Iterator[tuple[Index, Log]]":
    """Open bank and log; what is wrong in the bank is said, and the rest of it used."""
    from drill.actions.bank import open_cards
    from drill.actions.record import open_log

    words = "正在读取题库" if lang is Lang.ZH else "reading the bank"
    with Progress(words) as progress:
        cards = open_cards(here.bank(), folder(), progress)
        index = cards.__enter__()
    try:
        findings = index.findings() if warn else ()
        if findings:
            first = findings[0]
            more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
            complain(
                BankError(
                    f"the bank has a finding: {first.message}{more}",
                    where=first.where,
                    hint="the rest of it is used; `drill check` shows all",
                )
            )
        with open_log(folder()) as log:
            yield index, log
    finally:
        cards.__exit__(None, None, None)


def overview(here: World) -> None:
    """Say in a glance what there is and what to do next."""
    from drill.actions.listing import problems
    from drill.actions.quiz.outlook import outlook
    from drill.report.listing import overview_text
    from drill.report.quiz.screens import today_text

    lang = here.lang(None)
    with opened(here, lang) as (index, log):
        if sum(index.counts().values()) - len(index.entries(kinds=["code"])):
            say(today_text(outlook(log, index, now()), lang, **screen()) + "\n")
        say(overview_text(problems(log, index, now()), lang, **screen()))


def next_(context: typer.Context, as_json: JsonOption = False, lang: LangOption = None) -> None:
    """Say what today holds: cards and coding problems that are due, and new ones.

    Example: `drill next`.
    """
    from drill.actions.quiz.outlook import outlook
    from drill.report.quiz.as_json import outlook_json
    from drill.report.quiz.screens import today_text

    here = world(context)
    chosen = here.lang(lang)
    with opened(here, chosen) as (index, log):
        found = outlook(log, index, now())
    say(outlook_json(found, chosen) if as_json else today_text(found, chosen, **screen()))


def list_items(
    context: typer.Context,
    topic: Annotated[str | None, typer.Option(help="Only this topic.")] = None,
    level: Annotated[Level | None, typer.Option(help="Only this level.")] = None,
    status: Annotated[
        str | None,
        typer.Option(
            metavar="new|tried|accepted|due|learned|suspended", help="Only with this status."
        ),
    ] = None,
    due: Annotated[bool, typer.Option("--due", help="Only what is due now.")] = False,
    cards: Annotated[bool, typer.Option("--cards", help="List the cards one by one.")] = False,
    code: Annotated[bool, typer.Option("--code", help="Only coding problems.")] = False,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """List the coding problems and the cards, and how far you are with each.

    Example: `drill list --topic detection --due`.
    """
    from drill.actions import listing
    from drill.actions.topics import meant, names
    from drill.report.as_json import list_json
    from drill.report.list_cards import cards_text, topics_text
    from drill.report.listing import list_text

    if status is not None and status not in listing.STATUSES:
        raise UsageError(f"the status {status!r} is not one of {', '.join(listing.STATUSES)}")
    here = world(context)
    chosen = here.lang(lang)
    with opened(here, chosen) as (index, log):
        if topic is not None:
            (topic,) = meant(here.bank(), index, [topic])
            listing.check_topic(index, topic)
        rows = () if cards and not code else listing.problems(log, index, now())
        found = () if code and not cards else listing.cards(log, index, now())
    filters = (topic, level, status)
    rows = listing.chosen(rows, *filters, due=due)
    found = listing.chosen(found, *filters, due=due)
    if as_json:
        say(list_json(rows, found, chosen))
        return
    one_by_one = cards or due or status is not None
    parts = [list_text(rows, chosen, **screen())] if rows else []
    if found and one_by_one:
        parts.append(cards_text(found, chosen, **screen()))
    elif found:
        parts.append(topics_text(found, chosen, names=names(here.bank(), chosen), **screen()))
    say("\n\n".join(parts) if parts else list_text((), chosen, **screen()))
