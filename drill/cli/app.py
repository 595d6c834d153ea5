"""The `drill` command and its one error boundary."""

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from drill import __version__
from drill.cli import code, exchange, notes, plan, problems, quiz, stats, today, upkeep
from drill.cli.world import LangOption, World, complain, folder, now, world
from drill.errors import DrillError, Exit

# numpy reads these when it is imported: a second BLAS thread would make forking unsafe, is
# refused by the memory limit, and does not speed up matrices as small as ours.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

app = typer.Typer(
    name="drill",
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("quiz")(quiz.quiz)
app.command("code")(code.code)
app.command("next")(today.next_)
app.command("list")(today.list_items)
app.command("import")(notes.import_)
for command in (
    problems.start,
    problems.show,
    problems.hint,
    problems.solution,
    stats.stats,
    plan.plan,
    quiz.answer,
    upkeep.check,
    upkeep.doctor,
    exchange.backup,
    exchange.merge,
    exchange.export,
):
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"drill {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def drill(
    context: typer.Context,
    bank: Annotated[
        Path | None,
        typer.Option(
            envvar="DRILL_BANK",
            help="Folder with questions/ and solutions/ to use instead of the shipped one.",
        ),
    ] = None,
    lang: LangOption = None,
    version: Annotated[  # noqa: ARG001  its callback prints it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Practise for computer-vision and deep-learning interviews: your code, graded and diagnosed.

    Begin with `drill list`, then `drill start nms`, then `drill code nms nms.py`.
    """
    context.obj = World(bank, lang)
    if context.invoked_subcommand is None:
        today.overview(world(context))


def main() -> None:
    """Run the command and end the process; no traceback ever reaches a person."""
    gc.disable()  # what one command makes is little, and looking for cycles costs 10 ms
    code = _run()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (BrokenPipeError, ValueError):  # nobody reads any more
        code = Exit.OK
    os._exit(code)  # taking numpy apart would cost another 20 ms


def _run() -> int:
    try:
        app()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else Exit.OK if end.code is None else Exit.BUG
    except DrillError as error:
        complain(error)
        return error.exit
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return Exit.OK
    except Exception as error:  # noqa: BLE001  the boundary
        complain(_bug(error))
        return Exit.BUG
    return Exit.OK


def _bug(error: Exception) -> DrillError:
    """Write the traceback to a log and say where it is."""
    import platform
    import tempfile
    import traceback

    text = f"drill {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
    text += f"{sys.argv}\n{''.join(traceback.format_exception(error))}"
    name = f"bug-{now():%Y%m%d-%H%M%S}.log"
    for place in (folder(), Path(tempfile.gettempdir())):
        try:
            place.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, "utf-8", "backslashreplace")
        except OSError:
            continue
        return DrillError(
            f"a bug of ours: {type(error).__name__}",
            where=str(place / name),
            hint="report it with that file",
        )
    return DrillError(f"a bug of ours: {type(error).__name__}: {error}")
