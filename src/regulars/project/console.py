"""The command `regulars`; a command's module is loaded when it is called, so starting is quick."""

import importlib
import keyword
import os
import pkgutil
import sys

import click

from regulars.entrypoints import cli
from regulars.kit.errors import SetupError

# A table or a column that is not there.
_MISSING = frozenset({"42P01", "42703"})


class _Commands(click.Group):
    """Every module of `entrypoints.cli` with a `command` is the command of that name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's shape
        names = (module.name for module in pkgutil.iter_modules(cli.__path__))
        # `import_` is the command `import`: Python keeps that word for itself.
        return sorted(
            name.rstrip("_").replace("_", "-") for name in names if not name.startswith("_")
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = cmd_name.replace("-", "_") + ("_" if keyword.iskeyword(cmd_name) else "")
        found = importlib.import_module(f"{cli.__name__}.{module}").command
        assert isinstance(found, click.Command)
        return found


@click.group(
    "regulars",
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: regulars up",
)
@click.version_option(package_name="regulars")
def command_group() -> None:
    """Regulars: a loyalty platform that a shop owns.

    Exit codes: 0 done, 1 the installation has to be put right (the message says how), 2 the command
    was called wrongly.
    """


def main() -> None:
    """The console script."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regulars.project.settings")
    try:
        _run()
    except SetupError as error:
        click.echo(f"regulars: {error}", err=True)
        sys.exit(1)


def _run() -> None:
    try:
        command_group()
    except Exception as error:
        # Django's errors carry the database's own as their cause.
        if {getattr(one, "sqlstate", None) for one in (error, error.__cause__)} & _MISSING:
            _refuse_unmigrated()
        raise


def _refuse_unmigrated() -> None:
    # Django takes longer to load than most commands take to run.
    importlib.import_module("django").setup()
    importlib.import_module(f"{cli.__name__}._site").refuse_unmigrated()
