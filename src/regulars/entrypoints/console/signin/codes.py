"""One-time codes by mail: six digits, ten minutes, five tries, kept as a slow hash.

Whoever asks gets the same answer, whether there is such a user or not; the mail goes out aside, so
that not even the time tells.
"""

from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils.translation import gettext

from regulars.connectors.smtp import aside, sender
from regulars.domains.signin import operations as signin
from regulars.entrypoints.console.signin.people import user_named
from regulars.kit import clock, ids
from regulars.kit.pages import one_time
from regulars.kit.pg.django import connection


def ask(name: str) -> UUID:
    """Will send a code to the user of that name, if there is one with an e-mail."""
    request_id, (code, code_hash) = ids.new(), one_time.fresh()
    user = user_named(name)
    if user is not None and user.email:
        signin.offer(connection(), request_id, user.pk, code_hash, clock.now())
        text = gettext(
            "Your code for signing in is %(code)s.\n\n"
            "It works once, in the next ten minutes, in the browser that you asked from.\n"
            "If it was not you, nothing needs to be done: nobody gets in without it."
        )
        mail = sender.Mail(
            to=user.email,
            subject=gettext("Your code for signing in"),
            text=text % {"code": code},
        )
        aside.send(mail, "sign-in code")
    return request_id


def user_of(request_id: UUID, code: str) -> User | None:
    """Will use a code up and give its user; None when it is wrong, old or tried too often."""
    conn = connection()
    offered = signin.attempt(conn, request_id, clock.now())
    user_id, code_hash = offered or (0, None)
    if not one_time.fits(code, code_hash) or not signin.spend(conn, request_id):
        return None
    found = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    return found if isinstance(found, User) else None
