"""The report on one submission, for a terminal."""

import re

from drill.model.outcome import Raised, Returned, Unreadable, Verdict
from drill.model.report import CaseResult, Diagnosis, Failure, Report
from drill.model.text import Lang, Text
from drill.report import words
from drill.report.escape import escape, quoted
from drill.report.grade import asides
from drill.report.screen import BOLD, DIM, GREEN, RED, YELLOW, Screen
from drill.report.wrap import cells, prose, wrap

MOST_CASES = 10  # failing ones listed without being asked for
BAR = 24  # cells of the score bar, at most
NONE = Text("", "")
OUTCOMES = (Verdict.ACCEPTED, Verdict.WRONG_ANSWER)  # need no words beside their mark


def grade_text(
    report: Report,
    lang: Lang,
    width: int,
    colour: bool,
    all_failures: bool = False,
    follow_up: Text | None = None,
) -> str:
    """Write the whole report; with `all_failures`, every case and the smallest failure of each."""
    opening = verdict_text(report, lang, width, colour, all_failures)
    closing = closing_text(report, lang, width, colour, all_failures, follow_up)
    return f"{opening}\n\n{closing}"


def verdict_text(
    report: Report, lang: Lang, width: int, colour: bool, all_failures: bool = False
) -> str:
    """Write what is known before the speed is: verdict, evidence, diagnosis."""
    screen = Screen(lang, width, colour)
    return _joined(
        _headline(report, screen),
        _cases(report, screen, everything=all_failures),
        *_evidence(report, screen, everything=all_failures),
        _error(report, screen),
        _diagnosis(report.diagnosis, screen) if report.diagnosis else [],
        asides.printed(report.printed, screen),
        asides.notes(report.notes, screen),
    )


def closing_text(
    report: Report,
    lang: Lang,
    width: int,
    colour: bool,
    all_failures: bool = False,
    follow_up: Text | None = None,
    back_in: int | None = None,
) -> str:
    """Write what comes last: the speed, where it was measured, and what to do next.

    `back_in` is after how many days the problem comes back in the schedule.
    """
    screen = Screen(lang, width, colour)
    return _joined(
        asides.speed(report.speed, screen) if report.speed else [],
        _follow_up(follow_up, screen) if follow_up else [],
        asides.sandbox(report.sandbox, screen),
        _next(report, screen, back_in, everything=all_failures),
    )


def _joined(*sections: list[str]) -> str:
    return "\n\n".join("\n".join(section) for section in sections if section)


def _headline(report: Report, screen: Screen) -> list[str]:
    """Say the verdict, the score, and what was graded."""
    right = report.verdict is Verdict.ACCEPTED
    style = GREEN if right else RED
    ours = report.verdict is Verdict.COULD_NOT_GRADE
    mark = "✓" if right else "!" if ours else "✗"
    head = f"{mark} {screen.say(words.VERDICTS[report.verdict])}"
    line = screen.paint(head, style, BOLD)
    if not ours:
        score = f"{report.score} / 100"
        room = screen.width - cells(head) - len(score) - 6
        line += f"   {screen.bar(report.score, 100, min(room, BAR), style)}   {screen.paint(score, BOLD)}"
    where = words.fill(words.IN, function=escape(report.function), file=escape(report.file))
    what = f"{screen.say(report.title)} · {screen.say(where) if report.function else escape(report.file)}"
    lines = [line, *screen.paragraph(what, "  ")]
    return lines + (screen.paragraph(screen.say(words.OUR_FAULT), "  ") if ours else [])


def _cases(report: Report, screen: Screen, *, everything: bool) -> list[str]:
    """List the cases: failing ones first, the passing ones counted."""
    failing = [case for case in report.cases if case.passed < case.draws]
    passing = [case for case in report.cases if case.passed >= case.draws]
    if not report.cases:
        return []
    if not failing and not everything:
        return _all_passed(report, screen)
    count = words.fill(words.PASSED_OF, passed=len(passing), total=len(report.cases))
    lines = [screen.heading(screen.say(words.CASES), screen.say(count))]
    wide = max(len(_share(case)) for case in report.cases)
    listed = failing if everything or len(failing) <= MOST_CASES else failing[: MOST_CASES - 2]
    for case in listed + (passing if everything else []):
        lines += _case(case, wide, report.verdict, screen)
    if len(failing) > len(listed):
        more = words.fill(words.MORE_FAILED, n=len(failing) - len(listed))
        lines.append(_counted("✗", RED, more, wide, screen))
    if passing and not everything:
        n = len(passing)
        more = words.ONE_PASSED if n == 1 else words.fill(words.MORE_PASSED, n=n)
        lines.append(_counted("✓", GREEN, more, wide, screen))
    return lines


def _counted(mark: str, style: str, text: Text, wide: int, screen: Screen) -> str:
    said = screen.paint(screen.say(text), DIM)
    return f"  {screen.paint(mark, style)}  {' ' * wide}  {said}"


def _all_passed(report: Report, screen: Screen) -> list[str]:
    total = sum(case.draws for case in report.cases)
    time = (
        words.fill(words.IN_TIME, seconds=f"{report.elapsed_s:.2f}") if report.elapsed_s else NONE
    )
    text = words.fill(words.ALL_PASSED, cases=len(report.cases), draws=total, time=screen.say(time))
    return screen.paragraph(screen.say(text), "  ")


