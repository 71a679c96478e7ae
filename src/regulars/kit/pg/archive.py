"""What the embedded server writes, kept a second time in another folder: base backups, and the log
of every change since, so that the database can be brought back as it was at any moment.

The folder has `base/TIME` for each base backup, named after the moment at which it was complete,
and `log/` for the files of the log. The data folder remembers which folder it is.
"""

import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from regulars.kit.clock import now
from regulars.kit.errors import SetupError
from regulars.kit.pg import clients, home, segments
from regulars.kit.pg.installation import SUPERUSER, Installation

_NOTE = "archive.json"
# To the microsecond: a base is of no use for a moment before it was complete.
_NAME = "%Y%m%dT%H%M%S%fZ"
# A change is in the archive after a minute at the latest, also when the shop is quiet.
_TIMEOUT = "60s"


class _Note(msgspec.Struct, frozen=True):
    folder: str


def folder_of(data: Path) -> Path | None:
    """Where this data folder's server keeps its archive, or None."""
    try:
        note = msgspec.json.decode((data / _NOTE).read_bytes(), type=_Note)
    except FileNotFoundError:
        return None
    return Path(note.folder)


def turn_on(data: Path, folder: Path) -> None:
    """Will remember the folder; the server archives there from its next start on."""
    if folder.is_relative_to(data):
        raise SetupError("An archive beside the data goes the way of the data; name another place.")
    if folder_of(data) != folder and folder.is_dir() and any(folder.iterdir()):
        raise SetupError(f"{folder} is not empty; name a new folder for this archive.")
    home.make(folder)
    for part in ("base", "log"):
        home.make(folder / part)
    remember(data, folder)


def remember(data: Path, folder: Path) -> None:
    """Will take an archive that is there as this data folder's."""
    home.write_secret(data / _NOTE, msgspec.json.encode(_Note(str(folder))).decode())


def turn_off(data: Path) -> None:
    """Will forget the folder, and leave what is in it."""
    (data / _NOTE).unlink(missing_ok=True)


def settings(data: Path) -> dict[str, str]:
    """What the server is started with."""
    folder = folder_of(data)
    if folder is None:
        return {}
    return {
        "archive_mode": "on",
        "archive_command": _command("keep", "%p", folder / "log"),
        "archive_timeout": _TIMEOUT,
    }


def bringing(folder: Path) -> str:
    """The command by which a server that recovers asks for a file of the log."""
    return _command("bring", folder / "log", "%p")


def _command(how: str, source: Path | str, target: Path | str) -> str:
    """A command of the server's shell: `%p` is its own file, `%f` that one's name."""
    words = [sys.executable, "-I", segments.__file__, how]
    parts = [shlex.quote(one).replace("%", "%%") for one in words]
    for place in (source, target):
        text = shlex.quote(str(place)).replace("%", "%%") + "/%f"
        parts.append('"%p"' if place == "%p" else text)
    return " ".join(parts)


def take_base(data: Path, installation: Installation, folder: Path) -> Path:
    """Will copy the running server's whole database; answers where the copy is."""
    part = folder / "base" / "unfinished"
    shutil.rmtree(part, ignore_errors=True)
    clients.run(
        "pg_basebackup", installation.conninfo(SUPERUSER, data),
        *("--pgdata", str(part), "--checkpoint=fast", "--wal-method=stream"),
    )  # fmt: skip
    made = part.with_name(f"{now():{_NAME}}")
    part.rename(made)
    return made


def bases(folder: Path) -> list[tuple[datetime, Path]]:
    """All base backups, the oldest first."""
    return sorted(
        (datetime.strptime(path.name, _NAME).replace(tzinfo=UTC), path)
        for path in (folder / "base").glob("*T*Z")
    )


def thin(folder: Path, keep: int) -> int:
    """Will remove all base backups but the newest ones, and the log before them; says how many."""
    there = bases(folder)
    old, kept = there[:-keep], there[-keep:]
    for _, path in old:
        shutil.rmtree(path)
    if old:
        label = (kept[0][1] / "backup_label").read_text(encoding="utf-8")
        first = label.split("(file ", 1)[1].split(")", 1)[0]
        subprocess.run(
            [clients.program("pg_archivecleanup"), "-x", segments.SUFFIX, folder / "log", first],
            check=True, capture_output=True,
        )  # fmt: skip
    return len(old)
