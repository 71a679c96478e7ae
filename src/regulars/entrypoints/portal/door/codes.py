"""One-time codes for members: six digits, ten minutes, five tries, kept as a slow hash.

Whoever asks gets the same answer, whether they are a member or not; the mail goes out aside, so
that not even the time tells.
"""

from uuid import UUID

from django.utils.translation import gettext
from msgspec import Struct

from regulars.connectors.smtp import aside, sender
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.domains.signin import operations as signin
from regulars.entrypoints.portal.access import Visit
from regulars.kit import clock, ids
from regulars.kit.pages import one_time


class Right(Struct, frozen=True):
    """The code was right; `member_id` is nobody's for who is about to join."""

    member_id: UUID | None


def ask(visit: Visit, email: str, *, joining: bool) -> UUID:
    """Will mail a code to a member's address; to a stranger's only if they are about to join."""
    request_id, (code, code_hash) = ids.new(), one_time.fresh()
    ref = Ref("email", email)
    known = members.find(visit.conn, visit.program_id, [ref]).get(ref)
    member_id = known.member_id if known else None
    if member_id is None and not joining:
        return request_id
    signin.offer_member(visit.conn, request_id, visit.program_id, member_id, code_hash, clock.now())
    _send(visit, email, code)
    return request_id


def confirm(visit: Visit, email: str) -> UUID:
    """Will mail a code to an address that the signed-in member says is theirs."""
    request_id, (code, code_hash) = ids.new(), one_time.fresh()
    me = visit.me.member_id
    signin.offer_member(visit.conn, request_id, visit.program_id, me, code_hash, clock.now())
    _send(visit, email, code)
    return request_id


def _send(visit: Visit, email: str, code: str) -> None:
    club = visit.shop.program.document.title
    text = gettext(
        "Your code for %(club)s is %(code)s.\n\n"
        "It works once, in the next ten minutes, in the browser that you asked from.\n"
        "If it was not you, nothing needs to be done: nobody gets in without it."
    )
    mail = sender.Mail(
        to=email,
        subject=gettext("Your code for %(club)s") % {"club": club},
        text=text % {"club": club, "code": code},
    )
    aside.send(mail, "sign-in code")


def right(visit: Visit, request_id: UUID, typed: str) -> Right | None:
    """Will use a code up; None when it is wrong, old or tried too often."""
    offered = signin.attempt_member(visit.conn, request_id, visit.program_id, clock.now())
    member_id, code_hash = offered or (None, None)
    if not one_time.fits(typed, code_hash) or not signin.spend_member(visit.conn, request_id):
        return None
    return Right(member_id)
