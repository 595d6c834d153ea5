"""Every attack, through the real command, as root and as an ordinary user."""

import ctypes
import json
import os
import shutil
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest
from attacks import ATTACKS, RIGHT, Attack
from conftest import ROOT

pytestmark = [
    pytest.mark.hostile,
    pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's"),
]
NOBODY = 65534
USERS = ["root", "nobody"] if os.geteuid() == 0 else ["self"]
SECRET = "s3cr3t-" + "canary"


@pytest.fixture(scope="module", autouse=True)
def _adopt_orphans():
    """Whatever a grade leaves behind becomes our child, so that it can be seen."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
    yield
    ctypes.CDLL(None).prctl(36, 0, 0, 0, 0)


@pytest.fixture(scope="module", params=USERS)
def place(request, tmp_path_factory):
    """A home with canaries, a bank, and a folder for submissions, all of one user."""
    user = request.param
    base = Path(f"/var/tmp/drill-hostile-{os.getpid()}-{user}")
    shutil.rmtree(base, ignore_errors=True)
    for folder in ("home/.ssh", "drill", "answers", "tmp"):
        (base / folder).mkdir(parents=True)
    (base / "home" / "canary").write_text("untouched")
    os.utime(base / "home" / "canary", (1_000_000, 1_000_000))
    (base / "home" / ".ssh" / "id_ed25519").write_text("a key")
    shutil.copytree(ROOT / "tests" / "world", base / "bank")
    shutil.copytree(
        ROOT / "drill", base / "lib" / "drill", ignore=shutil.ignore_patterns("__pycache__")
    )
    if user == "nobody":
        for path in [base, *base.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)
    yield base, user
    shutil.rmtree(base)


@cache
def interpreter(user: str) -> str:
    """Find a Python of this version that the user may run: ours may lie in root's own home."""
    here = f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (sys.executable, here):
        try:
            subprocess.run(
                [candidate, "-c", "import numpy, typer"],
                check=True,
                env=paths(Path("/")),
                capture_output=True,
                **as_user(user),
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        return candidate
    pytest.skip(f"no Python here that {user} may run")


def paths(base: Path) -> dict[str, str]:
    import numpy

    return {"PYTHONPATH": f"{base / 'lib'}:{Path(numpy.__file__).parent.parent}"}


def as_user(user: str) -> dict:
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if user == "nobody" else {}


def run(attack: Attack, base: Path, user: str) -> tuple[dict, str]:
    source = attack.source.replace("@BANK@", str(base / "bank")).replace(
        "@HOME@", str(base / "home")
    )
    path = base / "answers" / "attack.py"
    path.write_text(source.replace("@DRILL_HOME@", str(base / "drill")), "utf-8")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(base / "home"),
        "DRILL_HOME": str(base / "drill"),
        "DRILL_BANK": str(base / "bank"),
        "TMPDIR": str(base / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "LANG": "C.UTF-8",
        **paths(base),
    }
    command = [
        interpreter(user),
        "-P",
        "-m",
        "drill",
        "code",
        "order",
        str(path),
        "--json",
        "--no-speed",
        *attack.options,
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=110,
        env=environment,
        cwd=base,
        stdin=subprocess.DEVNULL,
        **as_user(user),
    )
    assert done.stdout, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout), done.stdout


def children() -> list[str]:
    me = os.getpid()
    return Path(f"/proc/{me}/task/{me}/children").read_text().split()


@pytest.mark.parametrize("attack", ATTACKS, ids=[f"{one.number} {one.name}" for one in ATTACKS])
def test_attack(attack, place):
    base, user = place
    before = set(children())

    report, text = run(attack, base, user)

    assert report["verdict"] in attack.verdict.split(), (
        report["verdict"],
        report["error"],
        report["counterexample"],
    )
    assert attack.says in json.dumps(report, ensure_ascii=False), (
        report["error"],
        report["counterexample"],
        report["notes"],
    )
    assert "FOUND" not in text
    assert (report["score"] == 100) == (report["verdict"] == "accepted")
    assert SECRET not in text
    canary = base / "home" / "canary"
    assert canary.read_text() == "untouched"
    assert canary.stat().st_mtime == 1_000_000
    assert canary.stat().st_mode & 0o777 == 0o644
    assert not Path("/tmp/drill-attack").exists()
    assert not Path("/dev/shm/drill-attack").exists()
    assert sorted(path.name for path in (base / "answers").iterdir()) == ["attack.py"]
    assert list((base / "tmp").iterdir()) == []
    for _ in range(20):
        left = set(children()) - before
        if not left:
            break
        time.sleep(0.05)
    assert not left


def test_the_attacks_are_many():
    assert len({one.number for one in ATTACKS}) >= 45
    assert len(ATTACKS) >= 100


def test_59_a_submission_leaves_nothing_for_the_next_one(tmp_path):
    poison = "import sys, numpy as np\nnp.argsort = None\nsys.modules['solution2'] = 1\nglobal_state = 1\n"
    (tmp_path / "first.py").write_text(
        poison + "def order(values, reverse=False):\n    return [0]\n"
    )
    (tmp_path / "second.py").write_text(RIGHT)
    environment = os.environ | {
        "DRILL_HOME": str(tmp_path / "home"),
        "DRILL_BANK": str(ROOT / "tests" / "world"),
    }
    command = [
        sys.executable,
        "-m",
        "drill",
        "code",
        "order",
        "first.py",
        "second.py",
        "first.py",
        "second.py",
        "--json",
        "--no-speed",
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=60
    )

    assert [json.loads(line)["verdict"] for line in done.stdout.splitlines()] == [
        "wrong-answer",
        "accepted",
    ] * 2


def test_4_many_cases_just_under_the_limit_end_with_the_whole(tmp_path):
    """Each answer comes in time, all of them together do not: 60 s is the end."""
    slow = "import time\n\ndef nms(boxes, scores, iou_threshold):\n    time.sleep(1.9)\n    return []\n"
    (tmp_path / "slow.py").write_text(slow)
    start = time.monotonic()
    environment = os.environ | {"DRILL_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "drill", "code", "nms", "slow.py", "--json"]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=100
    )
    report = json.loads(done.stdout)

    assert 55 < time.monotonic() - start < 75
    assert report["score"] < 50
    assert report["verdict"] in ("wrong-answer", "time-limit")
    assert report["error"]["message"] == "no answer within 60 s"
