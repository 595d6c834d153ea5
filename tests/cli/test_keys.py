"""Single keys on a real pseudo-terminal."""

import sys

import pexpect
import pytest

SCRIPT = """
import signal
from drill.cli.keys import Keyboard
with Keyboard() as keyboard:
    print("ready", flush=True)
    while (key := keyboard.key()) not in ("q", "gone"):
        if key == "l":
            signal.set_wakeup_fd(-1)
        print(f"<{key}>", flush=True)
print("bye", flush=True)
"""


@pytest.fixture
def child():
    terminal = pexpect.spawn(sys.executable, ["-c", SCRIPT], encoding="utf-8", timeout=10)
    terminal.expect_exact("ready")
    yield terminal
    terminal.close(force=True)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("1", "1"),
        ("１", "1"),  # a Chinese input method, full width
        ("\u3000", " "),
        ("？", "?"),
        (" ", " "),
        ("\r", "enter"),
        ("\x7f", "backspace"),
        ("\x03", "interrupt"),
        ("中", "中"),
        ("\x1b[A", "up"),
        ("\x1b[5~", "page-up"),
        ("\x1b[1;5Cx", "x"),  # an unknown sequence is passed over whole
        ("\x1b", "escape"),
    ],
)
def test_a_key_is_read_the_same_with_an_input_method_on(child, typed, key):
    child.send(typed)

    child.expect_exact(f"<{key}>")


def test_the_bytes_of_a_character_may_come_apart(child):
    for byte in "中".encode():
        child.ptyproc.write(bytes([byte]))

    child.expect_exact("<中>")


def test_a_new_size_wakes_the_reader(child):
    child.setwinsize(10, 40)

    child.expect_exact("<resized>")


def test_bytes_that_are_no_text_are_passed_over(child):
    child.ptyproc.write(b"\xff\xfe\xfd\xfcx")

    child.expect_exact("<x>")


def test_the_terminal_is_as_it_was_afterwards(child):
    child.send("q")

    child.expect_exact("\x1b[?1049l")
    child.expect_exact("bye")


def test_a_new_size_wakes_the_reader_after_an_event_loop_has_run(child):
    child.send("l")  # the script leaves things as an event loop does
    child.expect_exact("<l>")
    child.setwinsize(10, 40)

    child.expect_exact("<resized>")


def test_a_signal_that_ends_the_program_gives_the_terminal_back(child):
    child.kill(15)

    child.expect_exact("\x1b[?1049l")
    child.expect(pexpect.EOF)
