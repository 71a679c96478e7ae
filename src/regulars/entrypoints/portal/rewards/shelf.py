"""The catalogue as this member sees it: what they can have now, what is near, and why not yet."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from regulars.core.catalogue import Offer
from regulars.core.state import AccountState, balance
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.amounts import amount, price_of, reward_title, terms_of
from regulars.entrypoints.portal.why_not import refusal
from regulars.flows import catalogue, picturing

SHORT = "balance_too_low"


class Price(Struct, frozen=True, kw_only=True):
    """One price of a reward: its number, what it is, and whether it can be paid now."""

    index: int
    text: str
    can: bool


class Shown(Struct, frozen=True, kw_only=True):
    """A reward as a member sees it. `missing` is said where only that is in the way, else `why`."""

    id: str
    title: str
    image: str
    prices: tuple[Price, ...]
    missing: str
    percent: int
    why: str
    left: int | None

    @property
    def can(self) -> bool:
        """Whether it can be had now."""
        return not self.missing and not self.why


class Detail(Struct, frozen=True, kw_only=True):
    """One reward with all that is to know of it."""

    shown: Shown
    sentence: str
    terms: str


def shelf(visit: Visit) -> tuple[list[Shown], list[Shown], list[Shown]]:
    """Will sort all rewards that the member may see: for now, near (the nearest first), others."""
    state = visit.state()
    offers = catalogue.offers(visit.conn, visit.shop, visit.me.account_id)
    images = picturing.addresses(visit.conn, visit.shop)
    left = catalogue.stock_left(visit.conn, visit.shop)
    rows = [_shown(visit, state, one, images, left) for one in offers]
    if not visit.spends:
        return [], [], [_unweighed(one) for one in rows]
    near = sorted((one for one in rows if one.missing), key=lambda one: -one.percent)
    return [one for one in rows if one.can], near, [one for one in rows if one.why]


def _unweighed(one: Shown) -> Shown:
    """What there is, for somebody who may not know what the account holds."""
    prices = tuple(msgspec.structs.replace(price, can=False) for price in one.prices)
    return msgspec.structs.replace(one, prices=prices, missing="", percent=0)


def detail(visit: Visit, reward: str) -> Detail | None:
    """Will give one reward, if the member may see it."""
    rows = [one for group in shelf(visit) for one in group if one.id == reward]
    if not rows:
        return None
    word = visit.shop.program.document.rewards[reward]
    return Detail(shown=rows[0], sentence=terms_of(visit, reward), terms=word.terms)


def prices(visit: Visit, reward: str) -> tuple[Mapping[str, int], ...]:
    """Will list what the member may pay for a reward, one of several."""
    offers = catalogue.offers(visit.conn, visit.shop, visit.me.account_id)
    return next((one.prices for one in offers if one.reward == reward), ())


def _shown(
    visit: Visit, state: AccountState, offer: Offer, images: Mapping[str, str],
    left: Mapping[str, int],
) -> Shown:  # fmt: skip
    refused = offer.refused
    short = refused is not None and refused.code == SHORT
    held = {one: balance(state, one, visit.shop.instant) for price in offer.prices for one in price}
    return Shown(
        id=offer.reward, title=reward_title(visit, offer.reward),
        image=images.get(offer.reward, ""),
        prices=tuple(
            Price(
                index=index, text=price_of(visit, price),
                can=refused is None and all(held[one] >= much for one, much in price.items()),
            )
            for index, price in enumerate(offer.prices)
        ),
        missing=" + ".join(amount(visit, *one) for one in offer.missing.items()) if short else "",
        percent=min(
            (100 * max(held[one], 0) // much for one, much in offer.pays.items()), default=0
        ) if short else 100,
        why=refusal(visit, refused) if refused is not None and not short else "",
        left=left.get(offer.reward),
    )  # fmt: skip
