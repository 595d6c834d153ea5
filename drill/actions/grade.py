"""Grade submissions of one problem.

The order keeps references out of the child's reach: the zygote is forked first, the child
confines itself and gets the source, and only then is the solution imported here. Expected
values are computed here while the child computes its answers.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from drill.actions.load_error import load_error, mistaken_signature
from drill.actions.submission import not_python, read_submission
from drill.bank.places import Bank, Entry, home
from drill.bank.solutions import load_solution
from drill.errors import DrillError
from drill.grading.arguments import fit, missing
from drill.grading.diagnose import diagnose
from drill.grading.exam import Exam
from drill.grading.judge import judge
from drill.grading.sandbox import SANDBOX_HINT, Loaded, Policy, Sandbox, Submission, Zygote
from drill.grading.score import gravest, score, tally
from drill.grading.speed import measure
from drill.model.outcome import (
    Crashed,
    NotCalled,
    Outcome,
    Raised,
    Returned,
    TimedOut,
    Verdict,
)
from drill.model.report import Error, Failure, Report, Speed
from drill.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to grade. `replay` is the ``(case, seed)`` of one draw to run again."""

    function: str | None = None
    seed: int = 0
    replay: tuple[str, int] | None = None
    confined: bool = True


class Grader:
    """Grades any number of submissions of one problem; a context manager."""

    def __init__(self, bank: Bank, entry: Entry, options: Options) -> None:
        """Get ready to fork: nothing of the solution is read yet."""
        self.entry = entry
        self.options = options
        self.policy = Policy(hide=secrets(bank), confined=options.confined)
        self._exam: Exam | None = None
        self._zygote = Zygote()

    def __enter__(self) -> Self:
        """Do nothing more: the zygote already runs."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the zygote and every child of it."""
        self._zygote.close()

    @property
    def exam(self) -> Exam:
        """The problem's draws and right answers; read on first use, after the fork."""
        if self._exam is None:
            problem = load_solution(self.entry.solution)
            self._exam = Exam(problem, self.options.seed, self.options.replay)
        return self._exam

    def grade(self, path: Path) -> Report:
        """Grade the file at `path`."""
        start = time.perf_counter()
        source = read_submission(path)
        function = self.options.function or self.entry.id
        error = not_python(source)
        if error is not None:
            report = self._report(path, function, Verdict.DOES_NOT_LOAD, error=error)
        else:
            report = self._run(path, Submission(source=source, file=str(path), function=function))
        return replace(report, elapsed_s=round(time.perf_counter() - start, 4))

    def could_not(self, path: Path, error: DrillError) -> Report:
        """Report that we failed: never a score."""
        found = Error(type=type(error).__name__, message=Text(error.message, error.message))
        function = self.options.function or self.entry.id
        return self._report(path, function, Verdict.COULD_NOT_GRADE, error=found)

    def measure(self, path: Path) -> Speed | None:
        """Time an accepted answer beside the reference; advisory, never in the score."""
        function = self.options.function or self.entry.id
        submission = Submission(source=read_submission(path), file=str(path), function=function)
        with Sandbox(self._zygote, submission, self.policy) as box:
            loaded = box.load()
            return measure(box, self.exam.problem) if isinstance(loaded, Loaded) else None

    def _run(self, path: Path, submission: Submission) -> Report:
        with Sandbox(self._zygote, submission, self.policy) as box:
            exam = self.exam
            loaded = box.load()
            if isinstance(loaded, Loaded):
                error = mistaken_signature(
                    exam.problem.reference.signature, loaded, submission.function
                )
                verdict = Verdict.DOES_NOT_LOAD
                outcomes = () if error else self._outcomes(box, loaded)
            else:
                error, verdict, outcomes = (
                    load_error(loaded, submission, self.entry.id),
                    loaded.verdict,
                    (),
                )
        if error is not None:
            report = self._report(path, submission.function, verdict, error=error)
        else:
            report = self._judged(path, submission, outcomes)
        return replace(report, sandbox=box.layers, printed=box.printed)

    def _outcomes(self, box: Sandbox, loaded: Loaded) -> tuple[Outcome, ...]:
        exam = self.exam
        signature = exam.problem.reference.signature
        calls = [fit(signature, loaded.minimum, loaded.maximum, one.inputs) for one in exam.draws]
        which = [i for i, call in enumerate(calls) if not isinstance(call, NotCalled)]
        found = box.run([calls[i] for i in which], lambda k: exam.limit(which[k]))
        ran = dict(zip(which, found, strict=True))
        return tuple(ran.get(i, call) for i, call in enumerate(calls))  # type: ignore[misc]

    def _judged(self, path: Path, submission: Submission, outcomes: tuple[Outcome, ...]) -> Report:
        exam, reference = self.exam, self.exam.problem.reference
        judged = [
            judge(reference, one, exam.expected(i), outcomes[i]) for i, one in enumerate(exam.draws)
        ]
        verdicts = [verdict for verdict, _ in judged]
        cases = tally(exam.draws, verdicts)
        failures = self._failures(outcomes, judged)
        verdict = gravest(verdicts)
        passed = [one is Verdict.ACCEPTED for one in verdicts]
        named = verdict is not Verdict.ACCEPTED and self.options.replay is None
        return replace(
            self._report(path, submission.function, verdict),
            score=score(cases),
            cases=cases,
            counterexample=_smallest(failures),
            failures=failures,
            diagnosis=diagnose(exam.problem, exam.draws, outcomes, passed) if named else None,
            error=_error(failures, submission.source.decode("utf-8", "replace")),
            notes=_notes(outcomes),
        )

    def _failures(
        self, outcomes: tuple[Outcome, ...], judged: Sequence[tuple[Verdict, object]]
    ) -> tuple[Failure, ...]:
        exam = self.exam
        names = tuple(exam.problem.reference.signature.parameters)
        failing = [i for i, (verdict, _) in enumerate(judged) if verdict is not Verdict.ACCEPTED]
        failing.sort(key=lambda i: exam.draws[i].size)
        return tuple(
            Failure(
                case=exam.draws[i].case.name,
                title=exam.draws[i].case.title,
                seed=exam.draws[i].seed,
                names=names[: len(exam.draws[i].inputs)],
                inputs=exam.draws[i].inputs,
                expected=exam.expected(i),
                outcome=outcomes[i],
                verdict=judged[i][0],
                difference=judged[i][1],  # type: ignore[arg-type]
            )
            for i in failing
        )

    def _report(
        self, path: Path, function: str, verdict: Verdict, error: Error | None = None
    ) -> Report:
        return Report(
            problem=self.entry.id,
            title=self.entry.load_question().title,
            file=str(path),
            function=function,
            verdict=verdict,
            score=0,
            error=error,
            picture=self._exam.problem.reference.picture if self._exam else "",
            seed=self.options.seed,
        )


