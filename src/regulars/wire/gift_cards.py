"""Gift cards on the wire: sold, looked up, spent and loaded by their code."""

import hashlib
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from regulars.core.calendar import moment
from regulars.core.effects import Refused
from regulars.core.facts import SellCard, SendValue, SpendValue
from regulars.core.state import balance
from regulars.domains.giftcards import queries as giftcards
from regulars.domains.giftcards.contracts import GiftCard
from regulars.flows import guessing, sell_card, store_value
from regulars.flows.standing import standing
from regulars.flows.transfer_value import transfer
from regulars.kit import ids
from regulars.wire import redemptions
from regulars.wire.calls import Answered, Asked, Closed
from regulars.wire.orders import Name
from regulars.wire.problems import Problem, of, problem, written
from regulars.wire.refs import event_key
from regulars.wire.refs import member as find_member
from regulars.wire.stored_value import Paid, SpendIn, answered, fingerprint
from regulars.wire.vouchers import order_ref


class GiftCardIn(Closed, frozen=True, omit_defaults=True):
    """A card that was paid for (`payment` is the payment's own reference, which makes it happen
    once), or a `voucher` that becomes one.

    `buyer` and `receiver` are members who are told of it. With `order`, and `line` where it was one
    of several, the card ends when its sale is refunded.
    """

    amount_minor: Paid | None = None
    payment: Name = ""
    voucher: Name = ""
    wallet: Name = ""
    buyer: Annotated[str, Meta(max_length=220)] = ""
    receiver: Annotated[str, Meta(max_length=220)] = ""
    order: Annotated[str, Meta(max_length=400)] = ""
    line: Name = ""


class LoadIn(Closed, frozen=True):
    """Into whose wallet all that is on the card goes."""

    member: Annotated[str, Meta(max_length=220)]


class GiftCardOut(Closed, frozen=True, omit_defaults=True):
    """A card. `code` is told when it is made and never again; `hint` is its end."""

    id: str
    hint: str
    wallet: str
    amount_minor: int
    balance_minor: int
    blocked: bool
    sold_at: datetime
    expires_at: datetime | None = None
    reward: str = ""
    code: str = ""
    repeated: bool = False


def handle_sell(asked: Asked) -> Answered | Problem:
    """POST /v1/gift-cards."""
    body: GiftCardIn = asked.body
    actor = str(asked.key.key_id)
    if bool(body.voucher) is bool(body.payment and body.amount_minor):
        return problem("payment_or_voucher")
    if body.voucher:
        asker = guessing.Asker(key_id=asked.key.key_id, address=asked.address)
        voucher = guessing.voucher(asked.conn, asked.shop, asker, body.voucher)
        if isinstance(voucher, Refused):
            return written(voucher)
        return told(asked, sell_card.of_voucher(asked.conn, asked.shop, voucher, actor=actor))
    gift = _gift(asked, body)
    if isinstance(gift, Problem):
        return gift
    fact = SellCard(
        occurred_at=asked.shop.now, wallet=_wallet(asked, body.wallet),
        amount_minor=body.amount_minor or 0,
    )  # fmt: skip
    sold = sell_card.sell(
        asked.conn, asked.shop, fact, payment=event_key(body.payment),
        fingerprint=fingerprint(body), actor=actor, gift=gift,
    )  # fmt: skip
    return told(asked, sold)


def handle_get(asked: Asked) -> Answered | Problem:
    """GET /v1/gift-cards/{card}."""
    card = found(asked, by_id=True)
    if isinstance(card, Problem):
        return card
    return Answered(status=200, body=_out(asked, card))


