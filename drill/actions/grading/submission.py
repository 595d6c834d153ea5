"""Read a submission from a path that may be anything."""

import stat
from pathlib import Path

from drill.errors import SubmissionError
from drill.model.report import Error
from drill.model.text import Text

MOST_BYTES = 1 << 20


def read_submission(path: Path) -> bytes:
    """Read the bytes of a regular file of at most 1 MB; anything else is a SubmissionError."""
    where = str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise SubmissionError(
                "found a folder where a Python file was wanted", where=where, hint=_example(path)
            )
        if not stat.S_ISREG(found.st_mode):
            raise SubmissionError("found something that is not a regular file", where=where)
        if found.st_size > MOST_BYTES:
            size = found.st_size / MOST_BYTES
            raise SubmissionError(
                f"the file has {size:.1f} MB; an answer has at most 1 MB", where=where
            )
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise SubmissionError(
            "there is no such file",
            where=where,
            hint="`drill start PROBLEM` writes one to begin with",
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SubmissionError(f"the file cannot be read: {reason}", where=where) from None
    except ValueError:
        raise SubmissionError(
            "the name of the file holds a NUL character", where=repr(where)
        ) from None


def not_python(source: bytes) -> Error | None:
    """Say why these bytes are no Python source at all, before anybody runs them."""
    if not source.strip():
        return Error(type="EmptyFile", message=Text("the file is empty", "文件是空的"))
    if b"\0" in source:
        line = source[: source.index(b"\0")].count(b"\n") + 1
        return Error(
            type="NotText",
            message=Text(
                "the file holds NUL bytes: is it a binary file?",
                "文件里有 NUL 字节：是不是二进制文件？",
            ),
            line=line,
        )
    try:
        source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        return Error(
            type="NotUTF8",
            message=Text(
                f"the file is not UTF-8 (byte {source[error.start]:#04x} in line {line})",
                f"文件不是 UTF-8 编码（第 {line} 行有字节 {source[error.start]:#04x}）",
            ),
            line=line,
            hint=Text("save the file as UTF-8", "请另存为 UTF-8 编码"),
        )
    return None


def _example(path: Path) -> str:
    files = sorted(one for one in path.glob("*.py"))[:1] if path.is_dir() else []
    return (
        f"give a file, for example {str(files[0])!r}" if files else "give a file that ends in .py"
    )
