"""Campaigns: what is on, what is left, what it brought, what it would cost, what to try."""

from datetime import datetime

from regulars.core.program import Program
from regulars.core.rules.nodes import Id, Positive
from regulars.domains.programs import queries as programs
from regulars.domains.programs.reader import read
from regulars.entrypoints.api.program import invalid
from regulars.flows import campaigning, previewing, proposing
from regulars.flows.standing import standing
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.joining import STAFF
from regulars.wire.problems import Problem, problem
from regulars.wire.refs import FINDING
from regulars.wire.refs import member as find_member


class CampaignOut(Closed, frozen=True):
    """A campaign as it stands. `left` is null without a budget; `given` is by currency.

    Of the vouchers that its rules gave (`issued`), `came_back` were used; `share_back` is one by
    the other, null where none was given.
    """

    id: str
    title: str
    text: str
    state: str
    begins: datetime | None
    ends: datetime | None
    audience: tuple[str, ...]
    priority: int
    holdout: str | None
    left: int | None
    met: int
    held_out: int
    given: dict[str, int]
    issued: int
    came_back: int
    share_back: float | None


class CampaignsOut(Closed, frozen=True):
    """Every campaign of the program, the first to begin first."""

    data: tuple[CampaignOut, ...]


class ArmOut(Closed, frozen=True):
    """One part of the audience, and what it bought on the campaign's days."""

    members: int
    orders: int
    net_minor: int
    net_minor_per_member: float | None


class ResultsOut(Closed, frozen=True):
    """Those it was for beside those who were held out. Everybody of the audience counts, of a
    campaign that is over as it was at its end.
    """

    offered: ArmOut
    held_out: ArmOut


class PreviewIn(Closed, frozen=True):
    """Which campaign of which text; the draft's, if none is sent."""

    campaign: str
    text: str | None = None


class PreviewOut(Closed, frozen=True):
    """Who it is for, and what it would have given on the newest orders of a window as long."""

    audience: int
    orders: int
    orders_in_window: int
    touched: int
    points: dict[str, int]
    issued: dict[str, int]


class ProposalOut(Closed, frozen=True):
    """What is slow, and a campaign to try, as lines of the program file."""

    kind: str
    name: str
    found: int
    usual: float
    text: str


class ProposalsOut(Closed, frozen=True):
    """The slowest first."""

    data: tuple[ProposalOut, ...]


class OfferOut(Closed, frozen=True):
    """A campaign that is on for a member: until when, what is left, what rewards cost."""

    campaign: str
    title: str
    text: str
    ends: datetime | None
    left: int | None
    prices: dict[Id, dict[Id, Positive]]


class OffersOut(Closed, frozen=True):
    """What is on for a member now."""

    data: tuple[OfferOut, ...]


def campaigns(asked: Asked) -> Answered | Problem:
    """GET /v1/campaigns."""
    found = tuple(map(_campaign, campaigning.standings(asked.conn, asked.shop)))
    return Answered(status=200, body=CampaignsOut(data=found))


def _campaign(one: campaigning.Standing) -> CampaignOut:
    word = one.word
    return CampaignOut(
        id=one.campaign, title=word.title or one.campaign, text=word.text, state=one.state,
        begins=one.begins, ends=one.ends, audience=word.audience, priority=word.priority,
        holdout=None if word.holdout is None else str(word.holdout), left=one.left, met=one.met,
        held_out=one.held_out, given=dict(one.given), issued=one.issued,
        came_back=one.came_back,
        share_back=one.came_back / one.issued if one.issued else None,
    )  # fmt: skip


def results(asked: Asked) -> Answered | Problem:
    """GET /v1/campaigns/{id}/results."""
    if asked.path["id"] not in asked.shop.program.document.campaigns:
        return problem("campaign_unknown")
    offered, held_out = campaigning.results(asked.conn, asked.shop, asked.path["id"])
    return Answered(status=200, body=ResultsOut(offered=_arm(offered), held_out=_arm(held_out)))


def _arm(one: campaigning.Arm) -> ArmOut:
    each = one.net_minor / one.members if one.members else None
    return ArmOut(
        members=one.members, orders=one.orders, net_minor=one.net_minor,
        net_minor_per_member=each,
    )  # fmt: skip


def preview(asked: Asked) -> Answered | Problem:
    """POST /v1/campaigns/preview."""
    body: PreviewIn = asked.body
    text = body.text
    if text is None:
        draft = programs.draft(asked.conn, asked.shop.program_id)
        text = draft.text if draft else ""
    document = read(text)
    if not isinstance(document, Program):
        return invalid(document)
    if body.campaign not in document.campaigns:
        return problem("campaign_unknown")
    found = previewing.preview(asked.conn, asked.shop, document, body.campaign)
    return Answered(status=200, body=PreviewOut(
        audience=found.audience, orders=found.orders, orders_in_window=found.orders_in_window,
        touched=found.touched, points=found.points, issued=found.issued,
    ))  # fmt: skip


def proposals(asked: Asked) -> Answered | Problem:
    """GET /v1/campaigns/proposals."""
    data = tuple(
        ProposalOut(kind=one.kind, name=one.name, found=one.found, usual=one.usual, text=one.text)
        for one in proposing.proposals(asked.conn, asked.shop)
    )
    return Answered(status=200, body=ProposalsOut(data=data))


def offers(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/offers."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    state = standing(asked.conn, asked.shop, member.account_id)
    found = campaigning.offers(asked.conn, asked.shop, member.account_id, state)
    data = tuple(
        OfferOut(
            campaign=one.campaign, title=one.word.title or one.campaign, text=one.word.text,
            ends=one.ends, left=one.left, prices=one.word.prices,
        )
        for one in found
    )  # fmt: skip
    return Answered(status=200, body=OffersOut(data=data))


CALLS: tuple[Call, ...] = (
    Call(
        name="list_campaigns", method="GET", path="/v1/campaigns", scope="program",
        summary="Read the campaigns in the order of their days", handle=campaigns,
        answers={200: CampaignsOut},
    ),
    Call(
        name="preview_campaign", method="POST", path="/v1/campaigns/preview", scope="program",
        summary="Ask whom a campaign is for and what it would have given on past orders",
        handle=preview, body=PreviewIn, answers={200: PreviewOut},
        problems=("program_invalid", "campaign_unknown"),
    ),
    Call(
        name="list_proposals", method="GET", path="/v1/campaigns/proposals", scope="program",
        summary="Read campaigns that the shop's own slow days and products suggest",
        handle=proposals, answers={200: ProposalsOut},
    ),
    Call(
        name="get_campaign_results", method="GET", path="/v1/campaigns/{id}/results",
        scope="program", summary="Compare those it was for with those who were held out",
        handle=results, answers={200: ResultsOut}, problems=("campaign_unknown",),
    ),
    Call(
        name="list_offers", method="GET", path="/v1/members/{ref}/offers", scope="members",
        summary="Read what is on for a member, and its true end", handle=offers,
        answers={200: OffersOut}, problems=FINDING, kinds=STAFF,
    ),
)  # fmt: skip
