"""No answer that was said to be stored is lost when drill is killed; bench/crash.py does more."""

from crash import kill_log, kill_quiz

from drill.store.log import Log


def test_a_killed_writer_loses_nothing():
    found = kill_log(20)

    assert found.ok, found
    assert found.kills == 20
    assert found.named >= 10


def test_a_killed_quiz_loses_nothing():
    found = kill_quiz(6)

    assert found.ok, found
    assert found.kills == 6
    assert found.named > 0


def test_a_store_that_stores_late_is_found_out(monkeypatch):
    waiting, store = [], Log.add_review

    def late(log, review):
        waiting.append(review)
        if len(waiting) == 3:
            for one in waiting:
                store(log, one)
            waiting.clear()

    monkeypatch.setattr(Log, "add_review", late)

    assert kill_log(10).lost > 0
