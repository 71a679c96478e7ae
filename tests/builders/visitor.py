"""A member who has signed in at the small shop's club: prints the cookie of their browser.

`python -m tests.builders.visitor EMAIL` works on the database that the environment names.
"""

import sys
from importlib import import_module

import django
from django.conf import settings
from django.db import connections

from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.domains.programs import queries as programs


def main(email: str) -> None:
    """Open a session as the door would."""
    django.setup()
    connections["default"].ensure_connection()
    conn = connections["default"].connection
    program = programs.named(conn, "shop")
    assert program is not None
    ref = Ref("email", email)
    found = members.find(conn, program.program_id, [ref])[ref]
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["club"] = {str(program.program_id): str(found.member_id)}
    session.create()
    print(session.session_key)
    connections.close_all()


if __name__ == "__main__":
    main(sys.argv[1])
