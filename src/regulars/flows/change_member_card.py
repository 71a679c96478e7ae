"""A card is blocked, is good again, or another one takes over from it."""

from msgspec import structs
from psycopg import Connection

from regulars.domains.cards import operations as cards
from regulars.domains.cards import queries as found
from regulars.domains.cards.contracts import ACTIVE, BARRED, BLOCKED, REPLACED, Card
from regulars.domains.members import operations as members
from regulars.domains.members.contracts import Member, Ref
from regulars.flows import member_cards
from regulars.flows.card_news import hear, tell
from regulars.flows.issue_card import Wanted, deal, done_before, locked, note
from regulars.flows.member_cards import CARD, Dealt, refuse
from regulars.flows.shops import Shop


def block(conn: Connection, shop: Shop, number: str, reason: str, wanted: Wanted) -> Dealt:
    """Will block a card from now on; what its member has stays. A blocked one answers `repeated`.
    Refusals: card_unknown, card_replaced, exists_with_different_content."""
    held = _held(conn, shop, number, wanted)
    if isinstance(held, Dealt):
        return held
    member, card = held
    if card.status == REPLACED:
        return refuse("card_replaced")
    if card.status == BLOCKED:
        return Dealt(status="repeated", card=card)
    blocked = _stands(conn, shop, card, wanted, status=BLOCKED, reason=reason)
    note(conn, shop, wanted, blocked)
    member_cards.settle(conn, shop, member)
    tell(conn, shop, member, blocked, "card.blocked")
    return Dealt(status="created", card=blocked)


def unblock(conn: Connection, shop: Shop, number: str, wanted: Wanted) -> Dealt:
    """Will let a blocked card be good again; one that is good answers `repeated`. Refusals:
    card_unknown, card_replaced, exists_with_different_content."""
    held = _held(conn, shop, number, wanted)
    if isinstance(held, Dealt):
        return held
    member, card = held
    if card.status == REPLACED:
        return refuse("card_replaced")
    if card.status == ACTIVE:
        return Dealt(status="repeated", card=card)
    good = _stands(conn, shop, card, wanted, status=ACTIVE, reason="")
    note(conn, shop, wanted, good)
    member_cards.settle(conn, shop, member)
    hear(conn, shop, member, good, "card.unblocked")
    return Dealt(status="created", card=good)


def replace(conn: Connection, shop: Shop, number: str, reason: str, wanted: Wanted) -> Dealt:
    """Will give a member a new card that takes over from an old one. Of many who ask, one makes it
    and the others are told `repeated` with the same card.

    Refusals: card_unknown, account_closed, name_taken (the new number is another's), card_blocked
    (the new number is a blocked card), card_numbers_used_up, exists_with_different_content.
    """
    held = _held(conn, shop, number, wanted)
    if isinstance(held, Dealt):
        return held
    member, card = held
    if card.replaced_by is not None:
        after = found.by_ids(conn, shop.program_id, [card.replaced_by])[card.replaced_by]
        return Dealt(status="repeated", card=after)
    if member.closed_at is not None:
        return refuse("account_closed")
    if wanted.number == card.number:
        return refuse("name_taken")
    dealt = deal(conn, shop, member, wanted)
    if dealt.card is None:
        return dealt
    old = _stands(conn, shop, card, wanted, status=REPLACED, reason=reason or card.reason,
                  replaced_by=dealt.card.card_id)  # fmt: skip
    note(conn, shop, wanted, dealt.card)
    member_cards.settle(conn, shop, member)
    tell(conn, shop, member, old, "card.replaced", dealt.card)
    return Dealt(status="created", card=dealt.card)


def _held(conn: Connection, shop: Shop, number: str, wanted: Wanted) -> tuple[Member, Card] | Dealt:
    """Will lock a card's member and read the card; or answer a repeat, or a no."""
    card = found.by_number(conn, shop.program_id, number)
    member = locked(conn, shop, card.member_id) if card else None
    before = done_before(conn, shop, wanted)
    if before is not None:
        return before
    card = found.by_number(conn, shop.program_id, number) if member else None
    if member is None or card is None or card.member_id != member.member_id:
        return refuse("card_unknown")
    return member, card


def _stands(conn: Connection, shop: Shop, card: Card, wanted: Wanted, **how: object) -> Card:
    """Will write down how a card stands, and let its number lead or not lead accordingly."""
    changed = structs.replace(card, **how, changed_at=shop.now, changed_by=wanted.by)
    cards.change(conn, changed)
    ref = Ref(CARD, card.number)
    if BARRED[changed.status] != BARRED[card.status]:
        members.bar(conn, shop.program_id, ref, BARRED[changed.status])
    return changed
