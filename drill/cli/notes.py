"""`drill import`."""

from pathlib import Path
from typing import Annotated

import typer

from drill.cli.progress import Progress
from drill.cli.world import JsonOption, LangOption, say, screen, world
from drill.model.text import Lang


def import_(
    context: typer.Context,
    notes: Annotated[list[Path], typer.Argument(help="Notes: text or Markdown files.")],
    dry_run: Annotated[  # noqa: ARG001  nothing is written yet
        bool, typer.Option("--dry-run", help="Say what would be made of them, and write nothing.")
    ] = False,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Read notes: which questions they hold, what answers them, and what is left out and why.

    Example: `drill import notes.md --dry-run`.
    """
    from drill.actions.read_notes import read_notes
    from drill.report.notes import notes_text
    from drill.report.notes_json import notes_json

    chosen = world(context).lang(lang)
    with Progress("正在读取笔记" if chosen is Lang.ZH else "reading notes") as progress:
        found = read_notes(notes, progress)
    say(notes_json(found) if as_json else notes_text(found, chosen, **screen()))
