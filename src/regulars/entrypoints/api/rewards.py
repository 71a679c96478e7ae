"""The catalogue of rewards: all of it, as one member sees it, and how many are left."""

from typing import Annotated

from msgspec import Meta, field

from regulars.core.catalogue import Offer
from regulars.core.effects import Refused
from regulars.core.program import Reward
from regulars.flows import catalogue, picturing, shelves, stocking
from regulars.flows.shops import Shop
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.orders import Name
from regulars.wire.problems import Problem, of, problem
from regulars.wire.refs import FINDING
from regulars.wire.refs import member as find_member
from regulars.wire.sentences import sentence

Prices = tuple[dict[str, int], ...]


class RewardsQuery(Closed, frozen=True):
    """For whom, and where. Keys that stand in a browser cannot ask for a member."""

    member: Annotated[str, Meta(max_length=220)] = ""
    location: Name = ""


class Standing(Closed, frozen=True, omit_defaults=True):
    """What a member pays (`price`), whether they can have it, and if not why and how far it is."""

    price: dict[str, int]
    available: bool
    code: str = ""
    detail: str = ""
    missing: dict[str, int] = field(default_factory=dict)


class RewardOut(Closed, frozen=True):
    """A reward of the version in force. Money and percentages are decimal texts.

    `prices` are all of which one is to be paid, `price` the first of them. `stock_left` is absent
    where there is no end to it, `member` where nobody was named. `image` is the address of the
    picture that was put up, on this installation.
    """

    id: str
    title: str
    kind: str
    value: str | None
    maximum: str | None
    minimum_spend: str | None
    product: str | None
    cause: str | None
    price: dict[str, int]
    prices: Prices
    valid_for: str | None
    uses: int | None
    terms: str
    images: tuple[str, ...]
    image: str | None
    stock_left: int | None
    member: Standing | None


class RewardsOut(Closed, frozen=True):
    """Every reward that may be seen, as the program's file lists them."""

    data: tuple[RewardOut, ...]


class StockIn(Closed, frozen=True):
    """How many are left from now on."""

    left: Annotated[int, Meta(ge=0, le=1_000_000_000)]


class StockChangeIn(Closed, frozen=True, omit_defaults=True):
    """How many more there are (fewer, where negative), and why. `actor` is your own name for who
    counted; a number, not a person's name.
    """

    change: Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000)]
    reason: Annotated[str, Meta(min_length=1, max_length=500)]
    actor: Annotated[str, Meta(max_length=100)] = ""


class StockOut(Closed, frozen=True, omit_defaults=True):
    """How many are left."""

    reward: str
    left: int
    repeated: bool = False


def list_rewards(asked: Asked) -> Answered | Problem:
    """GET /v1/rewards."""
    found = _seen(asked)
    if isinstance(found, Problem):
        return found
    return Answered(status=200, body=RewardsOut(data=tuple(found)))


def get_reward(asked: Asked) -> Answered | Problem:
    """GET /v1/rewards/{id}."""
    found = _seen(asked)
    if isinstance(found, Problem):
        return found
    for one in found:
        if one.id == asked.path["id"]:
            return Answered(status=200, body=one)
    return problem("reward_unknown", reward=asked.path["id"])


def put_stock(asked: Asked) -> Answered | Problem:
    """PUT /v1/rewards/{id}/stock."""
    name = asked.path["id"]
    if name not in asked.shop.program.document.rewards:
        return problem("reward_unknown", reward=name)
    if not shelves.restock(asked.conn, asked.shop, name, asked.body.left):
        return problem("reward_has_no_stock", reward=name)
    return Answered(status=200, body=StockOut(reward=name, left=asked.body.left))


