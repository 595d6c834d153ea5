"""What is handed in, what it may use, and how a child is told both."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drill.grading import folders
from drill.model.text import Text

SANDBOX_HINT = Text(
    "drill runs your code without network, files or other processes; "
    "`drill code --no-sandbox` turns that off for your own code.",
    "drill 运行你的代码时不给网络、文件和其他进程；"
    "如果是你自己的代码，可以用 `drill code --no-sandbox` 关掉这些限制。",
)
CPU_SLACK_S = 5.0  # the grader's own deadline comes first


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What the user handed in: `file` as tracebacks shall name it, `function` to be called."""

    source: bytes
    file: str
    function: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a submission may use. `hide` cannot be read; `children` may follow the first."""

    hide: tuple[str, ...]
    confined: bool = True
    memory: int = 2 << 30
    load_s: float = 10.0
    total_s: float = 60.0
    children: int = 3


def setup(submission: Submission, policy: Policy, scratch: str) -> dict[str, Any]:
    """Write down, as plain data, what `drill.grading.child.Setup` holds."""
    folder = str(Path(submission.file).absolute().parent)
    read, listed = folders.readable(folders.hidden(policy.hide), [folder, *sys.path])
    return {
        "file": submission.file,
        "function": submission.function,
        "folder": folder,
        "scratch": scratch,
        "rules": {
            "read": read,
            "listdir": listed,
            "write": [scratch, folders.NULL],
            "memory": policy.memory,
            "cpu_s": policy.total_s + CPU_SLACK_S,
            "enabled": policy.confined,
        },
    }
