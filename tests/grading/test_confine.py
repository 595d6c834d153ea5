"""The tables and filters behind the sandbox; what they stop is tested in test_sandbox."""

import json
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from drill.grading.confine import Rules
from drill.grading.seccomp import program as seccomp_program
from drill.grading.syscalls import KNOWN, REFUSED, UNKNOWN_FROM, column

TABLE = {**REFUSED, **KNOWN}
HEADERS = {
    0: Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    1: Path("/usr/include/asm-generic/unistd.h"),
}
ALLOW, NO_PERMISSION, NO_SUCH_CALL, KILL = 0x7FFF0000, 0x50001, 0x50026, 0x80000000
ARCH = (0xC000003E, 0xC00000B7)


@pytest.mark.parametrize("architecture", [0, 1])
def test_no_number_is_given_twice(architecture):
    numbers = [pair[architecture] for pair in TABLE.values() if pair[architecture] is not None]

    assert len(set(numbers)) == len(numbers)
    assert all(0 <= number < UNKNOWN_FROM for number in numbers)


@pytest.mark.parametrize("architecture", [0, 1])
def test_numbers_are_those_of_the_kernel_headers(architecture):
    if not HEADERS[architecture].exists():
        pytest.skip("the kernel's headers are not installed")
    text = HEADERS[architecture].read_text()
    known = {
        name: int(number)
        for name, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)\b", text)
    }

    wrong = {
        name: (pair[architecture], known[name])
        for name, pair in TABLE.items()
        if name in known and pair[architecture] != known[name]
    }
    missing = [name for name, pair in TABLE.items() if pair[architecture] and name not in known]

    assert wrong == {}
    assert set(missing) <= {"fchmodat2", "memfd_secret"}  # newer than some headers


def test_an_unknown_machine_is_named():
    with pytest.raises(OSError, match="^no system-call table for riscv64$"):
        column("riscv64")


def verdict(program: list[bytes], call: int, *arguments: int, arch: int) -> int:
    """Interpret the filter the way the kernel does."""
    data = struct.pack("<IIQ6Q", call, arch, 0, *(*arguments, *[0] * 6)[:6])
    at, accumulator = 0, 0
    while True:
        code, if_true, if_false, k = struct.unpack("HBBI", program[at])
        at += 1
        if code == 0x06:
            return k
        if code == 0x20:
            accumulator = struct.unpack_from("<I", data, k)[0]
        elif code == 0x54:
            accumulator &= k
        else:
            holds = {0x15: accumulator == k, 0x35: accumulator >= k, 0x45: bool(accumulator & k)}
            at += if_true if holds[code] else if_false


@pytest.mark.parametrize("architecture", [0, 1])
class TestFilter:
    def ask(self, architecture, name, *arguments):
        call = name if isinstance(name, int) else TABLE[name][architecture]
        program = seccomp_program(architecture, 4711)
        return verdict(program, call, *arguments, arch=ARCH[architecture])

    def test_every_refused_call_is_refused(self, architecture):
        for name, pair in REFUSED.items():
            if pair[architecture] is not None:
                assert self.ask(architecture, name) == NO_PERMISSION, name

    def test_ordinary_calls_pass(self, architecture):
        named = {pair[architecture] for pair in TABLE.values()}

        for call in set(range(UNKNOWN_FROM)) - named:
            assert self.ask(architecture, call) == ALLOW

    @pytest.mark.parametrize("call", [UNKNOWN_FROM, 0x40000000, 0x40000000 + 59, 0xFFFFFFFF])
    def test_unknown_calls_are_not_there(self, architecture, call):
        assert self.ask(architecture, call) == NO_SUCH_CALL

    def test_another_architecture_is_killed(self, architecture):
        program = seccomp_program(architecture, 1)

        assert verdict(program, 0, arch=ARCH[1 - architecture]) == KILL

    @pytest.mark.parametrize(
        ("name", "arguments", "expected"),
        [
            ("clone", (0x10000 | 0x100,), ALLOW),
            ("clone", (17,), NO_PERMISSION),
            ("clone3", (0,), NO_SUCH_CALL),
            ("tgkill", (4711, 4711, 6), ALLOW),
            ("tgkill", (1, 1, 9), NO_PERMISSION),
            ("prlimit64", (0, 7), ALLOW),
            ("prlimit64", (4711, 7), NO_PERMISSION),
            ("socketpair", (1, 1 | 0x80000), ALLOW),
            ("socketpair", (1, 2), NO_PERMISSION),
            ("socketpair", (1, 5 | 0x80000), NO_PERMISSION),
            ("fcntl", (3, 1030), ALLOW),
            ("fcntl", (3, 8), NO_PERMISSION),
            ("fcntl", (3, 15), NO_PERMISSION),
            ("ioctl", (3, 0x5401), ALLOW),
            ("ioctl", (3, 0x8901), NO_PERMISSION),
            ("ioctl", (3, 0x8902), NO_PERMISSION),
            ("prctl", (15,), ALLOW),
            ("prctl", (1, 0), NO_PERMISSION),
            ("prctl", (4, 1), NO_PERMISSION),
            ("capset", (), ALLOW),
        ],
    )
    def test_arguments_decide(self, architecture, name, arguments, expected):
        assert self.ask(architecture, name, *arguments) == expected


SCRIPT = """
import json, os, sys
from drill.grading.confine import Rules, confine
layers = confine(Rules(**json.loads(sys.argv[1])))
try:
    os.listdir("/")
    listed = True
except PermissionError:
    listed = False
print(json.dumps([layers, listed]))
"""


def confined(**rules):
    given = {"read": [], "listdir": [], "write": [], "memory": 1 << 30, "cpu_s": 5.0, **rules}
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(given)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    return json.loads(run.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's")
def test_every_layer_reports():
    layers, listed = confined()

    on = {name: state for name, state in layers.items() if name != "landlock"}
    assert on == dict.fromkeys(
        ["parent-death", "capabilities", "limits", "undumpable", "seccomp"], "on"
    )
    assert layers["landlock"].startswith(("abi ", "off: "))
    assert not listed or layers["landlock"].startswith("off")


@pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's")
def test_layers_can_be_asked_off():
    layers, listed = confined(enabled=False)

    assert listed
    assert layers.pop("parent-death") == "on"
    assert set(layers.values()) == {"off: asked for"}


def test_a_missing_path_is_no_error():
    layers, _ = confined(read=["/no/such/path", "/"])

    assert not layers["limits"].startswith("off")


def test_rules_are_frozen():
    with pytest.raises(AttributeError):
        Rules(read=(), listdir=(), write=(), memory=1, cpu_s=1.0).memory = 2