def handle_spend(asked: Asked) -> Answered | Problem:
    """POST /v1/gift-cards/{card}/spends."""
    card = found(asked)
    if isinstance(card, Problem):
        return card
    body: SpendIn = asked.body
    fact = SpendValue(
        occurred_at=asked.shop.now, wallet=card.wallet, amount_minor=body.amount_minor,
        order_id=order_ref(body.order), location=body.location, channel=body.channel,
        hold=body.hold, hold_seconds=body.hold_seconds,
    )  # fmt: skip
    done = store_value.spend(
        asked.conn, asked.shop, card.account_id, fact, key=asked.idempotency_key,
        fingerprint=fingerprint(body), actor=str(asked.key.key_id),
    )  # fmt: skip
    return redemptions.answer(asked, done)


def handle_load(asked: Asked) -> Answered | Problem:
    """POST /v1/gift-cards/{card}/load."""
    card = found(asked)
    if isinstance(card, Problem):
        return card
    member = find_member(asked.conn, asked.shop.program_id, asked.body.member)
    if isinstance(member, Problem):
        return member
    to = ids.encode("acc", member.account_id)
    fact = SendValue(occurred_at=asked.shop.now, wallet=card.wallet, to=to, load=True)
    answer = transfer(
        asked.conn, asked.shop, card.account_id, member.account_id, fact,
        key=event_key(f"load:{asked.idempotency_key}"), actor=str(asked.key.key_id),
        fingerprint=hashlib.sha256(msgspec.json.encode(to)).digest(),
    )  # fmt: skip
    return answered(asked, answer)


def found(asked: Asked, *, by_id: bool = False) -> GiftCard | Problem:
    """Will give the card by its code. Its id is no secret: it will do to look at it, not to spend
    it.
    """
    text = asked.path["card"]
    if asked.body is not None and not asked.idempotency_key:
        return problem("idempotency_key_needed")
    account_id = ids.decode("gft", text) if by_id else None
    if account_id is not None:
        cards = giftcards.cards(asked.conn, asked.shop.program_id, [account_id])
        return cards.get(account_id) or problem("gift_card_unknown")
    asker = guessing.Asker(key_id=asked.key.key_id, address=asked.address)
    card = guessing.gift_card(asked.conn, asked.shop, asker, text)
    return written(card) if isinstance(card, Refused) else card


def _gift(asked: Asked, body: GiftCardIn) -> sell_card.Gift | Problem:
    accounts = []
    for ref in (body.buyer, body.receiver):
        member = find_member(asked.conn, asked.shop.program_id, ref) if ref else None
        if isinstance(member, Problem):
            return member
        accounts.append(member.account_id if member else None)
    return sell_card.Gift(
        buyer=accounts[0], receiver=accounts[1], order_ref=order_ref(body.order), line_id=body.line
    )


def _wallet(asked: Asked, named: str) -> str:
    """The kind of value that was named, else the only one that is sold as cards."""
    words = asked.shop.program.document.stored_value
    names = [name for name, one in words.items() if one.gift_cards is not None]
    return named or (names[0] if len(names) == 1 else next(iter(words), ""))


def told(asked: Asked, sold: sell_card.Sold) -> Answered | Problem:
    """Will answer with a card; its code only where it has just been made."""
    if sold.answer.refused is not None:
        return of(sold.answer.refused)
    assert sold.card, "a card that was changed is there"
    new = bool(sold.code)
    body = _out(asked, sold.card, code=sold.code, repeated=sold.answer.status == "repeated")
    return Answered(
        status=201 if new else 200, body=body, location=f"/v1/gift-cards/{body.id}" if new else ""
    )


def _out(asked: Asked, card: GiftCard, *, code: str = "", repeated: bool = False) -> GiftCardOut:
    state = standing(asked.conn, asked.shop, card.account_id)
    ends = [
        lot.expires for lot in state.lots if lot.currency == card.wallet and lot.expires is not None
    ]
    return GiftCardOut(
        id=ids.encode("gft", card.account_id), hint=card.hint, wallet=card.wallet,
        amount_minor=card.amount_minor, balance_minor=balance(state, card.wallet),
        blocked=card.blocked, sold_at=card.sold_at,
        expires_at=moment(min(ends)) if ends else None,
        reward=card.reward, code=code, repeated=repeated,
    )  # fmt: skip
