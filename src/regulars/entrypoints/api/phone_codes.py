"""Whose phone shows a code: for tills of the shop's own."""

from typing import Annotated

from msgspec import Meta

from regulars.domains.members import queries as members
from regulars.flows import guessing, phone_codes
from regulars.kit import clock
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.joining import STAFF, MemberOut, out
from regulars.wire.problems import Problem, written


class PhoneCodeIn(Closed, frozen=True, omit_defaults=True):
    """What was scanned or typed; case, spaces and dashes do not matter. `till`: which of your tills
    asks; a code is good at one till only."""

    code: Annotated[str, Meta(min_length=1, max_length=100)]
    till: Annotated[str, Meta(max_length=100)] = ""


def read(asked: Asked) -> Answered | Problem:
    """POST /v1/phone-codes."""
    asker = guessing.Asker(key_id=asked.key.key_id, address=asked.address)
    barred = guessing.barred(asked.conn, asked.shop, asker)
    if barred is not None:
        return written(barred)
    program_id, by = asked.shop.program_id, f"key:{asked.key.key_id}:{asked.body.till}"
    # By the clock on the wall, even where the program has one of its own: so does the phone.
    member_id = phone_codes.who(asked.conn, program_id, asked.body.code, clock.now(), by)
    found = members.current(asked.conn, program_id, [member_id] if member_id else [])
    member = found.get(member_id) if member_id else None
    if member is None or member.erased_at is not None:
        no = guessing.missed(asked.conn, asked.shop, asker, "phone_code_unknown")
        return written(no)
    return Answered(status=200, body=out(member))


CALLS: tuple[Call, ...] = (
    Call(
        name="read_phone_code", method="POST", path="/v1/phone-codes", scope="members",
        summary="Find the member whose phone shows a code that changes", handle=read,
        body=PhoneCodeIn, answers={200: MemberOut}, kinds=STAFF,
        problems=("phone_code_unknown", "too_many_attempts"),
    ),
)  # fmt: skip
