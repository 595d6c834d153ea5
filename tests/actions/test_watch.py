"""A save is noticed however the editor saves, and once."""

import os
import threading
import time

from drill.actions.grading.watch import saves


def test_every_save_is_noticed_once(tmp_path):
    path = tmp_path / "my.py"
    path.write_text("1")
    seen = []
    enough = threading.Event()

    def watch():
        for _ in saves(path):
            seen.append(path.read_text())
            if len(seen) == 4:
                enough.set()
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    time.sleep(0.3)
    path.write_text("22")  # in place
    time.sleep(0.3)
    other = tmp_path / "other"
    other.write_text("333")
    os.replace(other, path)  # by a new file
    time.sleep(0.3)
    path.unlink()  # gone for a moment
    time.sleep(0.3)
    path.write_text("4444")

    assert enough.wait(5)
    assert seen == ["1", "22", "333", "4444"]


def test_a_file_that_is_not_there_yet_is_waited_for(tmp_path):
    path = tmp_path / "later.py"
    threading.Timer(0.3, path.write_text, ["x"]).start()

    assert next(saves(path)) is None
    assert path.read_text() == "x"
