"""Everything the quiz shows of a card and around it."""

from drill.report.card_back import back_lines, page_lines
from drill.report.card_front import front_lines, hint_lines
from drill.report.quiz_bars import interval, key_help_lines, rating_bar, status_line
from drill.report.summary import summary_lines

__all__ = [
    "back_lines",
    "front_lines",
    "hint_lines",
    "interval",
    "key_help_lines",
    "page_lines",
    "rating_bar",
    "status_line",
    "summary_lines",
]
