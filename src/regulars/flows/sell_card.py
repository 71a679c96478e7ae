"""Gift cards come into being: sold once for a payment, or made of a voucher; blocked, replaced."""

from uuid import UUID

from msgspec import Struct, structs
from psycopg import Connection
from psycopg.errors import SerializationFailure

from regulars.core.facts import BlockCard, SellCard, UseVoucher
from regulars.domains.events import queries as events
from regulars.domains.giftcards import operations as keeping
from regulars.domains.giftcards import queries as giftcards
from regulars.domains.giftcards.contracts import GiftCard
from regulars.domains.rewards.contracts import Voucher
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


def sell(conn: Connection, shop: Shop, fact: SellCard, *, payment: str, fingerprint: bytes,
         actor: str) -> Sold:  # fmt: skip
    """Will sell a card, once for its payment. Refusals: those of `core.gift_cards.sell`."""
    account_id, known = _account(conn, shop, "payment", payment)
    step = _sale(account_id, fact, fingerprint, actor)
    answer = book_once(conn, shop, step)
    if known or answer.refused is not None:
        return _told(conn, shop, answer, account_id)
    return _made(conn, shop, answer, fact, payment)


def of_voucher(conn: Connection, shop: Shop, voucher: Voucher, *, actor: str) -> Sold:
    """Will make a card of a voucher, once. Refusals: voucher_not_open, voucher_no_gift_card,
    gift_cards_not_sold, and where the voucher cannot be used now."""
    name = ids.encode("vch", voucher.voucher_id)
    account_id, known = _account(conn, shop, "voucher", name)
    books = Books(conn, shop, ())
    books.lock([voucher.account_id, account_id])
    if known:
        kept = events.events(conn, [(account_id, "sold")])[account_id, "sold"]
        return _told(conn, shop, repeated(conn, kept, name.encode()), account_id)
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
    return _made(conn, shop, first(sold), fact, name)


def block(conn: Connection, shop: Shop, card: GiftCard, *, blocked: bool, key: str,
          actor: str) -> Sold:  # fmt: skip
    """Will block a card, or let it be good again. Refusal: gift_card_as_before."""
    fact = BlockCard(occurred_at=shop.now, blocked=blocked, actor=actor)
    step = Step(
        account_id=card.account_id, fact=fact, key=f"block:{key}",
        fingerprint=str(blocked).encode(), actor=actor,
    )  # fmt: skip
    card = _locked(conn, shop, card)
    answer = book_once(conn, shop, step)
    if answer.status == "created":
        keeping.change(conn, structs.replace(card, blocked=blocked, changed_at=shop.now))
    return _told(conn, shop, answer, card.account_id)


def replace(conn: Connection, shop: Shop, card: GiftCard, *, actor: str) -> Sold:
    """Will give a card another code: what it holds stays, its old code leads nowhere, and a block
    ends. Who asks twice has two new codes, of which the last one is good."""
    card = _locked(conn, shop, card)
    if card.blocked:
        block(conn, shop, card, blocked=False, key=ids.new().hex, actor=actor)
        card = structs.replace(card, blocked=False)
    code = keeping.recode(conn, structs.replace(card, changed_at=shop.now))
    answer = Answer(status="created", account_id=card.account_id)
    return structs.replace(_told(conn, shop, answer, card.account_id), code=code)


def _account(conn: Connection, shop: Shop, kind: str, value: str) -> tuple[UUID, bool]:
    """The account that was opened for this before, or a new one."""
    known = giftcards.account(conn, shop.program_id, kind, value)
    if known is not None:
        return known, True
    fresh = ids.new()
    if not keeping.take(conn, shop.program_id, kind, value, fresh):
        raise SerializationFailure("a card was made of this meanwhile")
    return fresh, False


def _locked(conn: Connection, shop: Shop, card: GiftCard) -> GiftCard:
    """The card as it stands once nobody else can change it."""
    Books(conn, shop, ()).lock([card.account_id])
    return giftcards.cards(conn, shop.program_id, [card.account_id])[card.account_id]


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


def _made(conn: Connection, shop: Shop, answer: Answer, fact: SellCard, payment: str) -> Sold:
    assert answer.account_id, "what was booked has an account"
    card = GiftCard(
        account_id=answer.account_id, program_id=shop.program_id, wallet=fact.wallet,
        amount_minor=fact.amount_minor, reward=fact.reward, payment=payment, hint="",
        blocked=False, sold_at=shop.now, changed_at=shop.now,
    )  # fmt: skip
    code = keeping.add(conn, card)
    return structs.replace(_told(conn, shop, answer, card.account_id), code=code)


def _told(conn: Connection, shop: Shop, answer: Answer, account_id: UUID) -> Sold:
    found = giftcards.cards(conn, shop.program_id, [account_id])
    return Sold(answer=answer, card=found.get(account_id))
