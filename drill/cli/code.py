"""`drill code`: grade submissions."""

import gc
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drill.cli.progress import Progress
from drill.cli.world import JsonOption, LangOption, complain, folder, now, say, screen, world
from drill.errors import DrillError, Exit, SandboxError, SolutionError, StoreError, UsageError
from drill.model.text import Lang

if TYPE_CHECKING:
    from drill.actions.grading.run import Grader
    from drill.model.report import Report


def code(
    context: typer.Context,
    problem: Annotated[
        str, typer.Argument(help="The problem: an id or an alias, see `drill list`.")
    ],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Your answers.")],
    watch: Annotated[
        bool, typer.Option("--watch", "-w", help="Grade again whenever the file is saved.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Show the smallest failing input of every case.")
    ] = False,
    function: Annotated[
        str | None, typer.Option(help="The name of your function.", show_default="the problem's")
    ] = None,
    replay: Annotated[
        str | None, typer.Option(metavar="CASE:SEED", help="Run one input of a report again.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Draw other random inputs.")] = 0,
    no_speed: Annotated[
        bool, typer.Option("--no-speed", help="Do not measure the speed of a right answer.")
    ] = False,
    no_sandbox: Annotated[
        bool,
        typer.Option("--no-sandbox", help="Run without confinement. Only for code of your own."),
    ] = False,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Grade your own implementation: score, smallest failing input, and the name of the mistake.

    Example: `drill code nms my.py`, or `drill code iou a.py b.py --json`.
    """
    from drill.actions.grading.run import Grader, Options

    here = world(context)
    bank = here.bank()
    options = Options(function=function, seed=seed, replay=_replay(replay), confined=not no_sandbox)
    show = _Show(here.lang(lang), as_json, every, speed=not (no_speed or watch or replay))
    with Grader(bank, bank.find(problem), options) as grader:
        if watch or len(files) > 1:
            gc.enable()  # `main` turned it off
        if watch:
            _watch(grader, files, show)
            raise typer.Exit
        codes = [_grade(grader, path, show) for path in files]
    raise typer.Exit(max(codes))


class _Show:
    """How a report is shown."""

    def __init__(self, lang: Lang, as_json: bool, every: bool, speed: bool) -> None:
        self.lang, self.as_json, self.every, self.speed = lang, as_json, every, speed

    def say(self, en: str, zh: str) -> str:
        """Choose the words of the language."""
        return zh if self.lang is Lang.ZH else en

    def grade(self, grader: "Grader", path: Path) -> "Report":
        """Grade, with a progress bar where it takes long."""
        with Progress(self.say("grading", "评分中")) as progress:
            return grader.grade(path, progress)

    def __call__(self, grader: "Grader", report: "Report", back_in: int | None = None) -> None:
        """Show the report; the speed of a right answer comes when it is measured.

        `back_in` is after how many days the problem comes back.
        """
        from drill.model.outcome import Verdict

        timed = self.speed and report.verdict is Verdict.ACCEPTED
        if self.as_json:
            from drill.report.as_json import grade_json

            report = replace(report, speed=grader.measure(Path(report.file))) if timed else report
            say(grade_json(report, self.lang))
            return
        from drill.report.grade.screen import closing_text, verdict_text

        say(verdict_text(report, self.lang, all_failures=self.every, **screen()) + "\n")
        if timed:
            with Progress(self.say("measuring the speed ...", "正在测速……")) as progress:
                progress.show()
                report = replace(report, speed=grader.measure(Path(report.file)))
        asked = grader.question().follow_ups
        follow_up = asked[0].ask if asked and report.verdict is Verdict.ACCEPTED else None
        options = {
            "all_failures": self.every,
            "follow_up": follow_up,
            "back_in": back_in,
            **screen(),
        }
        say(closing_text(report, self.lang, **options))


def _grade(grader: "Grader", path: Path, show: _Show) -> int:
    """Grade one file, show it, store it; give the exit code."""
    from drill.model.outcome import Verdict

    try:
        report = show.grade(grader, path)
    except (SandboxError, SolutionError) as error:
        if show.as_json:
            show(grader, grader.could_not(path, error))
        complain(error)
        return int(error.exit)
    except DrillError as error:
        complain(error)
        return int(error.exit)
    trouble, back_in = _store(report)
    show(grader, report, back_in)
    if trouble is not None:
        complain(trouble)
        return int(trouble.exit)
    return Exit.OK if report.verdict is Verdict.ACCEPTED else Exit.NEGATIVE


def _store(report: "Report") -> tuple[StoreError | None, int | None]:
    """Store an attempt before anybody sees it; a log that fails must not cost the report.

    Gives what went wrong, and in how many days the problem comes back.
    """
    from drill.actions.record import record_attempt

    try:
        return None, record_attempt(folder(), report, now())
    except StoreError as error:
        return error, None


def _watch(grader: "Grader", files: list[Path], show: _Show) -> None:
    from drill.actions.grading.watch import saves

    if len(files) != 1:
        raise UsageError(f"found {len(files)} files where --watch takes one")
    stored = None
    try:
        for _ in saves(files[0]):
            if sys.stdout.isatty():
                sys.stdout.write("\033[2J\033[3J\033[H")
            try:
                report = show.grade(grader, files[0])
            except DrillError as error:
                complain(error)
            else:
                result = (report.verdict, report.score, report.diagnosis)
                # saving half a thought ten times is one attempt
                trouble, back_in = _store(report) if result != stored else (None, None)
                stored = result
                show(grader, report, back_in)
                if trouble is not None:
                    complain(trouble)
            _prompt(files[0], show.lang)
    except KeyboardInterrupt:
        say("")


def _prompt(path: Path, lang: Lang) -> None:
    if sys.stderr.isatty():
        words = (
            "waiting for the next save (Ctrl-C ends)"
            if lang is Lang.EN
            else "等待下一次保存（Ctrl-C 结束）"
        )
        sys.stderr.write(f"{path.name!r}: {words}\n")
        sys.stderr.flush()


def _replay(text: str | None) -> tuple[str, int] | None:
    if text is None:
        return None
    name, _, seed = text.rpartition(":")
    if not name or not seed.isascii() or not seed.isdigit():
        raise UsageError(f"found {text!r} where CASE:SEED was wanted", hint="copy it from a report")
    return name, int(seed)
