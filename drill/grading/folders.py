"""Which paths a submission may read, and the private folder it may write to."""

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

import drill

# Nothing outside drill's own folder is ever removed: the name says whose it is.
PREFIX = "drill-run-"
TEMPORARY = ("/tmp", "/var/tmp", "/usr/tmp")  # noqa: S108  after TMPDIR, TEMP and TMP
KEYS = (".ssh", ".aws", ".gnupg", ".netrc", ".config/gh")
# Of these two only parts: other processes and terminals are nobody's business.
PROC, DEV = "/proc", "/dev"
PARTS = (
    *(f"{PROC}/{name}" for name in ("self", "cpuinfo", "meminfo", "stat", "version", "sys")),
    *(f"{DEV}/{name}" for name in ("null", "zero", "full", "random", "urandom")),
)
NULL = f"{DEV}/null"


def hidden(also: Iterable[str]) -> set[str]:
    """Name what nobody in the sandbox may read: drill itself, key files, and `also`."""
    homes = {os.path.expanduser("~"), os.path.expanduser(f"~{_user()}")}  # HOME may differ
    keys = (os.path.join(home, key) for home in homes for key in KEYS)
    paths = (os.path.dirname(drill.__file__), *keys, *also)
    return {os.path.realpath(path) for path in paths if os.path.lexists(path)}


def _user() -> str:
    import pwd  # not on Windows

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container's user without a name
        return ""


def readable(hide: set[str], listed: Iterable[str]) -> tuple[list[str], list[str]]:
    """Give the paths to allow for reading, and the folders to allow for listing.

    Landlock only allows. So a folder that holds a hidden path is opened up: its other
    entries are allowed one by one, and it can be listed (names only, those of the hidden
    files too) just where imports need that: if it is one of `listed`.
    """
    shut = {PROC, DEV, *hide}
    opened = {parent for path in shut for parent in _parents(path)}
    read, todo = list(PARTS), ["/"]
    while todo:
        path = todo.pop()
        if path in opened and path not in shut:
            todo += _entries(path)
        elif path not in shut:
            read.append(path)
    wanted = {os.path.realpath(path) for path in listed}
    return read, sorted(opened & wanted)


def _parents(path: str) -> Iterable[str]:
    return map(str, Path(path).parents)


def _entries(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.path for entry in entries if not entry.is_symlink()]
    except OSError:  # what we cannot list the child cannot either
        return []


def make_scratch() -> str:
    """Make a private folder; its name tells later runs whether its owner still lives."""
    names = [os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")]
    for base in (*names, *TEMPORARY):
        folder = os.path.join(base or "", f"{PREFIX}{os.getpid()}-{os.urandom(6).hex()}")
        with contextlib.suppress(OSError):
            if base:
                os.mkdir(folder, 0o700)
                return os.path.realpath(folder)
    raise FileNotFoundError("no folder for temporary files can be written to")


def remove_leftovers() -> None:
    """Remove the private folders of runs that were killed."""
    bases = {os.environ.get("TMPDIR") or TEMPORARY[0], TEMPORARY[0]}
    for base in bases:
        with contextlib.suppress(OSError):
            for name in os.listdir(base):
                if name.startswith(PREFIX):
                    _remove_leftover(os.path.join(base, name))


def _remove_leftover(folder: str) -> None:
    owner = os.path.basename(folder).removeprefix(PREFIX).partition("-")[0]
    about = os.lstat(folder)
    ours = stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid()
    if not ours or not owner.isdigit():
        return
    try:
        os.kill(int(owner), 0)
    except ProcessLookupError:
        remove(folder)
    except OSError:  # alive, and somebody else's
        return


def remove(folder: str) -> None:
    """Remove a folder a submission wrote to, however deep and however protected.

    Each inner folder is moved up beside its parent first, so no path ever gets long.
    """
    moved = 0
    with contextlib.suppress(OSError):
        while inner := _remove_files(folder):
            for path in inner:
                for below in _remove_files(path):
                    os.chmod(below, 0o700)
                    os.rename(below, os.path.join(folder, f"{PREFIX}{moved}"))
                    moved += 1
                os.rmdir(path)
        os.rmdir(folder)


def _remove_files(folder: str) -> list[str]:
    """Remove the files in `folder`; give the folders in it."""
    os.chmod(folder, 0o700)
    inner = []
    with os.scandir(folder) as entries:
        for entry in list(entries):
            if entry.is_dir(follow_symlinks=False):
                inner.append(entry.path)
            else:
                os.unlink(entry.path)
    return inner
