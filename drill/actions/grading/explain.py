"""Words for what kept a submission from answering, while loading and while running."""

import difflib
import inspect
from collections.abc import Sequence

from drill.grading.arguments import misfit, missing
from drill.grading.sandbox import SANDBOX_HINT, Loaded, NotLoaded, Submission
from drill.model.outcome import (
    Crashed,
    NotCalled,
    Outcome,
    Raised,
    Returned,
    TimedOut,
    Verdict,
)
from drill.model.report import Error, Failure
from drill.model.text import Text


def load_error(failed: NotLoaded, submission: Submission, problem: str) -> Error:
    """Say what stopped the file from loading, with its line, and name the near miss."""
    return Error(
        type=failed.type,
        message=failed.message,
        line=failed.line,
        source=_line(submission.source.decode("utf-8", "replace"), failed.line),
        hint=_near(failed, submission, problem) if failed.kind == "missing" else _advice(failed),
    )


def mistaken_signature(signature: inspect.Signature, loaded: Loaded, name: str) -> Error | None:
    """Say, once, that a function cannot be called the way the contract calls it."""
    message = misfit(signature, loaded.minimum, loaded.maximum, name)
    return Error(type="WrongSignature", message=message) if message else None


def _advice(failed: NotLoaded) -> Text | None:
    if _refused(failed.type, failed.message.en):
        return SANDBOX_HINT
    if failed.type == "EOFError":
        return Text(
            "there is nobody at the keyboard while drill grades: take `input()` out",
            "评分时没有人输入：请去掉 `input()`",
        )
    if failed.type == "ModuleNotFoundError":
        return Text(
            "install it beside drill, or do without it: numpy is always there",
            "请把它装进 drill 所在的环境，或者改用 numpy（一定可用）",
        )
    if failed.kind == "timeout":
        return Text(
            'put what runs at once under `if __name__ == "__main__":`',
            '请把立即执行的代码放到 `if __name__ == "__main__":` 之下',
        )
    return None


def _near(failed: NotLoaded, submission: Submission, problem: str) -> Text | None:
    wanted = submission.function
    methods = [name for name in failed.functions if name.endswith(f".{wanted}")]
    if methods:
        owner = methods[0].rpartition(".")[0]
        return Text(
            f"`{wanted}` is a method of the class {owner}: write it as a plain function",
            f"`{wanted}` 是类 {owner} 的方法：请写成普通函数",
        )
    names = [name for name in failed.functions if "." not in name]
    lowered = {name.lower(): name for name in names}
    near = difflib.get_close_matches(wanted.lower(), lowered, 1, 0.6)
    holding = [name for low, name in lowered.items() if wanted in low or low in wanted]
    best = lowered[near[0]] if near else next(iter(holding), names[0] if len(names) == 1 else None)
    if best is None:
        return None
    return Text(
        f"did you mean `{best}`? `drill code {problem} {submission.file} --function {best}`",
        f"是不是 `{best}`？可以用 `drill code {problem} {submission.file} --function {best}`",
    )


def smallest(failures: Sequence[Failure]) -> Failure | None:
    """Pick the smallest input with a wrong value; without any, the smallest that failed."""
    wrong = [one for one in failures if one.verdict is Verdict.WRONG_ANSWER]
    return next(iter([*wrong, *failures]), None)


def run_error(failures: Sequence[Failure], source: str) -> Error | None:
    """Show the first draw on which no value came back."""
    for one in failures:
        match one.outcome:
            case Raised(kind, message, line):
                text = _line(source, line)
                hint = SANDBOX_HINT if _refused(kind, message) else None
                return Error(
                    type=kind, message=Text(message, message), line=line, source=text, hint=hint
                )
            case TimedOut(seconds, line):
                message_ = Text(f"no answer within {seconds:g} s", f"{seconds:g} 秒内没有给出答案")
                text = _line(source, line)
                return Error(type="TimeLimit", message=message_, line=line, source=text)
            case Crashed(how):
                return Error(type="Crashed", message=how)
            case _:
                continue
    return None


def _refused(kind: str, message: str) -> bool:
    """Whether an exception is most likely the sandbox's doing."""
    return kind == "PermissionError" or "can't start new thread" in message


def _line(source: str, number: int) -> str:
    lines = source.splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def notes(outcomes: Sequence[Outcome]) -> tuple[Text, ...]:
    """Say what the verdict does not: arguments without a place, inputs changed."""
    said = []
    lacking = missing(outcomes)
    if lacking:
        count = sum(isinstance(one, NotCalled) for one in outcomes)
        names = ", ".join(f"`{name}`" for name in lacking)
        said.append(
            Text(
                f"your function has no parameter for {names}: {count} of {len(outcomes)} inputs need it",
                f"你的函数没有参数接收 {names}：{len(outcomes)} 组输入中有 {count} 组需要它",
            )
        )
    if any(isinstance(one, Returned) and one.mutated for one in outcomes):
        said.append(Text("your function changes its inputs", "你的函数修改了传入的数组"))
    if any(isinstance(one, Returned) and one.shared for one in outcomes):
        said.append(
            Text(
                "your function returns a view of an input: who changes one changes the other",
                "你的函数返回了输入数组的视图：改动其中一个，另一个也会变",
            )
        )
    return tuple(said)
