"""What causes got: points that members gave, and the money that it is for the shop."""

from datetime import date

from msgspec import field

from regulars.flows import donating
from regulars.flows.donating import Per
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.problems import Problem


class DonationsQuery(Closed, frozen=True):
    """Which days of the shop's calendar, both included, and in which periods."""

    per: Per = "month"
    first: date | None = field(name="from", default=None)
    last: date | None = field(name="to", default=None)


class DonationOut(Closed, frozen=True):
    """One cause in one period, named by its first day. What was given back since is not in it."""

    cause: str
    period: date
    times: int
    money_minor: int
    points: dict[str, int]


class DonationsOut(Closed, frozen=True):
    """All causes, the oldest period first. Days, months and years are those of `time_zone`."""

    currency: str
    time_zone: str
    per: str
    data: tuple[DonationOut, ...]


def list_donations(asked: Asked) -> Answered | Problem:
    """GET /v1/donations."""
    query: DonationsQuery = asked.query
    found = donating.by_cause(
        asked.conn, asked.shop, per=query.per, first=query.first, last=query.last
    )
    document = asked.shop.program.document
    data = tuple(
        DonationOut(
            cause=one.cause, period=one.period, times=one.times, money_minor=one.money_minor,
            points=dict(one.points),
        )
        for one in found
    )  # fmt: skip
    body = DonationsOut(
        currency=document.currency, time_zone=document.time_zone, per=query.per, data=data
    )
    return Answered(status=200, body=body)


CALLS: tuple[Call, ...] = (
    Call(
        name="list_donations", method="GET", path="/v1/donations", scope="catalogue",
        summary="Read what members gave to each cause", handle=list_donations,
        query=DonationsQuery, answers={200: DonationsOut},
    ),
)  # fmt: skip
