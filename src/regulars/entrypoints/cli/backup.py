"""`regulars backup FILE`: the whole installation as it is at one moment, in one file."""

import os
import zipfile
from importlib.metadata import version
from pathlib import Path

import click
import msgspec
from django.conf import settings
from psycopg import Connection

from regulars.domains.members import queries as members
from regulars.entrypoints.cli._keeping import keys, schema
from regulars.entrypoints.cli._keeping.manifest import (
    DUMP,
    ERASED,
    FORMAT,
    KEY,
    NAME,
    Digested,
    Erased,
    Manifest,
)  # fmt: skip
from regulars.entrypoints.cli._running import running
from regulars.kit.clock import now
from regulars.kit.errors import SetupError
from regulars.kit.pg import dumps
from regulars.kit.pg.addresses import addresses
from regulars.kit.pg.connect import connect


@click.command("backup", epilog="Example: regulars backup /srv/backups/")
@click.argument("target", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@click.option("--with-secrets", is_flag=True,
              help="Put the installation's key in; who has the file has it too.")  # fmt: skip
def command(*, target: Path, with_secrets: bool) -> None:
    """Save the whole installation to a file, while it serves: every table as at one moment.

    A folder gets a new file with the time in its name. `regulars restore` brings it back and proves
    it. The file holds personal data and is not encrypted. The installation's secrets stay out of
    it unless you say so; they are listed with their places: keep them elsewhere, for without the
    key staff need new second factors.
    """
    path = _path(target)
    with running():
        manifest = _save(path, with_secrets=with_secrets)
    rows = sum(manifest.rows.values())
    click.echo(f"{path}: {rows:,} rows of {len(manifest.rows)} tables, "
               f"{path.stat().st_size:,} bytes.")  # fmt: skip
    for one in manifest.secrets:
        click.echo(f"{'In it' if one.included else 'Not in it'}: {one.name}, from {one.where}")
    if with_secrets:
        click.echo("The file opens this installation's secrets: keep it as you keep a key.")


def _path(target: Path) -> Path:
    if target.is_dir():
        return target / f"regulars-{now():%Y%m%dT%H%M%SZ}.zip"
    if target.exists():
        raise SetupError(f"{target} is there already; name a new file, or a folder.")
    if not target.parent.is_dir():
        raise SetupError(f"There is no folder {target.parent}; make it first.")
    return target


def _save(path: Path, *, with_secrets: bool) -> Manifest:
    """Write beside its place and move it there, so that a half-made one is never found."""
    part = path.with_name(f"{path.name}.part")
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            with zipfile.ZipFile(file, "w") as archive, connect("owner") as conn:
                manifest = _fill(archive, conn, with_secrets=with_secrets)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _fill(archive: zipfile.ZipFile, conn: Connection, *, with_secrets: bool) -> Manifest:
    server = conn.info.server_version // 10_000
    sha256: dict[str, str] = {}
    with dumps.frozen(conn) as snapshot:
        made_at, rows = now(), dumps.rows(conn)
        if "merchants_merchant" not in rows:
            raise SetupError("There is nothing to save in this database yet.")
        migrations = schema.applied(conn)
        erased = [Erased(*one) for one in members.erased(conn)]
        with archive.open(DUMP, "w", force_zip64=True) as file:
            digested = Digested(file)
            dumps.dump(addresses().owner, digested, snapshot=snapshot, server=server)
        sha256[DUMP] = digested.sha256()
    contents = {ERASED: msgspec.json.encode(erased)}
    if with_secrets:
        contents[KEY] = settings.SECRET_KEY.encode()
    for name, content in contents.items():
        with archive.open(name, "w") as file:
            digested = Digested(file)
            digested.write(content)
        sha256[name] = digested.sha256()
    manifest = Manifest(
        format=FORMAT, regulars=version("regulars"), made_at=made_at, postgresql=server,
        migrations=migrations, rows=rows, sha256=sha256, secrets=keys.listed(included=with_secrets),
    )  # fmt: skip
    archive.writestr(NAME, msgspec.json.format(msgspec.json.encode(manifest), indent=2))
    return manifest
