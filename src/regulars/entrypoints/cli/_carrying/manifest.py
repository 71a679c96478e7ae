"""The manifest of an export: what is in it, how many rows, and a checksum for each file."""

import hashlib
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from msgspec import Struct

from regulars.kit.errors import SetupError
from regulars.kit.pg.tables import Column

NAME = "manifest.json"
FORMAT = 1


class Part(Struct, frozen=True, kw_only=True):
    """One table in one file."""

    table: str
    file: str
    rows: int
    sha256: str
    columns: list[Column]


class VersionText(Struct, frozen=True, kw_only=True):
    """A version of the program: its exact text."""

    number: int
    sha256: str
    text: str


class Manifest(Struct, frozen=True, kw_only=True):
    """An export as a whole. `checkpoint` is the hash of the last one, in hexadecimal."""

    format: int
    regulars: str
    program_id: UUID
    program: str
    exported_at: datetime
    checkpoint: str
    checkpoint_number: int
    versions: list[VersionText]
    parts: list[Part]


def digest(path: Path) -> str:
    """Will give a file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path, manifest: Manifest) -> None:
    """Will write the manifest, last of all: an export without one is not whole."""
    encoded = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (folder / NAME).write_bytes(encoded)


def read(folder: Path) -> Manifest:
    """Will read a manifest and check every file against it."""
    try:
        manifest = msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
    except FileNotFoundError as error:
        raise SetupError(f"{folder} has no {NAME}, so it is no whole export.") from error
    except msgspec.MsgspecError as error:
        raise SetupError(f"{folder / NAME} cannot be read: {error}") from error
    if manifest.format != FORMAT:
        raise SetupError(f"The export has format {manifest.format}; this program reads {FORMAT}.")
    for part in manifest.parts:
        path = folder / part.file
        if Path(part.file).name != part.file or not path.is_file():
            raise SetupError(f"The export lacks {part.file}.")
        if digest(path) != part.sha256:
            raise SetupError(f"{part.file} is not the file that was exported: its SHA-256 differs.")
    return manifest