def change_stock(asked: Asked) -> Answered | Problem:
    """POST /v1/rewards/{id}/stock/changes."""
    if not asked.idempotency_key:
        return problem("idempotency_key_needed")
    body: StockChangeIn = asked.body
    new = stocking.NewChange(
        reward=asked.path["id"], amount=body.change, key=f"api:{asked.idempotency_key}",
        actor=body.actor or str(asked.key.key_id), reason=body.reason,
    )  # fmt: skip
    done = stocking.change(asked.conn, asked.shop, new)
    if isinstance(done, Refused):
        return of(done)
    out = StockOut(reward=new.reward, left=done.left, repeated=done.repeated)
    return Answered(status=200, body=out)


def _seen(asked: Asked) -> list[RewardOut] | Problem:
    query: RewardsQuery = asked.query
    account_id = None
    if query.member:
        if asked.key.kind == "publishable":
            return problem("key_kind_refused")
        member = find_member(asked.conn, asked.shop.program_id, query.member)
        if isinstance(member, Problem):
            return member
        account_id = member.account_id
    offers = catalogue.offers(asked.conn, asked.shop, account_id, location=query.location)
    left = catalogue.stock_left(asked.conn, asked.shop)
    pictures = picturing.addresses(asked.conn, asked.shop)
    return [
        _out(asked.shop, one, left.get(one.reward), pictures.get(one.reward), bool(query.member))
        for one in offers
    ]


def _out(shop: Shop, offer: Offer, left: int | None, image: str | None, named: bool) -> RewardOut:
    one: Reward = shop.program.document.rewards[offer.reward]
    value, maximum, least = (
        None if number is None else str(number)
        for number in (one.value, one.maximum, one.minimum_spend)
    )
    prices: Prices = tuple(dict(price) for price in offer.prices)
    return RewardOut(
        id=offer.reward, title=one.title or offer.reward, kind=one.kind, value=value,
        maximum=maximum, minimum_spend=least, product=one.product, cause=one.cause,
        price=prices[0] if prices else {}, prices=prices, valid_for=one.valid_for,
        uses=one.uses if isinstance(one.uses, int) else None, terms=one.terms, images=one.images,
        image=image, stock_left=left, member=_standing(offer) if named else None,
    )  # fmt: skip


def _standing(offer: Offer) -> Standing:
    price, missing = dict(offer.pays), dict(offer.missing)
    if offer.refused is None:
        return Standing(price=price, available=True)
    code = offer.refused.code
    said = sentence(f"problem.{code}", offer.refused.params)
    return Standing(price=price, available=False, code=code, detail=said, missing=missing)


_MEMBER = (*FINDING, "key_kind_refused")
CALLS: tuple[Call, ...] = (
    Call(
        name="list_rewards", method="GET", path="/v1/rewards", scope="redemptions",
        summary="Read what points can buy, and what one member can have now",
        handle=list_rewards, query=RewardsQuery, answers={200: RewardsOut}, problems=_MEMBER,
        kinds=("secret", "device", "publishable"),
    ),
    Call(
        name="get_reward", method="GET", path="/v1/rewards/{id}", scope="redemptions",
        summary="Read one reward", handle=get_reward, query=RewardsQuery,
        answers={200: RewardOut}, problems=(*_MEMBER, "reward_unknown"),
        kinds=("secret", "device", "publishable"),
    ),
    Call(
        name="put_stock", method="PUT", path="/v1/rewards/{id}/stock", scope="catalogue",
        summary="Say how many of a reward are left", handle=put_stock, body=StockIn,
        answers={200: StockOut}, problems=("reward_unknown", "reward_has_no_stock"),
    ),
    Call(
        name="change_stock", method="POST", path="/v1/rewards/{id}/stock/changes",
        scope="catalogue", summary="Put more of a reward on the shelf, or take some off",
        handle=change_stock, body=StockChangeIn, answers={200: StockOut},
        problems=(
            "reward_unknown", "reward_has_no_stock", "stock_below_nothing",
            "exists_with_different_content", "idempotency_key_needed",
        ),
    ),
)  # fmt: skip
