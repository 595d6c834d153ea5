"""One line typed by a person, Chinese too: prompt_toolkit, imported when somebody types."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prompt_toolkit.key_binding.key_processor import KeyPressEvent


class Cancelled(Exception):  # noqa: N818  not an error
    """Escape: no answer after all."""


def read_text(label: str, start: str = "") -> str:
    """Read a line after `label`, `start` standing there to be changed.

    Raises
    ------
    Cancelled
        On Escape.
    KeyboardInterrupt, EOFError
        On Ctrl-C, and where the terminal is gone.
    """
    # it would ask the terminal where the cursor is, and wait for terminals that never answer
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    from prompt_toolkit import PromptSession
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("escape", eager=True)
    def _(event: "KeyPressEvent") -> None:
        event.app.exit(exception=Cancelled())

    @keys.add("c-z")
    def _(event: "KeyPressEvent") -> None:
        event.app.suspend_to_background()

    session: PromptSession[str] = PromptSession(key_bindings=keys)
    return session.prompt(label, default=start)
