"""What a member agreed to hear of, by which means, with its history; said and taken back."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from regulars.domains.consents import queries
from regulars.domains.consents.contracts import Consent
from regulars.flows import consenting
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.orders import When
from regulars.wire.problems import Problem, of
from regulars.wire.refs import FINDING
from regulars.wire.refs import member as find_member
from regulars.wire.times import out_of_range

READERS = ("secret", "device")


class ConsentIn(Closed, frozen=True, omit_defaults=True):
    """What a member says. `wording` is the version of the text that was shown; `at` is for what
    was said before, else it is now.
    """

    purpose: Annotated[str, Meta(pattern="^[a-z][a-z0-9-]{0,39}$")]
    channel: Literal["email", "sms", "push", "letter", "phone"]
    given: bool
    place: Literal["api", "portal", "console", "import", "till", "paper"] = "api"
    wording: Annotated[str, Meta(max_length=200)] = ""
    at: When | None = None


class ConsentOut(Closed, frozen=True):
    """One thing that a member said, when, where, and to which text."""

    id: str
    purpose: str
    channel: str
    given: bool
    at: datetime
    place: str
    wording: str


class ConsentsOut(Closed, frozen=True):
    """What counts now of each purpose and channel, and everything that was said, oldest first."""

    current: tuple[ConsentOut, ...]
    history: tuple[ConsentOut, ...]


def out(one: Consent) -> ConsentOut:
    """Will tell one consent."""
    return ConsentOut(
        id=ids.encode("con", one.consent_id), purpose=one.purpose, channel=one.channel,
        given=one.given, at=one.at, place=one.place, wording=one.wording,
    )  # fmt: skip


def get(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/consents."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    said = queries.history(asked.conn, asked.shop.program_id, member.member_id)
    counts = {one.about: one for one in said}
    body = ConsentsOut(
        current=tuple(out(counts[about]) for about in sorted(counts)),
        history=tuple(map(out, said)),
    )
    return Answered(status=200, body=body)


def say(asked: Asked) -> Answered | Problem:
    """POST /v1/members/{ref}/consents."""
    body: ConsentIn = asked.body
    wrong = out_of_range(body.at)
    if wrong is not None:
        return wrong
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    said = consenting.Said(
        purpose=body.purpose, channel=body.channel, given=body.given, place=body.place,
        wording=body.wording, actor=str(asked.key.key_id), at=body.at,
    )  # fmt: skip
    noted = consenting.say(asked.conn, asked.shop, member, said)
    if noted.refused is not None:
        return of(noted.refused)
    assert noted.consent is not None, "what was not refused was noted"
    return Answered(status=201 if noted.status == "created" else 200, body=out(noted.consent))


CALLS: tuple[Call, ...] = (
    Call(
        name="list_consents", method="GET", path="/v1/members/{ref}/consents", scope="members",
        summary="Read what a member agreed to hear of, now and before", handle=get,
        answers={200: ConsentsOut}, problems=FINDING, kinds=READERS,
    ),
    Call(
        name="say_consent", method="POST", path="/v1/members/{ref}/consents", scope="members",
        summary="Note that a member agrees to something, or no longer does", handle=say,
        body=ConsentIn, answers={200: ConsentOut, 201: ConsentOut}, kinds=READERS,
        problems=(*FINDING, "account_closed", "time_out_of_range", "time_in_the_future"),
    ),
)  # fmt: skip
