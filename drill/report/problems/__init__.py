"""A coding problem on the screen: its statement, its hints, its solution."""

from drill.report.problems.solution import give_up_question, solution_text
from drill.report.problems.statement import hint_text, show_text, started_text

__all__ = ["give_up_question", "hint_text", "show_text", "solution_text", "started_text"]
