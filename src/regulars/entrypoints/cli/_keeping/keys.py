"""The installation's secrets: which there are, where they are, which a backup can hold."""

import os
from pathlib import Path

import click

from regulars.entrypoints.cli._keeping.manifest import KEY, Secret
from regulars.kit.clock import now
from regulars.kit.pg import home
from regulars.kit.pg.addresses import embedded

_GIVEN = (
    "REGULARS_SECRET_KEY", "REGULARS_SMTP_URL", "DATABASE_URL", "REGULARS_DATABASE_URL",
    "REGULARS_DATABASE_OWNER_URL",
)  # fmt: skip


def listed(*, included: bool) -> list[Secret]:
    """Every secret of this installation; the key alone can be in a backup."""
    found = [
        Secret(name, f"the file {os.environ[f'{name}_FILE']}", included and name == _GIVEN[0])
        for name in _GIVEN
        if f"{name}_FILE" in os.environ
    ]
    found += [
        Secret(name, "the environment", included and name == _GIVEN[0])
        for name in _GIVEN
        if name in os.environ
    ]
    if not any(one.name == _GIVEN[0] for one in found):
        found.insert(0, Secret(KEY, f"the file {_key_file()}", included))
    if embedded():
        # Made anew with each database server, so nobody needs the old ones.
        found.append(Secret("server.json", f"the file {home.folder() / 'server.json'}", False))
    return found


def given_from_outside() -> bool:
    """Whether the key comes from the operator's environment and not from the data folder."""
    return any(name in os.environ for name in (_GIVEN[0], f"{_GIVEN[0]}_FILE"))


def place(key: str) -> None:
    """Will make a backup's key this installation's. A key that was here stays beside it.

    Django must not have read its settings yet.
    """
    if given_from_outside():
        click.echo(f"The key of this installation is {_GIVEN[0]}; the backup's was not used.")
        return
    path = _key_file()
    home.make(path.parent)
    if path.exists():
        if path.read_text(encoding="utf-8") == key:
            return
        before = path.with_name(f"{KEY}.before-{now():%Y%m%dT%H%M%S%fZ}")
        path.rename(before)
        click.echo(f"The key that was here is kept as {before.name}.")
    home.write_secret(path, key)
    click.echo("The key of the backup is the key of this installation now.")


def _key_file() -> Path:
    return home.folder() / KEY
