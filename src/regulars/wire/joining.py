"""Who joins, on the wire: what is told of a member, and what is answered."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta, field

from regulars.core.effects import Refused
from regulars.core.facts import Scalar
from regulars.domains.members.contracts import Member
from regulars.flows import joining
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.orders import Attributes, Given, Name
from regulars.wire.problems import Problem, of
from regulars.wire.refs import member_ref

STAFF = ("secret", "device")


class MemberIn(Closed, frozen=True, omit_defaults=True):
    """Somebody who joins. At least one of e-mail, phone, external_id and card."""

    name: Name = ""
    email: Given | None = None
    phone: Given | None = None
    external_id: Given | None = None
    card: Given | None = None
    birth_date: date | None = None
    language: Annotated[str, Meta(max_length=20)] = ""
    attributes: Attributes = field(default_factory=dict)
    segments: Annotated[tuple[Given, ...], Meta(max_length=50)] = ()
    way: Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{0,39}$")] = "api"


class MemberOut(Closed, frozen=True):
    """A member as the program knows them."""

    id: str
    account: str
    name: str
    email: str | None
    phone: str | None
    external_id: str | None
    card: str | None
    birth_date: date | None
    language: str
    attributes: dict[str, Scalar]
    segments: tuple[str, ...]
    way: str
    joined_at: datetime
    closed_at: datetime | None
    simulated: bool


def out(member: Member) -> MemberOut:
    """Will tell a member."""
    profile = member.profile()
    return MemberOut(
        id=ids.encode("mem", member.member_id), account=ids.encode("acc", member.account_id),
        name=member.name, email=member.email, phone=member.phone,
        external_id=member.external_id, card=member.card, birth_date=member.birth_date,
        language=member.language, attributes=profile.attributes, segments=profile.segments,
        way=member.way, joined_at=member.joined_at, closed_at=member.closed_at,
        simulated=member.simulated,
    )  # fmt: skip


def read(body: MemberIn) -> joining.Person | Problem:
    """Will bring what somebody told of themselves into its one form."""
    told = msgspec.structs.asdict(body)
    for kind in ("email", "phone"):
        if told[kind] is not None:
            ref = member_ref(f"{kind}:{told[kind]}")
            if isinstance(ref, Problem):
                return ref
            told[kind] = ref.value
    return joining.Person(**told)


def join(asked: Asked) -> Answered | Problem:
    """POST /v1/members."""
    said = read(asked.body)
    if isinstance(said, Problem):
        return said
    welcome = joining.join(asked.conn, asked.shop, said)
    if welcome.member is None:
        return of(Refused(code=welcome.refused, params=welcome.params))
    body = out(welcome.member)
    new = welcome.status == "created"
    return Answered(status=201 if new else 200, body=body, location=f"/v1/members/{body.id}")


JOIN = Call(
    name="join_member", method="POST", path="/v1/members", scope="members",
    summary="Join; the same e-mail, phone, card or external_id is the same member",
    handle=join, body=MemberIn, answers={200: MemberOut, 201: MemberOut}, kinds=STAFF,
    problems=(
        "member_has_no_name", "member_ambiguous", "member_too_young", "birth_date_needed",
        "email_invalid", "phone_invalid", "card_blocked", "card_replaced",
    ),
)  # fmt: skip
