"""Makes the files of a new database server: settings that hold until the operator changes them."""

import os
import shutil
import subprocess
from pathlib import Path

from regulars.kit.errors import SetupError
from regulars.kit.pg import binaries, home, unprivileged

# Written once into postgresql.conf, which is the operator's from then on.
_TUNING = {
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "checkpoint_completion_target": "0.9",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Statements carry people's data in their parameters: neither goes to the log.
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}

_WITHOUT_NAMESPACE = (
    "PostgreSQL refuses to run as root and this system allows no user namespace; "
    "run Regulars as an ordinary user, or set DATABASE_URL to a server."
)


def make(bin_folder: Path, cluster: Path, *, superuser: str, password: str,
         checksums: bool = True) -> None:  # fmt: skip
    """Will make it beside its place and move it there, so that a half-made one is never found."""
    if os.getuid() == 0 and not unprivileged.possible():
        raise SetupError(_WITHOUT_NAMESPACE)
    fresh = cluster.with_name(f"{cluster.name}.new")
    secret = cluster.with_name("password.new")
    shutil.rmtree(fresh, ignore_errors=True)
    home.write_secret(secret, password)
    try:
        _run_initdb(bin_folder, fresh, superuser, secret, checksums=checksums)
    finally:
        secret.unlink()
    with (fresh / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write("\n# Chosen by Regulars; yours to change.\n")
        file.writelines(f"{name} = '{value}'\n" for name, value in _TUNING.items())
    fresh.rename(cluster)


def settings(cluster: Path) -> dict[str, str]:
    """What the files of a server set, by name: each line as it stands, the last one counts."""
    found: dict[str, str] = {}
    for name in ("postgresql.conf", "postgresql.auto.conf"):
        file = cluster / name
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        for line in (one.partition("#")[0].strip() for one in lines):
            if line:
                found[line.replace("=", " ").split()[0].lower()] = line
    return found


def _run_initdb(
    bin_folder: Path, fresh: Path, superuser: str, secret: Path, *, checksums: bool
) -> None:
    # The builtin locale sorts alike on every system; before 17 there was none.
    locale = (
        ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        if binaries.major_version(bin_folder) >= 17
        else ["--locale=C.UTF-8"]
    )
    # They are made without being asked for since 18, and cannot be declined before.
    without = ["--no-data-checksums"] if binaries.major_version(bin_folder) >= 18 else []
    made = subprocess.run(
        unprivileged.command(
            bin_folder / "initdb",
            f"--pgdata={fresh}",
            f"--username={superuser}",
            f"--pwfile={secret}",
            "--auth-host=scram-sha-256",
            "--auth-local=scram-sha-256",
            "--encoding=UTF8",
            *locale,
            *(["--data-checksums"] if checksums else without),
        ),
        capture_output=True,
        text=True,
        check=False,
        cwd=fresh.parent,
    )
    if made.returncode != 0:
        reason = (made.stderr.strip() or made.stdout.strip()).splitlines()[-1:]
        raise SetupError(f"The database could not be made: {' '.join(reason)}")
