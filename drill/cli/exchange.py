"""`drill backup`, `drill merge` and `drill export`: the log as a file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drill.cli.progress import Progress
from drill.cli.world import JsonOption, LangOption, World, complain, folder, now, say, screen, world
from drill.errors import UsageError
from drill.model.text import Lang

if TYPE_CHECKING:
    from drill.actions.quiz.ask import Asked
    from drill.model.upkeep import Saved

STDOUT = Path("-")


def backup(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(help="Where to; nothing is overwritten.", show_default="today's backup"),
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Make a safe copy of your answers, beside the one drill makes every day.

    Example: `drill backup ~/drill-before-travel.db`.
    """
    from drill.actions.backup import backup as run
    from drill.actions.record import open_log
    from drill.report.upkeep import backup_text, upkeep_json

    here = world(context)
    _need_log()
    with open_log(folder()) as log:
        saved = run(log, folder(), file, now())
    say(upkeep_json(saved) if as_json else backup_text(saved, here.lang(lang), **screen()))


def merge(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="A drill.db, a backup, or a file of `drill export --jsonl`.")
    ],
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Take in the answers of another machine; merging twice, or both ways, does no harm.

    Example: `drill merge /media/usb/drill.db`.
    """
    from drill.actions.merge import merge_file
    from drill.actions.record import open_log
    from drill.report.upkeep import merged_text, upkeep_json

    here = world(context)
    chosen = here.lang(lang)
    words = "正在合并" if chosen is Lang.ZH else "merging"
    with Progress(words) as progress, open_log(folder()) as log:
        merged = merge_file(log, file, now(), progress)
        warnings = log.warnings
    say(upkeep_json(merged) if as_json else merged_text(merged, chosen, **screen()))
    for warning in warnings:
        complain(warning)


def export(
    context: typer.Context,
    anki: Annotated[
        Path | None,
        typer.Option(
            "--anki", metavar="FILE", help="An Anki deck (.apkg) of the cards, with their history."
        ),
    ] = None,
    jsonl: Annotated[
        Path | None,
        typer.Option(
            "--jsonl",
            metavar="FILE",
            help="The log as lines of JSON, which `drill merge` reads; `-` is standard output.",
        ),
    ] = None,
    as_json: JsonOption = False,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="en|zh|both",
            help="Language of the deck and of what is shown.",
            show_default="your locale",
        ),
    ] = None,
) -> None:
    """Write your answers for other programs: an Anki deck, or lines of JSON.

    Example: `drill export --anki deck.apkg`.
    """
    from drill.report.upkeep import deck_text, exported_text, upkeep_json

    here = world(context)
    both = lang == "both"
    chosen = here.lang(None if both else lang)
    if (anki is None) == (jsonl is None):
        raise UsageError(
            "say what to export: --anki FILE or --jsonl FILE",
            hint="`drill export --anki deck.apkg`",
        )
    if jsonl == STDOUT:
        _to_stdout()
        return
    if jsonl is not None:
        from drill.actions.merge import export_lines
        from drill.actions.record import open_log

        _need_log()
        with open_log(folder()) as log:
            saved = export_lines(log, jsonl)
        text = exported_text
    else:
        assert anki is not None
        saved = _deck(here, anki, tuple(Lang) if both else (chosen,), chosen)
        text = deck_text
    say(upkeep_json(saved) if as_json else text(saved, chosen, **screen()))


def _deck(here: World, target: Path, langs: tuple[Lang, ...], chosen: Lang) -> "Saved":
    from drill.actions.anki import export_anki
    from drill.actions.bank import open_cards
    from drill.actions.record import open_log
    from drill.report.deck import CSS, card_html

    def render(asked: "Asked") -> tuple[str, str]:
        assert asked.card is not None
        return card_html(asked.card, langs, asked.values, asked.order)

    words = "正在生成牌组" if chosen is Lang.ZH else "making the deck"
    with (
        Progress(words) as progress,
        open_cards(here.bank(), folder()) as index,
        open_log(folder()) as log,
    ):
        return export_anki(log, index, target, now(), render, CSS, progress)


def _to_stdout() -> None:
    """Write the lines as they are, whatever the terminal's encoding."""
    from drill.actions.merge import lines
    from drill.actions.record import open_log

    _need_log()
    sys.stdout.flush()
    with open_log(folder()) as log:
        for line in lines(log):
            sys.stdout.buffer.write(line.encode())
    sys.stdout.buffer.flush()


def _need_log() -> None:
    """Refuse where there is no log yet: looking at it would make one."""
    from drill.actions.record import FILE

    path = folder() / FILE
    if not path.exists():
        raise UsageError("there is no log yet", where=str(path), hint="`drill quiz` begins one")
