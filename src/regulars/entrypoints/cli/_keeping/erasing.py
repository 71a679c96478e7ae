"""Erasures that a restored database does not know of: done again, so that nobody comes back."""

import zipfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import msgspec
from psycopg import Connection

from regulars.domains.members import queries as members
from regulars.entrypoints.cli._keeping import manifest
from regulars.entrypoints.cli._keeping.manifest import ERASED, Erased
from regulars.entrypoints.cli._transaction import in_transaction
from regulars.flows.change_member import erase
from regulars.flows.shops import open_shop
from regulars.kit.clock import now
from regulars.kit.pg.connect import connect


def known_beside(backup: Path) -> set[Erased]:
    """Who was erased as the other backups in the same folder tell."""
    found: set[Erased] = set()
    for path in backup.parent.glob("*.zip"):
        if path != backup:
            found |= _told(path)
    return found


def told_by(paths: Iterable[Path]) -> set[Erased]:
    """Who was erased as these backups tell; each must be one."""
    found: set[Erased] = set()
    for path in paths:
        archive, _ = manifest.opened(path)
        with archive:
            found |= set(manifest.erased(archive))
    return found


def _told(path: Path) -> set[Erased]:
    """Nobody, where the file is something else: it only happens to lie there."""
    try:
        with zipfile.ZipFile(path) as archive:
            return set(msgspec.json.decode(archive.read(ERASED), type=list[Erased]))
    except (OSError, zipfile.BadZipFile, KeyError, msgspec.MsgspecError):
        return set()


def again(wanted: set[Erased]) -> int:
    """Will erase those who are here and not erased yet; answers how many."""
    with connect() as conn:
        done = {Erased(*one) for one in members.erased(conn)}
    return sum(in_transaction(partial(_erase, one)) for one in sorted(wanted - done, key=str))


def _erase(one: Erased, conn: Connection) -> bool:
    try:
        shop = open_shop(conn, one.program_id, now=now())
    except LookupError:
        # Erasures of a program that came after this backup.
        return False
    return erase(conn, shop, one.member_id)
