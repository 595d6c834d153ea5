"""Which paths a submission may read, and the private folder it may write to."""

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

import drill
from drill.errors import SandboxError

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
    keys = (home / key for home in _homes() for key in KEYS)
    paths: tuple[Path | str, ...] = (Path(drill.__file__).parent, *keys, *also)
    return {os.path.realpath(path) for path in paths if os.path.lexists(path)}


def _homes() -> set[Path]:
    """Find the user's home, both where HOME says and where the system says."""
    import pwd  # not on Windows

    homes = {Path(os.environ.get("HOME", "/"))}
    with contextlib.suppress(KeyError):  # a container's user without a name
        homes.add(Path(pwd.getpwuid(os.getuid()).pw_dir))
    return homes


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
    for base in _temporary():
        folder = Path(base, f"{PREFIX}{os.getpid()}-{os.urandom(6).hex()}")
        with contextlib.suppress(OSError):
            folder.mkdir(0o700)
            return os.path.realpath(folder)
    raise SandboxError("no folder for temporary files can be written to", hint="set TMPDIR")


def _temporary() -> list[str]:
    asked = [os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")]
    return [base for base in (*asked, *TEMPORARY) if base]


def remove_leftovers() -> None:
    """Remove the private folders of runs that were killed."""
    for base in set(_temporary()):
        with contextlib.suppress(OSError):
            for name in os.listdir(base):  # noqa: PTH208  there may be thousands
                if name.startswith(PREFIX):
                    _remove_leftover(Path(base, name))


def _remove_leftover(folder: Path) -> None:
    owner = folder.name.removeprefix(PREFIX).partition("-")[0]
    about = folder.lstat()
    ours = stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid()
    if not ours or not owner.isdigit():
        return
    try:
        os.kill(int(owner), 0)
    except ProcessLookupError:
        remove(str(folder))
    except OSError:  # alive, and somebody else's
        return


def remove(folder: str) -> None:
    """Remove a folder a submission wrote to, however deep and however protected.

    Each inner folder is moved up beside its parent first, so no path ever gets long.
    """
    root, moved = Path(folder), 0
    with contextlib.suppress(OSError):
        while inner := _remove_files(root):
            for path in inner:
                for below in _remove_files(path):
                    below.chmod(0o700)
                    below.rename(root / f"{PREFIX}{moved}")
                    moved += 1
                path.rmdir()
        root.rmdir()


def _remove_files(folder: Path) -> list[Path]:
    """Remove the files in `folder`; give the folders in it."""
    folder.chmod(0o700)
    inner = []
    for path in list(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            inner.append(path)
        else:
            path.unlink()
    return inner
