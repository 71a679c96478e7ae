"""Gift cards come into being: sold once for a payment, or made of a voucher."""

from uuid import UUID

from msgspec import Struct, structs
from psycopg import Connection
from psycopg.errors import SerializationFailure

from regulars.core.facts import SellCard, UseVoucher
from regulars.domains.events import queries as events
from regulars.domains.giftcards import operations as keeping
from regulars.domains.giftcards import queries as giftcards
from regulars.domains.giftcards.contracts import GiftCard
from regulars.domains.rewards.contracts import Voucher
from regulars.flows import gift_news
from regulars.flows.answers import Answer, first, repeated
from regulars.flows.books import Books
from regulars.flows.once import book_once
from regulars.flows.shops import Shop
from regulars.flows.steps import Step
from regulars.kit import ids


class Sold(Struct, frozen=True, kw_only=True):
    """How it ended, the card, and its code: told once, when it is made."""

    answer: Answer
    card: GiftCard | None = None
    code: str = ""


class Gift(Struct, frozen=True, kw_only=True):
    """Who bought a card and for whom, and the order and line that it was bought with."""

    buyer: UUID | None = None
    receiver: UUID | None = None
    order_ref: str = ""
    line_id: str = ""


def sell(conn: Connection, shop: Shop, fact: SellCard, *, payment: str, fingerprint: bytes,
         actor: str, gift: Gift | None = None) -> Sold:  # fmt: skip
    """Will sell a card, once for its payment. Refusals: those of `core.gift_cards.sell`."""
    account_id, known = _account(conn, shop, "payment", payment)
    step = _sale(account_id, fact, fingerprint, actor)
    answer = book_once(conn, shop, step)
    if known or answer.refused is not None:
        return told(conn, shop, answer, account_id)
    return _made(conn, shop, answer, fact, payment, gift or Gift())


def of_voucher(conn: Connection, shop: Shop, voucher: Voucher, *, actor: str) -> Sold:
    """Will make a card of a voucher, once. Refusals: voucher_not_open, voucher_no_gift_card,
    gift_cards_not_sold, and where the voucher cannot be used now."""
    name = ids.encode("vch", voucher.voucher_id)
    account_id, known = _account(conn, shop, "voucher", name)
    books = Books(conn, shop, ())
    books.lock([voucher.account_id, account_id])
    if known:
        kept = events.events(conn, [(account_id, "sold")])[account_id, "sold"]
        return told(conn, shop, repeated(conn, kept, name.encode()), account_id)
    use = UseVoucher(occurred_at=shop.now, voucher=voucher.number, gift_card=True)
    used = books.evaluate(
        Step(
            account_id=voucher.account_id, fact=use, key=f"gift-card:{voucher.code}",
            fingerprint=name.encode(), actor=actor,
        )
    )  # fmt: skip
    if used.outcome.refused is not None:
        return Sold(answer=first(used))
    fact = _given(shop, voucher)
    sold = books.evaluate(_sale(account_id, fact, name.encode(), actor))
    if sold.outcome.refused is not None:
        return Sold(answer=first(sold))
    books.write()
    return _made(conn, shop, first(sold), fact, name, Gift(receiver=voucher.account_id))


def _account(conn: Connection, shop: Shop, kind: str, value: str) -> tuple[UUID, bool]:
    """The account that was opened for this before, or a new one."""
    known = giftcards.account(conn, shop.program_id, kind, value)
    if known is not None:
        return known, True
    fresh = ids.new()
    if not keeping.take(conn, shop.program_id, kind, value, fresh):
        raise SerializationFailure("a card was made of this meanwhile")
    return fresh, False


def _sale(account_id: UUID, fact: SellCard, fingerprint: bytes, actor: str) -> Step:
    return Step(account_id=account_id, fact=fact, key="sold", fingerprint=fingerprint, actor=actor)


def _given(shop: Shop, voucher: Voucher) -> SellCard:
    """The voucher's terms are those of the version that issued it, the wallet is today's."""
    then = shop.timeline.version(voucher.version)
    value = then.document.rewards[voucher.reward].value
    wallets = [name for name, one in shop.program.document.stored_value.items() if one.gift_cards]
    return SellCard(
        occurred_at=shop.now, wallet=wallets[0] if wallets else "", reward=voucher.reward,
        amount_minor=then.minor(value) if value is not None else 0,
    )  # fmt: skip


def _made(conn: Connection, shop: Shop, answer: Answer, fact: SellCard, payment: str,
          gift: Gift) -> Sold:  # fmt: skip
    assert answer.account_id, "what was booked has an account"
    card = GiftCard(
        account_id=answer.account_id, program_id=shop.program_id, wallet=fact.wallet,
        amount_minor=fact.amount_minor, reward=fact.reward, payment=payment, hint="",
        blocked=False, sold_at=shop.now, changed_at=shop.now, buyer_id=gift.buyer,
        receiver_id=gift.receiver, order_ref=gift.order_ref, line_id=gift.line_id,
    )  # fmt: skip
    code = keeping.add(conn, card)
    sold = told(conn, shop, answer, card.account_id)
    assert sold.card, "what was written is there"
    gift_news.tell(conn, shop, sold.card)
    return structs.replace(sold, code=code)


def told(conn: Connection, shop: Shop, answer: Answer, account_id: UUID) -> Sold:
    """Will answer with the card as it stands."""
    found = giftcards.cards(conn, shop.program_id, [account_id])
    return Sold(answer=answer, card=found.get(account_id))
