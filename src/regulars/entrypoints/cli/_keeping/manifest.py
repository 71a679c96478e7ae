"""What a backup says of itself, and the file that it is in.

A backup is one zip file: the database's dump, who was erased, and the manifest, written last. What
is in it is stored as it is; the dump is compressed already.
"""

import hashlib
import zipfile
from datetime import datetime
from pathlib import Path
from typing import IO
from uuid import UUID

import msgspec
from msgspec import Struct

from regulars.kit.errors import SetupError

FORMAT = 1
NAME = "manifest.json"
DUMP = "database.dump"
ERASED = "erased.json"
KEY = "secret_key"

_CHUNK = 1 << 20


class Secret(Struct, frozen=True):
    """Something that the installation needs and no database holds, and where it is."""

    name: str
    where: str
    included: bool


class Erased(Struct, frozen=True):
    """A member who was erased: numbers alone, nothing about a person."""

    program_id: UUID
    member_id: UUID


class Manifest(Struct, frozen=True, kw_only=True):
    """A backup as a whole. `migrations` is the schema; `sha256` is by name of the file in it."""

    format: int
    regulars: str
    made_at: datetime
    postgresql: int
    migrations: list[str]
    rows: dict[str, int]
    sha256: dict[str, str]
    secrets: list[Secret]


class Digested:
    """A file that is written to, with the SHA-256 of what was."""

    def __init__(self, into: IO[bytes]) -> None:
        self._into, self._seen = into, hashlib.sha256()

    def write(self, chunk: bytes) -> int:
        self._seen.update(chunk)
        return self._into.write(chunk)

    def sha256(self) -> str:
        return self._seen.hexdigest()


def opened(path: Path) -> tuple[zipfile.ZipFile, Manifest]:
    """Will open a backup to read it, or refuse what is none that this program can read."""
    try:
        archive = zipfile.ZipFile(path)
        manifest = msgspec.json.decode(archive.read(NAME), type=Manifest)
    except (OSError, zipfile.BadZipFile, KeyError, msgspec.MsgspecError) as error:
        raise SetupError(
            f"{path} is no whole backup of Regulars: it was cut short, changed, or is something "
            "else. Take another one."
        ) from error
    if manifest.format != FORMAT:
        archive.close()
        raise SetupError(
            f"{path} has format {manifest.format}; this program reads {FORMAT}. Restore it with "
            f"Regulars {manifest.regulars}."
        )
    return archive, manifest


def check(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Will read everything and refuse a backup of which one byte is another."""
    for name, expected in manifest.sha256.items():
        try:
            with archive.open(name) as file:
                found = _sha256(file)
        except (KeyError, zipfile.BadZipFile):
            found = "unreadable"
        if found != expected:
            raise SetupError(
                f"{name} in the backup is not what was saved: its SHA-256 differs. "
                "Nothing was restored; take another backup."
            )


def erased(archive: zipfile.ZipFile) -> list[Erased]:
    """Who had been erased when the backup was made."""
    return msgspec.json.decode(archive.read(ERASED), type=list[Erased])


def _sha256(file: IO[bytes]) -> str:
    seen = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        seen.update(chunk)
    return seen.hexdigest()
