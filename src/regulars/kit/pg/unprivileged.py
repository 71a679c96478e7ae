"""Runs PostgreSQL's programs when we are root, whom PostgreSQL refuses.

In a user namespace of their own they see themselves as an ordinary user while, outside, the files
stay root's: no user is added and no permission is changed. This file is also run as a program, so
it imports nothing of ours: `python unprivileged.py UID GID PROGRAM ARGUMENT...`.
"""

import ctypes
import os
import sys
from functools import lru_cache
from pathlib import Path

_CLONE_NEWUSER = 0x10000000
# Any existing user will do: PostgreSQL asks the system for its name, and for nothing else.
_LIKELY_NAMES = ("postgres", "daemon", "nobody")


def command(program: Path, *arguments: str) -> list[str]:
    """What to execute in order to run a program of PostgreSQL as whoever we are."""
    if os.getuid() != 0:
        return [str(program), *arguments]
    uid, gid = _ordinary_user()
    return [sys.executable, "-I", __file__, str(uid), str(gid), str(program), *arguments]


@lru_cache
def _ordinary_user() -> tuple[int, int]:
    import pwd  # noqa: PLC0415 - absent where there is no root either

    known = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid != 0}
    entry = next((known[name] for name in _LIKELY_NAMES if name in known), None)
    entry = entry or next(iter(known.values()))
    return entry.pw_uid, entry.pw_gid


def possible() -> bool:
    """Whether this system lets us make such a namespace, tried in a child."""
    child = os.fork()
    if child == 0:
        try:
            _enter(*_ordinary_user())
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _enter(uid: int, gid: int) -> None:
    outer_uid, outer_gid = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    own = Path("/proc/self")
    (own / "setgroups").write_text("deny")
    (own / "uid_map").write_text(f"{uid} {outer_uid} 1")
    (own / "gid_map").write_text(f"{gid} {outer_gid} 1")


if __name__ == "__main__":
    _enter(int(sys.argv[1]), int(sys.argv[2]))
    os.execv(sys.argv[3], sys.argv[3:])  # noqa: S606 - a program of ours, by full path