def secrets(bank: Bank) -> tuple[str, ...]:
    """List what a submission must not read: every solution, also in a history, and the log."""
    hidden = [root / "solutions" for root in bank.roots]
    hidden += [root / ".git" for root in bank.roots]
    return tuple(str(path) for path in [*hidden, home()])


def _smallest(failures: Sequence[Failure]) -> Failure | None:
    """Pick the smallest input with a wrong value; without any, the smallest that failed."""
    wrong = [one for one in failures if one.verdict is Verdict.WRONG_ANSWER]
    return next(iter([*wrong, *failures]), None)


def _error(failures: Sequence[Failure], source: str) -> Error | None:
    """Show the first draw on which no value came back."""
    for one in failures:
        match one.outcome:
            case Raised(kind, message, line):
                lines = source.splitlines()
                text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
                refused = kind == "PermissionError" or "can't start new thread" in message
                hint = SANDBOX_HINT if refused else None
                return Error(
                    type=kind, message=Text(message, message), line=line, source=text, hint=hint
                )
            case TimedOut(seconds):
                message_ = Text(f"no answer within {seconds:g} s", f"{seconds:g} 秒内没有给出答案")
                return Error(type="TimeLimit", message=message_)
            case Crashed(how):
                return Error(type="Crashed", message=how)
            case _:
                continue
    return None


def _notes(outcomes: Sequence[Outcome]) -> tuple[Text, ...]:
    notes = []
    lacking = missing(outcomes)
    if lacking:
        count = sum(isinstance(one, NotCalled) for one in outcomes)
        names = ", ".join(f"`{name}`" for name in lacking)
        notes.append(
            Text(
                f"your function has no parameter for {names}: {count} of {len(outcomes)} inputs need it",
                f"你的函数没有参数接收 {names}：{len(outcomes)} 组输入中有 {count} 组需要它",
            )
        )
    if any(isinstance(one, Returned) and one.mutated for one in outcomes):
        notes.append(Text("your function changes its inputs", "你的函数修改了传入的数组"))
    return tuple(notes)
