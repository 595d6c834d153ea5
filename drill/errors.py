"""What stops drill, and the exit code each stop has.

DrillError
  BankError        3   question files; carries every finding of a file
  SubmissionError  3   a file that cannot be read or has no such function
  SolutionError    4   our reference, case or mistake is broken
  SandboxError     4   the child could not be started or limited
  StoreError       4   the log is locked, damaged or newer than this drill
  UsageError       2   a name or an option that does not exist

A wrong answer is a value (`drill.model.report`), never an exception.
"""

from enum import IntEnum, unique
from typing import ClassVar


@unique
class Exit(IntEnum):
    """Exit codes of the `drill` command."""

    OK = 0
    NEGATIVE = 1  # worked, bad news: a wrong answer, findings
    USAGE = 2
    BAD_INPUT = 3
    ENVIRONMENT = 4
    BUG = 70
    INTERRUPTED = 130


class DrillError(Exception):
    """Something a person has to know: what was found, where, and what to type next."""

    exit: ClassVar[Exit] = Exit.BAD_INPUT

    def __init__(self, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        """Say `message` about `where` (``path:line:column``) and advise `hint`."""
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """Lay the parts out the way the command line prints them."""
        lines = [self.message]
        if self.where:
            lines.append(f"  at   {self.where}")
        if self.hint:
            lines.append(f"  hint {self.hint}")
        return "\n".join(lines)


class BankError(DrillError):
    """A question bank that does not say what it must."""


class SubmissionError(DrillError):
    """A submission that cannot be read at all."""


class SolutionError(DrillError):
    """A solution file of ours that breaks its own contract."""

    exit = Exit.ENVIRONMENT


class SandboxError(DrillError):
    """A sandbox that could not be started: our fault, never a score."""

    exit = Exit.ENVIRONMENT


class StoreError(DrillError):
    """A log that cannot be opened or written."""

    exit = Exit.ENVIRONMENT


class UsageError(DrillError):
    """A problem, case or option that does not exist."""

    exit = Exit.USAGE
