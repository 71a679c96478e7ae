"""The two roles: the owner migrates, the application runs and can change no table's shape.

What the application may never change (an append-only table) its domain's migration takes away from
it again; new tables give it reading and writing by default, and nothing else.
"""

from psycopg import Connection, sql

OWNER = "regulars_owner"
APP = "regulars_app"


def ensure(admin: Connection, *, passwords: dict[str, str] | None = None) -> None:
    """Will make both roles and what they may do in this database; a second time changes nothing.

    Roles get a login only with a password; else the one who connects becomes them by SET ROLE.
    """
    with admin.transaction():
        for role in (OWNER, APP):
            _ensure_role(admin, role, (passwords or {}).get(role))
        for statement in _grants():
            admin.execute(statement)


def _ensure_role(admin: Connection, role: str, password: str | None) -> None:
    name = sql.Identifier(role)
    known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    if known is None:
        admin.execute(sql.SQL("CREATE ROLE {}").format(name))
    if password is not None:
        admin.execute(
            sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(name, sql.Literal(password))
        )
    # The one who connects must be able to become the role, also when it is no superuser.
    member = admin.execute("SELECT pg_has_role(%s, 'MEMBER')", [role]).fetchone()
    if member != (True,):
        admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(name))


def _grants() -> list[sql.Composed]:
    owner, app = sql.Identifier(OWNER), sql.Identifier(APP)
    by_owner = sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public ").format(owner)
    return [
        sql.SQL("GRANT CREATE, USAGE ON SCHEMA public TO {}").format(owner),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(app),
        by_owner + sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}").format(app),
        by_owner + sql.SQL("GRANT USAGE ON SEQUENCES TO {}").format(app),
    ]
