"""Which database this installation speaks to, and as whom: a server by URL, or the embedded one.

The application always runs as `regulars_app` and migrations always as `regulars_owner`. With one
URL both are reached by SET ROLE at connection, which guards less than two logins.
"""

from dataclasses import dataclass
from typing import Literal

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from regulars.kit import environment
from regulars.kit.errors import SetupError
from regulars.kit.pg import home, roles, swapping
from regulars.kit.pg.installation import SUPERUSER
from regulars.kit.pg.launcher import Server

Role = Literal["app", "owner", "admin"]

_URL = environment.declare(
    "DATABASE_URL",
    "A PostgreSQL server (15 or newer) instead of the embedded one: postgresql://user@host/name",
)
_OUR_URL = environment.declare(
    "REGULARS_DATABASE_URL", "The same as DATABASE_URL, and stronger than it."
)
_OWNER_URL = environment.declare(
    "REGULARS_DATABASE_OWNER_URL",
    "Another login of the same server for migrations, so that the application's login cannot "
    "change tables.",
)


@dataclass(frozen=True)
class Addresses:
    """How to connect in each role. `admin` makes roles and is asked for by `db init` alone."""

    app: str
    owner: str
    admin: str
    embedded: bool

    def of(self, role: Role) -> str:
        """The conninfo of this role."""
        return {"app": self.app, "owner": self.owner, "admin": self.admin}[role]


def addresses() -> Addresses:
    """The addresses that the environment and the data folder give now."""
    url = _OUR_URL.text() or _URL.text()
    if url is None:
        if _OWNER_URL.given():
            raise SetupError(f"{_OWNER_URL.name} needs {_URL.name} beside it.")
        return _of_embedded(embedded_server())
    owner_url = _OWNER_URL.text() or url
    return Addresses(
        app=_becoming(roles.APP, url),
        owner=_becoming(roles.OWNER, owner_url),
        admin=_becoming(None, owner_url),
        embedded=False,
    )


def embedded() -> bool:
    """Whether the embedded server is the one in use."""
    return not (_OUR_URL.text() or _URL.text())


def embedded_server() -> Server:
    """The embedded server of this installation's data folder."""
    data = home.folder()
    swapping.settle(data)
    return Server(data)


def _of_embedded(server: Server) -> Addresses:
    installation = server.installation()
    return Addresses(
        app=installation.conninfo(roles.APP, server.data),
        owner=installation.conninfo(roles.OWNER, server.data),
        admin=installation.conninfo(SUPERUSER, server.data),
        embedded=True,
    )


def _becoming(role: str | None, url: str) -> str:
    """The address with the role taken on at connection, beside options it already has."""
    try:
        options = conninfo_to_dict(url).get("options")
    except ProgrammingError as error:
        raise SetupError("The database's URL cannot be read; see DATABASE_URL.") from error
    if role is None:
        return url
    return make_conninfo(
        url, options=" ".join(filter(None, [str(options or ""), f"-c role={role}"]))
    )
