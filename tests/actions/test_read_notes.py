"""Files of notes: whatever a path is, notes come back or a message that says what it is."""

import os

import pytest

from drill.actions.imports.read import MOST_MB, read_notes
from drill.errors import BankError
from drill.report.imports import notes_json


def message(path):
    with pytest.raises(BankError) as caught:
        read_notes([path])
    return caught.value.message, caught.value.hint


def test_what_cannot_be_read_says_why(tmp_path):
    huge = tmp_path / "huge.md"
    huge.touch()
    os.truncate(huge, (MOST_MB + 1) << 20)
    os.mkfifo(tmp_path / "pipe")
    long = tmp_path / ("x" * 300)

    assert message(tmp_path) == (
        "found a folder where notes were wanted",
        f"give its files, for example `drill import {tmp_path}/*.md`",
    )
    assert message(tmp_path / "none.md") == ("there is no such file", None)
    assert message(tmp_path / "pipe") == ("found something that is not a regular file", None)
    assert message(huge) == (
        f"the file has {MOST_MB + 1} MB; notes have at most {MOST_MB} MB",
        None,
    )
    assert message(long) == ("the file cannot be read: file name too long", None)
    assert message(tmp_path / "a\0b") == ("the name of the file holds a NUL character", None)


def test_files_are_read_in_turn_with_topics_and_progress(tmp_path):
    first, second = tmp_path / "a.md", tmp_path / "b.txt"
    first.write_text(
        "## 1. What is IoU?\nIntersection over union.\n## 2. NMS?\nNon-maximum suppression.\n"
    )
    second.write_bytes(
        "1、什么是 softmax？\r\n归一化的指数。\r\n2、为什么减去最大值？\r\n防止上溢。".encode(
            "gb18030"
        )
    )
    seen = []
    one, two = read_notes([first, second], lambda *at: seen.append(at))

    assert seen == [(0, 2), (1, 2)]
    assert [question.topics for question in one.questions] == [("boxes",), ("post-processing",)]
    assert (two.encoding, two.layout, two.name) == ("gb18030", "text 1、", str(second))
    assert notes_json([one, two]).startswith('[{"format": 1, "file": ')


def test_no_control_character_of_the_notes_is_printed(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(
        "1. What\x1b[31m is A\u202e?\nred\x07 text\n2. B\ud800?\nso\n".encode(
            "utf-8", "surrogatepass"
        )
    )
    text = notes_json(read_notes([path]))

    assert text.isprintable()
    assert "\\u001b[31m" in text
