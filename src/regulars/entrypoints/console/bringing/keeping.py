"""A file that is sent becomes one that is kept: its bytes in parts, its columns guessed."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from uuid import UUID

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from psycopg import Connection

from regulars.domains import imports
from regulars.domains.imports.contracts import File
from regulars.kit import clock, ids
from regulars.kit.errors import SetupError
from regulars.kit.pages.uploads import FILE_MAX
from regulars.wire.importing import spooling
from regulars.wire.importing.examining import Bytes, Examined, examine

BYTES_MAX = FILE_MAX
PART = 1_048_576
NAME_MAX = 120


def problem(upload: "UploadedFile[bytes] | None") -> str:
    """Will say why nothing can be made of what was sent; empty where something can."""
    if upload is None or not upload.size:
        return _("Choose a file that is not empty.")
    if upload.size > BYTES_MAX:
        said = {"megabytes": BYTES_MAX // 1_048_576}
        return _("The file is larger than %(megabytes)s MiB: send it in parts.") % said
    return ""


def keep(
    conn: Connection, pieces: Iterator[bytes], *, name: str, kind: str, merchant_id: UUID,
    program_id: UUID | None, actor: str, constants: dict[str, str], zone: str,
    setting: dict[str, Any],
) -> File | None:  # fmt: skip
    """Will keep a file, with a guess at its columns; None when it has none that can be read."""
    file_id, seen, digest, size = ids.new(), Bytes(), sha256(), 0
    for number, body in enumerate(pieces):
        seen.see(body)
        digest.update(body)
        size += len(body)
        imports.operations.add_part(conn, file_id, number, body)
    with spooling.spooled(conn, file_id, most=1) as path:
        try:
            found = examine(path, kind, encoding=seen.encoding, constants=constants, zone=zone)
        except SetupError:
            return None
    file = File(
        file_id=file_id, merchant_id=merchant_id, program_id=program_id, kind=kind,
        name=PurePath(name.replace("\0", "")).name[:NAME_MAX], size=size, rows=seen.rows,
        digest=digest.hexdigest(), actor=actor, created_at=clock.now(),
        mapping=msgspec.json.encode(found.mapping).decode(),
        setting=msgspec.json.encode(setting).decode(),
    )  # fmt: skip
    imports.operations.add(conn, file)
    return file


def pieces(upload: "UploadedFile[bytes]") -> Iterator[bytes]:
    """Will read what was sent, a part at a time."""
    upload.open()
    while body := upload.read(PART):
        yield bytes(body)


def again(conn: Connection, file: File) -> Examined:
    """Will look at a kept file's beginning as its mapping says. Raises SetupError."""
    mapping = spooling.mapping_of(file)
    with spooling.spooled(conn, file.file_id, most=1) as path:
        return examine(
            path, file.kind, encoding=mapping.encoding, constants={},
            zone=mapping.time_zone or "UTC", delimiter=mapping.delimiter,
        )  # fmt: skip
