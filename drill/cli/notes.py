"""`drill import`."""

from pathlib import Path
from typing import Annotated

import typer

from drill.cli.progress import Progress
from drill.cli.world import JsonOption, LangOption, folder, say, screen, world
from drill.errors import Exit
from drill.model.text import Lang


def import_(
    context: typer.Context,
    notes: Annotated[
        list[Path], typer.Argument(help="Notes: text or Markdown files, or folders of them.")
    ],
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FILE",
            help="Put all drafts into this file.",
            show_default="a file of the same name in your own bank",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be made of them, and write nothing.")
    ] = False,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Make drafts of cards from notes; again, once the notes changed: what you edited stays.

    Example: `drill import notes.md --dry-run`.
    """
    from drill.actions.imports.run import import_notes
    from drill.report.imports import imported_json, imported_text

    here = world(context)
    chosen = here.lang(lang)
    zh = chosen is Lang.ZH
    with Progress("正在读取笔记" if zh else "reading notes", "秒" if zh else "s") as progress:
        done, skipped = import_notes(
            notes, here.bank(), folder(), to=to, dry_run=dry_run, progress=progress
        )
    if as_json:
        say(imported_json(done, skipped))
    else:
        say(imported_text(done, skipped, chosen, dry_run=dry_run, **screen()))
    if not any(one.notes.questions for one in done):
        raise typer.Exit(Exit.NEGATIVE)
