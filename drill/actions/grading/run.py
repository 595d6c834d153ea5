"""Grade submissions of one problem.

The order keeps references out of the child's reach: the zygote is forked first, the child
confines itself and gets the source, and only then is the solution imported here. Expected
values are computed here while the child computes its answers.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Self

from drill.actions.grading.explain import load_error, mistaken_signature, notes, run_error, smallest
from drill.actions.grading.submission import not_python, read_submission
from drill.bank.places import Bank, Entry, home
from drill.bank.solutions import load_solution
from drill.errors import DrillError
from drill.grading.arguments import fit
from drill.grading.diagnose import diagnose
from drill.grading.exam import Exam
from drill.grading.judge import judge
from drill.grading.sandbox import Loaded, Policy, Sandbox, Submission, Zygote
from drill.grading.score import score, sum_up, tally
from drill.model.chinese import chinese
from drill.model.outcome import (
    NotCalled,
    Outcome,
    Verdict,
)
from drill.model.report import Difference, Error, Failure, Report, Speed
from drill.model.text import Text
from drill.problem import Inputs

Progress = Callable[[int, int], None]


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
        self.question = cache(entry.load_question)
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

    def grade(self, path: Path, progress: Progress = lambda done, total: None) -> Report:
        """Grade the file at `path`; `progress(done, total)` counts the inputs."""
        start = time.perf_counter()
        source = read_submission(path)
        function = self.options.function or self.entry.id
        error = not_python(source)
        if error is not None:
            report = self._report(path, function, Verdict.DOES_NOT_LOAD, error=error)
        else:
            report = self._run(
                path, Submission(source=source, file=str(path), function=function), progress
            )
        return replace(report, elapsed_s=round(time.perf_counter() - start, 4))

    def could_not(self, path: Path, error: DrillError) -> Report:
        """Report that we failed: never a score."""
        message = Text(error.message, chinese(error.message) or error.message)
        found = Error(type=type(error).__name__, message=message)
        function = self.options.function or self.entry.id
        return self._report(path, function, Verdict.COULD_NOT_GRADE, error=found)

    def measure(self, path: Path) -> Speed | None:
        """Time an accepted answer beside the reference; advisory, so a failure says nothing."""
        from drill.grading.speed import measure  # most grades end before this

        function = self.options.function or self.entry.id
        try:
            submission = Submission(source=read_submission(path), file=str(path), function=function)
            with Sandbox(self._zygote, submission, self.policy) as box:
                loaded = box.load()
                return measure(box, self.exam.problem) if isinstance(loaded, Loaded) else None
        except DrillError:  # the file is gone by now, or no second child could be started
            return None

    def _run(self, path: Path, submission: Submission, progress: Progress) -> Report:
        with Sandbox(self._zygote, submission, self.policy) as box:
            exam = self.exam
            loaded = box.load()
            if isinstance(loaded, Loaded):
                error = mistaken_signature(
                    exam.problem.reference.signature, loaded, submission.function
                )
                verdict = Verdict.DOES_NOT_LOAD
                outcomes = () if error else self._outcomes(box, loaded, progress)
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

    def _outcomes(self, box: Sandbox, loaded: Loaded, progress: Progress) -> tuple[Outcome, ...]:
        exam = self.exam
        signature = exam.problem.reference.signature
        outcomes: dict[int, Outcome] = {}
        calls: dict[int, Inputs] = {}
        for i, one in enumerate(exam.draws):
            call = fit(signature, loaded.minimum, loaded.maximum, one.inputs)
            if isinstance(call, NotCalled):
                outcomes[i] = call
            else:
                calls[i] = call
        which = list(calls)

        def limit(k: int) -> float:
            progress(k, len(which))
            self.question()  # read while the child computes
            return exam.limit(which[k])

        found = box.run(list(calls.values()), limit)
        outcomes |= dict(zip(which, found, strict=True))
        return tuple(outcomes[i] for i in range(len(exam.draws)))

    def _judged(self, path: Path, submission: Submission, outcomes: tuple[Outcome, ...]) -> Report:
        exam, reference = self.exam, self.exam.problem.reference
        judged = [
            judge(reference, one, exam.expected(i), outcomes[i]) for i, one in enumerate(exam.draws)
        ]
        verdicts = [verdict for verdict, _ in judged]
        cases = tally(exam.draws, verdicts)
        failures = self._failures(outcomes, judged)
        verdict = sum_up(verdicts)
        passed = [one is Verdict.ACCEPTED for one in verdicts]
        diagnosis = None
        if verdict is not Verdict.ACCEPTED and self.options.replay is None:
            diagnosis = diagnose(exam.problem, exam.draws, outcomes, passed, exam.mistaken)
        return replace(
            self._report(path, submission.function, verdict),
            score=score(cases),
            cases=cases,
            counterexample=smallest(failures),
            failures=failures,
            diagnosis=diagnosis,
            error=run_error(failures, submission.source.decode("utf-8", "replace")),
            notes=notes(outcomes),
        )

    def _failures(
        self, outcomes: tuple[Outcome, ...], judged: Sequence[tuple[Verdict, Difference | None]]
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
                difference=judged[i][1],
            )
            for i in failing
        )

    def _report(
        self, path: Path, function: str, verdict: Verdict, error: Error | None = None
    ) -> Report:
        return Report(
            problem=self.entry.id,
            title=self.question().title,
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
