"""Where an installation keeps its data: one folder, private to its owner, never under git."""

import os
import re
import tempfile
from hashlib import sha256
from pathlib import Path

from regulars.kit import environment
from regulars.kit.errors import SetupError

DATA = environment.declare(
    "REGULARS_DATA",
    "Folder of the embedded database and of this installation's secrets. "
    "Without it: .regulars in a checkout, ~/.local/share/regulars otherwise.",
)

# A socket's path may have 103 bytes on macOS and 107 on Linux, its name included; a comma or a
# space in it would be read as a list.
_GOOD_FOR_SOCKETS = re.compile(r"[\w./-]{1,80}", re.ASCII)


def folder() -> Path:
    """The data folder; it need not exist yet."""
    chosen = DATA.text()
    if chosen:
        return Path(chosen).expanduser().absolute()
    checkout = Path(__file__).parents[4]
    if (checkout / "pyproject.toml").is_file() and (checkout / "src" / "regulars").is_dir():
        return checkout / ".regulars"
    return Path("~/.local/share/regulars").expanduser()


def make(path: Path) -> Path:
    """Will make a folder that only its owner may enter."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    except OSError as error:
        raise SetupError(f"The data folder {path} cannot be made: {error.strerror}.") from error
    return path


def write_secret(path: Path, text: str) -> None:
    """Will write a file that only its owner may read, whole or not at all."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def socket_folder(data: Path) -> Path:
    """The folder for the server's socket: the data folder, or a short plain one instead of it."""
    if _GOOD_FOR_SOCKETS.fullmatch(str(data)):
        return data
    mark = sha256(os.fsencode(data)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"regulars-{os.getuid()}-{mark}"
    short.mkdir(mode=0o700, exist_ok=True)
    # Somebody else's folder of that name could hold somebody else's server.
    if short.stat().st_uid != os.getuid():
        raise SetupError(f"{short} belongs to another user; set REGULARS_DATA to a shorter path.")
    return short
