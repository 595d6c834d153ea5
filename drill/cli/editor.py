"""Open a file in the person's editor."""

import os
import shlex
import subprocess
from pathlib import Path

from drill.errors import UsageError


def edit(path: Path, line: int) -> None:
    """Open `path` at `line` and wait until the editor ends."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(command)
    except ValueError:
        words = [command]
    try:
        subprocess.run([*words, *_place(words, path, line)], check=False)  # noqa: S603  their own editor
    except OSError as error:
        raise UsageError(
            f"the editor {command!r} cannot be started: {error.strerror}",
            hint="set EDITOR, for example `export EDITOR=nano`",
        ) from None


def _place(words: list[str], path: Path, line: int) -> list[str]:
    """Say file and line the way each editor wants it."""
    name = Path(words[0]).name if words else ""
    if name in {"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak"}:
        return [f"+{line}", str(path)]
    if name in {"code", "codium", "cursor"}:
        return ["--wait", "--goto", f"{path}:{line}"]
    if name in {"hx", "subl", "zed"}:
        return [f"{path}:{line}"]
    return [str(path)]
