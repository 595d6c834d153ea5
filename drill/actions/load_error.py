"""Words for a submission that did not get as far as its first case."""

import difflib
import inspect

from drill.grading.arguments import misfit
from drill.grading.sandbox import Loaded, NotLoaded, Submission
from drill.model.report import Error
from drill.model.text import Text


def load_error(failed: NotLoaded, submission: Submission, problem: str) -> Error:
    """Say what stopped the file from loading, with its line, and name the near miss."""
    lines = submission.source.decode("utf-8", "replace").splitlines()
    return Error(
        type=failed.type,
        message=failed.message,
        line=failed.line,
        source=lines[failed.line - 1].strip() if 0 < failed.line <= len(lines) else "",
        hint=_near(failed, submission, problem) if failed.kind == "missing" else _advice(failed),
    )


def mistaken_signature(signature: inspect.Signature, loaded: Loaded, name: str) -> Error | None:
    """Say, once, that a function cannot be called the way the contract calls it."""
    message = misfit(signature, loaded.minimum, loaded.maximum, name)
    return Error(type="WrongSignature", message=message) if message else None


def _advice(failed: NotLoaded) -> Text | None:
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