def _share(case: CaseResult) -> str:
    return f"{case.passed}/{case.draws}"


def _case(case: CaseResult, wide: int, verdict: Verdict, screen: Screen) -> list[str]:
    right = case.passed >= case.draws
    mark = screen.paint("✓", GREEN) if right else screen.paint("✗", RED)
    title = _title(case.title, screen)
    if case.outcome not in (*OUTCOMES, verdict):
        title += f" · {screen.say(words.VERDICTS[case.outcome])}"
    first, *rest = wrap(title, screen.width - wide - 7)
    indent = " " * (wide + 7)
    head = f"  {mark}  {screen.paint(_share(case).rjust(wide), DIM)}  {screen.marked(first)}"
    return [head, *(indent + screen.marked(line) for line in rest)]


def _title(title: Text, screen: Screen) -> str:
    """Take the first paragraph of a case's docstring, without its full stop."""
    text = re.split(r"\n\s*\n", screen.say(title).strip())[0]
    return " ".join(text.split()).rstrip(".。")


def _evidence(report: Report, screen: Screen, *, everything: bool) -> list[list[str]]:
    """Show the smallest failing input; with `everything`, the smallest of each case."""
    shown: dict[str, Failure] = {}
    if report.counterexample:
        shown[report.counterexample.case] = report.counterexample
    for failure in report.failures if everything else ():
        shown.setdefault(failure.case, failure)
    if not shown:
        return []
    from drill.report.grade.evidence import evidence

    titles = [words.SMALLEST, *[words.FAILING] * (len(shown) - 1)]
    return [
        evidence(failure, report, screen.say(title), _title(failure.title, screen), screen)
        for failure, title in zip(shown.values(), titles, strict=True)
    ]


def _error(report: Report, screen: Screen) -> list[str]:
    """Show what was raised, unless the failing input has said it all."""
    if report.error is None:
        return []
    shown = report.counterexample
    silent = shown is not None and not isinstance(shown.outcome, (Returned, Unreadable, Raised))
    if silent and not report.error.line:
        return []
    elsewhere = shown is not None and isinstance(shown.outcome, (Returned, Unreadable))
    title = words.ELSEWHERE if elsewhere else words.ERROR
    return asides.error(report.error, report.file, title, screen)


def _diagnosis(diagnosis: Diagnosis, screen: Screen) -> list[str]:
    """Name the mistake, and how sure that is, beside a bar."""
    exact = diagnosis.agreement >= 1.0
    other = diagnosis.kind == "convention"
    if other:
        head = words.CONVENTION if exact else words.MOST_LIKE_CONVENTION
        sure = words.AGREES_CONVENTION
    else:
        head, sure = (words.MISTAKE if exact else words.MOST_LIKE), words.AGREES
    if not exact:
        sure = words.fill(words.EXPLAINS, share=int(diagnosis.agreement * 100))
    room = screen.width - 2
    text = prose(screen.say(diagnosis.text), room)
    body = [screen.paint(screen.say(head), YELLOW, BOLD)]
    first = text.index("") if "" in text else len(text)
    body += [screen.marked(line, *[BOLD] * (i < first)) for i, line in enumerate(text)]
    body += [screen.paint(line, DIM) for line in wrap(screen.say(sure), room)]
    bar = screen.paint("┃", YELLOW)
    return [f"{bar} {line}".rstrip() for line in body]


def _follow_up(follow_up: Text, screen: Screen) -> list[str]:
    text = prose(screen.say(follow_up), screen.width - 2)
    heading = screen.heading(screen.say(words.FOLLOW_UP))
    return [heading, *(f"  {screen.marked(line)}".rstrip() for line in text)]


def _next(report: Report, screen: Screen, back_in: int | None, *, everything: bool) -> list[str]:
    """Offer the commands that help from here, and say when the problem comes back."""
    problem, file = report.problem, quoted(report.file)
    if report.verdict is Verdict.ACCEPTED:
        rows = [(f"drill solution {problem}", words.TO_COMPARE)]
    elif report.verdict is Verdict.COULD_NOT_GRADE:
        rows = [("drill doctor", words.TO_DOCTOR)]
    elif report.verdict is Verdict.DOES_NOT_LOAD:
        rows = [(f"drill show {problem}", words.TO_SHOW)]
    else:
        rows = [(f"drill hint {problem}", words.TO_HINT)]
        if len({failure.case for failure in report.failures}) > 1 and not everything:
            rows.append((f"drill code {problem} {file} --all", words.TO_ALL))
        rows.append((f"drill solution {problem}", words.TO_SOLUTION))
    said = [(command, screen.say(text)) for command, text in rows]
    back = "" if back_in is None else screen.say(_back(max(back_in, 0)))
    return [screen.heading(screen.say(words.NEXT), back), *screen.offers(said)]


def _back(days: int) -> Text:
    soon = {0: words.BACK_TODAY, 1: words.BACK_TOMORROW}
    return soon[days] if days in soon else words.fill(words.BACK_IN, n=days)
