"""What a command needs of the outside world: language, bank, folder, clock and screen."""

import os
import sys
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drill.errors import DrillError, UsageError
from drill.model.text import Lang

if TYPE_CHECKING:
    from drill.bank.places import Bank

LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang", metavar="en|zh", help="Language of what is shown.", show_default="your locale"
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print JSON for programs instead of text.")
]


@dataclass(slots=True)
class World:
    """The options before the command; `--lang` after it wins."""

    bank_folder: Path | None = None
    lang_name: str | None = None

    def bank(self) -> "Bank":
        """Open the bank that was asked for."""
        from drill.bank.places import open_bank

        return open_bank(self.bank_folder)

    def lang(self, name: str | None) -> Lang:
        """Choose the language: the option, `DRILL_LANG`, or the locale."""
        wanted = name or self.lang_name or os.environ.get("DRILL_LANG")
        if wanted:
            if wanted not in list(Lang):
                raise UsageError(
                    f"the language {wanted!r} is not one of en, zh", hint="`--lang zh`"
                )
            return Lang(wanted)
        return self.from_locale()

    @staticmethod
    def from_locale() -> Lang:
        """Read the language off the locale."""
        places = ("LC_ALL", "LC_MESSAGES", "LANG")
        locale = next((os.environ[place] for place in places if os.environ.get(place)), "")
        return Lang.ZH if locale.lower().startswith("zh") else Lang.EN


def world(context: typer.Context) -> World:
    """Take the world that the callback left."""
    assert isinstance(context.obj, World)
    return context.obj


def folder() -> Path:
    """Find the drill home folder."""
    from drill.bank.places import home

    return home()


def now() -> datetime:
    """Read the clock: the one place that does."""
    return datetime.now().astimezone()


def screen() -> dict[str, Any]:
    """Measure standard output: width in cells, and whether it shows colour."""
    from drill.report.screen import colour, width

    return {"width": width(sys.stdout), "colour": colour(sys.stdout)}


def say(text: str) -> None:
    """Write to standard output; what its encoding cannot say is escaped."""
    _write(sys.stdout, text)


def complain(error: DrillError) -> None:
    """Print an error the way every command does, on standard error."""
    from drill.model.chinese import chinese
    from drill.report.escape import escape, escape_lines

    message, at, hint = error.message, "at  ", "hint"
    advice = error.hint
    if _spoken() is Lang.ZH:
        message, at, hint = chinese(message) or message, "位置", "提示"
        advice = (chinese(advice) or advice) if advice else None
    lines = [f"drill: {escape_lines(message)}"]
    lines += [f"  {at} {escape(error.where)}"] if error.where else []
    lines += [f"  {hint} {escape(advice)}"] if advice else []
    _write(sys.stderr, "\n".join(lines))


def _spoken() -> Lang:
    """Find the language of an error, which may come before any option was read."""
    asked = [
        word if before == "--lang" else word.removeprefix("--lang=")
        for before, word in pairwise(sys.argv)
        if before == "--lang" or word.startswith("--lang=")
    ]
    names = (*reversed(asked), os.environ.get("DRILL_LANG"))
    known = (Lang(name) for name in names if name and name in list(Lang))
    return next(known, World.from_locale())


def _write(stream: Any, text: str) -> None:
    from drill.report.screen import writable

    stream.write(writable(text, stream.encoding) + "\n")
    stream.flush()
