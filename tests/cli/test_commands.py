"""The real command in a real process, on the small bank of tests/world."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time

import pytest
from conftest import ROOT

RIGHT = "import numpy as np\n\ndef order(values, reverse=False):\n    return np.argsort(values if reverse else -values)\n"
WRONG = "import numpy as np\n\ndef order(values, reverse=False):\n    return np.argsort(values)\n"


@pytest.fixture
def drill(tmp_path):
    def run(*arguments, environment=None, **options):
        known = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "DRILL_HOME": str(tmp_path / "home"),
            "DRILL_BANK": str(ROOT / "tests" / "world"),
            "LANG": "C.UTF-8",
        }
        return subprocess.run(
            [sys.executable, "-m", "drill", *map(str, arguments)],
            capture_output=True, text=True, encoding="utf-8", timeout=60, cwd=tmp_path, stdin=subprocess.DEVNULL,
            env=known | (environment or {}), **options,
        )  # fmt: skip

    return run


@pytest.fixture
def right(tmp_path):
    path = tmp_path / "right.py"
    path.write_text(RIGHT)
    return path


@pytest.fixture
def wrong(tmp_path):
    path = tmp_path / "wrong.py"
    path.write_text(WRONG)
    return path


def test_a_right_answer_exits_0_and_is_stored(drill, right):
    done = drill("code", "order", right, "--no-speed")

    assert (done.returncode, done.stderr) == (0, "")
    assert "100" in done.stdout
    assert json.loads(drill("list", "--json").stdout)[0]["status"] == "accepted"


def test_a_wrong_answer_exits_1_and_names_the_mistake(drill, wrong):
    done = drill("code", "order", wrong)

    assert (done.returncode, done.stderr) == (1, "")
    assert "argsort` is ascending" in " ".join(done.stdout.split())


def test_the_report_speaks_chinese_by_option_variable_and_locale(drill, wrong):
    by_option = drill("code", "order", wrong, "--lang", "zh").stdout
    by_variable = drill("code", "order", wrong, environment={"DRILL_LANG": "zh"}).stdout
    by_locale = drill("code", "order", wrong, environment={"LANG": "zh_CN.UTF-8"}).stdout

    assert "要先取负" in by_option
    assert by_variable == by_locale == by_option


def test_json_has_format_1_and_its_fixed_keys(drill, wrong):
    report = json.loads(drill("code", "order", wrong, "--json").stdout)

    assert list(report) == [
        "format", "problem", "file", "verdict", "score", "cases", "counterexample", "diagnosis", "error", "notes",
        "speed", "sandbox", "seed", "elapsed_s", "printed",
    ]  # fmt: skip
    assert report["format"] == 1
    assert report["verdict"] == "wrong-answer"
    assert list(report["cases"][0]) == ["name", "title", "draws", "passed", "shown", "outcome"]
    assert list(report["counterexample"]) == [
        "case",
        "seed",
        "inputs",
        "expected",
        "actual",
        "message",
        "snippet",
    ]
    assert report["counterexample"]["case"] == "two"
    assert report["diagnosis"]["kind"] == "mistake"
    assert report["diagnosis"]["name"] == "upwards"
    assert report["diagnosis"]["agreement"] == 1.0


def test_json_times_a_right_answer(drill, right):
    tries = (json.loads(drill("code", "order", right, "--json").stdout)["speed"] for _ in range(4))
    speed = next(one for one in tries if one["ratio"] is not None)  # nothing is said in great noise

    assert list(speed) == ["n", "ratio", "slope", "reference_slope", "peak_mb"]
    assert 0.2 < speed["ratio"] < 5


def test_several_files_are_graded_in_one_call(drill, right, wrong):
    done = drill("code", "order", right, wrong, "gone.py", "--json", "--no-speed")

    assert [json.loads(line)["score"] for line in done.stdout.splitlines()][0] == 100
    assert len(done.stdout.splitlines()) == 2
    assert (
        done.stderr
        == "drill: there is no such file\n  at   gone.py\n  hint `drill start PROBLEM` writes one to begin with\n"
    )
    assert done.returncode == 3


def test_a_report_can_be_replayed(drill, wrong):
    found = json.loads(drill("code", "order", wrong, "--json").stdout)["counterexample"]
    again = json.loads(
        drill(
            "code", "order", wrong, "--json", "--replay", f"{found['case']}:{found['seed']}"
        ).stdout
    )

    assert again["counterexample"] == found
    assert [one["name"] for one in again["cases"]] == [found["case"]]


def test_all_shows_every_failing_input(drill, wrong):
    one, every = (drill("code", "order", wrong, *options).stdout for options in ((), ("--all",)))

    assert every.count("--replay") > one.count("--replay")


def test_the_same_file_gets_the_same_report(drill, wrong):
    first, second = (json.loads(drill("code", "order", wrong, "--json").stdout) for _ in range(2))

    assert first | {"elapsed_s": 0} == second | {"elapsed_s": 0}


def test_another_name_for_the_function(drill, tmp_path):
    (tmp_path / "mine.py").write_text(RIGHT.replace("order", "my_order"))

    assert "did you mean `my_order`?" in drill("code", "order", "mine.py").stdout
    assert drill("code", "order", "mine.py", "--no-speed", "--function", "my_order").returncode == 0


def test_without_the_sandbox_a_file_can_be_written(drill, tmp_path):
    (tmp_path / "mine.py").write_text(
        RIGHT.replace("    return", f"    open({str(tmp_path / 'out')!r}, 'w').close()\n    return")
    )

    assert drill("code", "order", "mine.py", "--no-speed").returncode == 1
    assert not (tmp_path / "out").exists()
    assert drill("code", "order", "mine.py", "--no-speed", "--no-sandbox").returncode == 0
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("code", "ordr", "right.py"), 2, "drill: no problem is named 'ordr'\n  hint did you mean order?\n"),
        (("code", "zebra", "right.py"), 2, "drill: no problem is named 'zebra'\n  hint see `drill list`\n"),
        (("code", "order", "."), 3, "drill: found a folder where a Python file was wanted\n  at   .\n  hint give a file, for example 'huge.py'\n"),
        (("code", "order", "/dev/zero"), 3, "drill: found something that is not a regular file\n  at   /dev/zero\n"),
        (("code", "order", "fifo"), 3, "drill: found something that is not a regular file\n  at   fifo\n"),
        (("code", "order", "loop"), 3, "drill: the file cannot be read: too many levels of symbolic links\n  at   loop\n"),
        (("code", "order", "huge.py"), 3, "drill: the file has 1.5 MB; an answer has at most 1 MB\n  at   huge.py\n"),
        (("code", "order", "a\x1b[31m\nb.py"), 3, "drill: there is no such file\n  at   a\\x1b[31m\\nb.py\n  hint `drill start PROBLEM` writes one to begin with\n"),
        (("code", "order", "right.py", "--replay", "two"), 2, "drill: found 'two' where CASE:SEED was wanted\n  hint copy it from a report\n"),
        (("code", "order", "right.py", "--replay", "zwei:1"), 2, "drill: order has no case 'zwei'\n  hint its cases: three, two, many, backwards\n"),
        (("code", "order", "right.py", "right.py", "--watch"), 2, "drill: found 2 files where --watch takes one\n"),
        (("code", "order", "right.py", "--lang", "fr"), 2, "drill: the language 'fr' is not one of en, zh\n  hint `--lang zh`\n"),
        (("list", "--topic", "cooking"), 2, "drill: nothing has the topic 'cooking'\n  hint topics: arrays\n"),
        (("list", "--status", "done"), 2, "drill: the status 'done' is not one of new, tried, accepted, due, learned, suspended\n"),
        (("solution", "order"), 2, "drill: order is not solved yet\n  hint `drill solution order --give-up` shows it all the same\n"),
        (("start", "order", "right.py"), 3, "drill: there is a file already, and a starter never overwrites one\n  at   right.py\n  hint give another name: `drill start order right2.py`\n"),
        (("check", "nowhere"), 3, "drill: this is not a bank: it has no folder `questions`\n  at   nowhere\n  hint give a folder that holds questions/ and solutions/\n"),
        (("--bank", "nowhere", "list"), 3, "drill: 'nowhere' is not a bank: it has no folder `questions`\n  hint give a folder that holds questions/ and solutions/\n"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, tuple) else None,
)  # fmt: skip
def test_what_is_wrong_is_said_with_what_to_do(drill, right, tmp_path, arguments, code, message):
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "huge.py").write_bytes(b"#" * (3 << 19))

    done = drill(*arguments)

    assert (done.returncode, done.stderr, done.stdout) == (code, message, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("code", "ordr", "right.py"), "drill: 没有名为 'ordr' 的题目\n  提示 是不是 order？\n"),
        (("code", "order", "gone.py"), "drill: 没有这个文件\n  位置 gone.py\n  提示 可以用 `drill start 题目` 生成一个起始文件\n"),
        (("code", "order", "right.py", "--replay", "zwei:1"), "drill: order 没有名为 'zwei' 的用例\n  提示 它的用例：three, two, many, backwards\n"),
        (("solution", "order"), "drill: order 还没有通过\n  提示 `drill solution order --give-up` 可以直接查看\n"),
        (("start", "order", "right.py"), "drill: 文件已存在，起始文件不会覆盖它\n  位置 right.py\n  提示 换个名字：`drill start order right2.py`\n"),
        (("list", "--topic", "cooking"), "drill: 题库里没有主题 'cooking'\n  提示 现有主题：arrays\n"),
        (("list", "--status", "done"), "drill: 状态 'done' 不在可选值之中：new, tried, accepted, due, learned, suspended\n"),
        (("code", "order", "."), "drill: 这是一个文件夹，需要的是 Python 文件\n  位置 .\n  提示 请给出一个文件，例如 'right.py'\n"),
        (("code", "order", "/dev/zero"), "drill: 这不是普通文件\n  位置 /dev/zero\n"),
        (("code", "order", "right.py", "right.py", "--watch"), "drill: 给了 2 个文件，--watch 只能用于一个\n"),
        (("check", "nowhere"), "drill: 这不是题库：没有 `questions` 文件夹\n  位置 nowhere\n  提示 请给出包含 questions/ 和 solutions/ 的文件夹\n"),
    ],
)  # fmt: skip
def test_errors_speak_chinese_too(drill, right, arguments, message):
    by_locale = drill(*arguments, environment={"LANG": "zh_CN.UTF-8"})
    by_option = drill("--lang", "zh", *arguments)
    by_one_word = drill("--lang=zh", *arguments)
    by_variable = drill(*arguments, environment={"DRILL_LANG": "zh"})

    assert by_locale.stderr == by_option.stderr == message
    assert by_one_word.stderr == by_variable.stderr == message


def test_an_unknown_language_is_refused_in_the_one_that_was_set(drill):
    message = "drill: 不支持语言 'fr'，可选 en、zh\n  提示 `--lang zh`\n"

    assert drill("list", "--lang", "fr", environment={"DRILL_LANG": "zh"}).stderr == message
    assert drill("list", "--lang", "fr", environment={"LANG": "zh_CN.UTF-8"}).stderr == message


def test_a_damaged_log_is_told_in_chinese(drill, right, tmp_path):
    (tmp_path / "home").mkdir()
    path = tmp_path / "home" / "drill.db"
    path.write_bytes(b"garbage " * 1000)

    done = drill("code", "order", right, "--no-speed", "--lang", "zh")

    assert done.stderr == (
        "drill: 作答记录已损坏：file is not a database\n"
        f"  位置 {path}\n  提示 `drill doctor --repair` 会把它另存一边，用还能读出的内容重建一份\n"
    )


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        ("out = np.argsort(-values)\n    values[:] = 0\n    return out", ["your function changes its inputs"]),
        ("return values[::-1]", ["your function returns a view of an input: who changes one changes the other"]),
        ("return values", []),
    ],
)  # fmt: skip
def test_what_is_worth_knowing_is_a_note(drill, tmp_path, body, notes):
    (tmp_path / "mine.py").write_text(
        f"import numpy as np\n\ndef order(values, reverse=False):\n    {body}\n"
    )

    assert json.loads(drill("code", "order", "mine.py", "--json").stdout)["notes"] == notes


@pytest.mark.parametrize(
    ("source", "type_", "message"),
    [
        (b"", "EmptyFile", "the file is empty"),
        (b" \n\n", "EmptyFile", "the file is empty"),
        (b"\x7fELF\0\0", "NotText", "the file holds NUL bytes: is it a binary file?"),
        (
            "def order(x):\n    # caf\xe9\n".encode("latin-1"),
            "NotUTF8",
            "the file is not UTF-8 (byte 0xe9 in line 2)",
        ),
    ],
)
def test_bytes_that_are_no_python_do_not_load(drill, tmp_path, source, type_, message):
    (tmp_path / "mine.py").write_bytes(source)

    done = drill("code", "order", "mine.py", "--json")
    report = json.loads(done.stdout)

    assert (done.returncode, report["verdict"], report["score"]) == (1, "does-not-load", 0)
    assert (report["error"]["type"], report["error"]["message"]) == (type_, message)


def test_a_file_with_a_byte_order_mark_loads(drill, tmp_path):
    (tmp_path / "mine.py").write_bytes(b"\xef\xbb\xbf" + RIGHT.encode())

    assert drill("code", "order", "mine.py", "--no-speed").returncode == 0


def test_the_starter_loads_and_scores_0(drill, tmp_path):
    assert drill("start", "best-first").returncode == 0
    text = (tmp_path / "order.py").read_text("utf-8")
    report = json.loads(drill("code", "order", "order.py", "--json").stdout)

    assert "def order(values: np.ndarray, reverse: bool = False) -> np.ndarray:" in text
    assert "Indices into `values`." in text
    assert (report["verdict"], report["score"], report["error"]["type"]) == (
        "runtime-error",
        0,
        "NotImplementedError",
    )


def test_one_more_hint_each_time_and_then_no_more(drill):
    first, second, third = (drill("hint", "order").stdout for _ in range(3))

    assert "sorts upwards" in first
    assert "negated" not in first
    assert "negated" in second
    assert "negated" in third


def test_the_solution_comes_after_a_pass_or_after_giving_up(drill, right):
    assert drill("solution", "order").returncode == 2
    assert (
        "np.argsort(values if reverse else -values"
        in drill("solution", "order", "--give-up").stdout
    )
    drill("code", "order", right, "--no-speed")
    assert drill("solution", "order").returncode == 0


def test_show_has_the_contract_and_examples_with_computed_answers(drill):
    text = drill("show", "order").stdout

    assert "Return the indices" in text
    assert "Three values." in text
    assert "[1, 0, 2]" in text
    assert "np.argsort" not in text.split("Sources")[0]


def test_drill_alone_says_what_to_do_next(drill):
    done = drill()

    assert done.returncode == 0
    assert "drill start order" in done.stdout


def test_check_reports_findings_and_exits_1(drill, tmp_path):
    (tmp_path / "bank" / "questions" / "code").mkdir(parents=True)
    (tmp_path / "bank" / "questions" / "code" / "new.yaml").write_text("title: no\n")

    done = drill("check", "bank")

    assert done.returncode == 1
    assert "bank/questions/code/new.yaml:1:8" in done.stdout
    assert "bank/solutions/new.py:1:1" in done.stdout


def test_doctor_finds_nothing_possible_that_must_not_be(drill):
    done = drill("doctor", "--json")

    assert [one["name"] for one in json.loads(done.stdout) if one["ok"] is False] == []
    assert done.returncode == 0


def test_a_damaged_log_costs_nobody_the_report(drill, right, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "drill.db").write_bytes(b"garbage " * 1000)

    done = drill("code", "order", right, "--no-speed")

    assert "100" in done.stdout
    assert done.stderr.startswith("drill: the log is damaged: file is not a database\n")
    assert done.returncode == 4


def test_a_broken_reference_is_our_fault_and_no_score(drill, right, tmp_path):
    world = tmp_path / "bank"
    subprocess.run(["cp", "-r", str(ROOT / "tests" / "world"), str(world)], check=True)
    path = world / "solutions" / "order.py"
    path.write_text(
        path.read_text("utf-8").replace(
            "return np.argsort(values if", "return np.argsrt(values if"
        ),
        "utf-8",
    )

    done = drill("code", "order", right, "--json", environment={"DRILL_BANK": str(world)})

    assert done.returncode == 4
    report = json.loads(done.stdout)
    assert (report["verdict"], report["score"]) == ("could-not-grade", None)
    assert "the reference of order fails" in done.stderr
    spoken = drill(
        "code", "order", right, "--json", "--lang", "zh", environment={"DRILL_BANK": str(world)}
    )
    message = json.loads(spoken.stdout)["error"]["message"]
    assert message.startswith("order 的参考实现在 three:")
    assert spoken.stderr == f"drill: {message}\n"


def test_ascii_terminals_get_escapes_instead_of_a_crash(drill, wrong):
    done = drill(
        "code",
        "order",
        wrong,
        "--lang",
        "zh",
        environment={
            "LANG": "C",
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONIOENCODING": "ascii",
        },
    )

    assert done.returncode == 1
    assert done.stderr == ""


def test_a_closed_pipe_is_no_error(drill, tmp_path):
    command = f"{sys.executable} -m drill list | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"DRILL_HOME": str(tmp_path)},
        timeout=60,
    )

    assert done.stderr == ""


def test_output_in_a_pipe_has_no_escapes_and_a_terminal_has_colour_unless_told(
    tmp_path, wrong, drill
):
    assert "\x1b" not in drill("code", "order", wrong).stdout
    assert "\x1b[" in _in_a_terminal(tmp_path, ["code", "order", str(wrong)], {})
    assert "\x1b[3" not in _in_a_terminal(
        tmp_path, ["code", "order", str(wrong)], {"NO_COLOR": "1"}
    )


def test_watch_grades_again_when_the_file_is_saved(tmp_path, wrong):
    def save(seen):
        if (
            "100" not in seen
            and "order.py" not in seen
            and "wrong.py" in seen
            and wrong.read_text() == WRONG
        ):
            wrong.write_text(RIGHT)
        return "100" in seen

    text = _in_a_terminal(
        tmp_path, ["code", "order", str(wrong), "--watch"], {"NO_COLOR": "1"}, until=save
    )

    assert "100" in text


def test_an_attempt_is_stored_before_its_speed_is_measured(tmp_path, right, drill):
    """Whoever has seen the verdict and presses Ctrl-C has still made the attempt."""
    text = _in_a_terminal(
        tmp_path,
        ["code", "order", str(right)],
        {},
        until=lambda seen: "100 / 100" in seen,
        ends=(130,),
    )

    assert "Speed" not in text
    assert json.loads(drill("list", "--json").stdout)[0]["attempts"] == 1


def test_what_the_sandbox_refuses_while_loading_says_why(drill, tmp_path):
    (tmp_path / "mine.py").write_text(f"open({str(tmp_path / 'out')!r}, 'w')\n" + RIGHT)

    text = drill("code", "order", "mine.py").stdout

    assert "PermissionError" in text
    assert "without network, files or other processes" in " ".join(text.split())


def _in_a_terminal(tmp_path, arguments, environment, until=None, ends=(0, 1)):
    """Run in a pseudo-terminal; with `until`, interrupt once it says so."""
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(tmp_path)
        os.environ.pop("NO_COLOR", None)
        os.environ.update(
            {
                "DRILL_HOME": str(tmp_path / "home"),
                "DRILL_BANK": str(ROOT / "tests" / "world"),
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "COLUMNS": "80",
                **environment,
            }
        )
        os.execv(sys.executable, [sys.executable, "-m", "drill", *arguments])
    seen, end = b"", time.monotonic() + 30
    while time.monotonic() < end:
        if select.select([fd], [], [], 0.1)[0]:
            try:
                chunk = os.read(fd, 65536)
            except OSError:
                break
            if not chunk:
                break
            seen += chunk
        if until and until(seen.decode("utf-8", "replace")):
            os.kill(pid, signal.SIGINT)
            until = None
    os.close(fd)
    status = os.waitpid(pid, 0)[1]
    assert os.waitstatus_to_exitcode(status) in ends
    return seen.decode("utf-8", "replace")
