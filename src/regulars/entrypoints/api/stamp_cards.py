"""Stamp cards of a member, as a phone shows them: places, dates, rewards on the way, design."""

from datetime import datetime

from regulars.core.calendar import moment
from regulars.core.stamps.following import CardStanding, following
from regulars.core.state import AccountState
from regulars.domains.ledger import queries as ledger
from regulars.domains.rewards import queries as rewards
from regulars.flows.standing import standing
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.joining import STAFF
from regulars.wire.problems import Problem
from regulars.wire.refs import FINDING
from regulars.wire.refs import member as find_member


class CardPlace(Closed, frozen=True):
    """A place that gives a reward; `voucher` is what it gave on this card."""

    at: int
    reward: str
    title: str
    voucher: str


class CardDesign(Closed, frozen=True):
    """The shop's own colours and sign."""

    background: str
    text: str
    accent: str
    icon: str
    note: str


class StampCardOut(Closed, frozen=True):
    """A card. `place` is where it counts, if it does not count everywhere; `stamped_at` are the
    instants of the stamps on it; `owed` stamps come back before the next one shows.
    """

    card: str
    title: str
    currency: str
    place: str
    stamps: int
    filled: int
    missing: int
    owed: int
    completed: int
    finished: bool
    expires_at: datetime | None
    stamped_at: tuple[datetime, ...]
    rewards: tuple[CardPlace, ...]
    design: CardDesign


class StampCardsOut(Closed, frozen=True):
    """All cards of a member."""

    data: tuple[StampCardOut, ...]


def stamp_cards(asked: Asked) -> Answered | Problem:
    """GET /v1/members/{ref}/stamp-cards."""
    member = find_member(asked.conn, asked.shop.program_id, asked.path["ref"])
    if isinstance(member, Problem):
        return member
    state = standing(asked.conn, asked.shop, member.account_id)
    found = following(asked.shop.program, state, asked.shop.instant)
    since = {
        lot.number: lot.available_at for lot in ledger.lots(asked.conn, member.account_id)
    } if found else {}  # fmt: skip
    numbers = [
        (member.account_id, place.voucher)
        for one in found
        for place in one.places
        if place.voucher is not None
    ]
    codes = {one.number: one.code for one in rewards.numbered(asked.conn, numbers)}
    data = tuple(_out(asked, one, state, since, codes) for one in found)
    return Answered(status=200, body=StampCardsOut(data=data))


def _out(
    asked: Asked,
    one: CardStanding,
    state: AccountState,
    since: dict[int, datetime],
    codes: dict[int, str],
) -> StampCardOut:
    document = asked.shop.program.document
    word = document.stamp_cards[one.card]
    stamped = sorted(
        since[lot.number]
        for lot in state.lots
        if lot.currency == one.currency and lot.number in since
        for _ in range(lot.left)
    )
    return StampCardOut(
        card=one.card, title=word.title, currency=one.currency, place=one.place,
        stamps=one.stamps, filled=one.filled, missing=one.stamps - one.filled, owed=one.owed,
        completed=one.completed, finished=one.finished,
        expires_at=moment(one.until) if one.until is not None else None,
        stamped_at=tuple(stamped[: one.filled]),
        rewards=tuple(
            CardPlace(
                at=place.at, reward=place.reward, voucher=codes.get(place.voucher or 0, ""),
                title=document.rewards[place.reward].title or place.reward,
            )
            for place in one.places
        ),
        design=CardDesign(
            background=word.design.background, text=word.design.text, accent=word.design.accent,
            icon=word.design.icon, note=word.design.note,
        ),
    )  # fmt: skip


CALLS: tuple[Call, ...] = (
    Call(
        name="list_stamp_cards", method="GET", path="/v1/members/{ref}/stamp-cards",
        scope="members", summary="Read a member's stamp cards, as a phone shows them",
        handle=stamp_cards, answers={200: StampCardsOut}, problems=FINDING, kinds=STAFF,
    ),
)  # fmt: skip
