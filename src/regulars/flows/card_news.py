"""Members and listeners are told what happens to a card."""

import msgspec
from psycopg import Connection

from regulars.domains import messages, outbox
from regulars.domains.cards.contracts import Card
from regulars.domains.members.contracts import Member
from regulars.domains.messages.contracts import Notice
from regulars.flows import envelopes
from regulars.flows.shops import Shop
from regulars.kit import ids


def tell(conn: Connection, shop: Shop, member: Member, card: Card, trigger: str,
         after: Card | None = None) -> None:  # fmt: skip
    """Will tell the member, and whoever listens. `after` is the card that took over."""
    who = ids.encode("mem", member.member_id)
    told = {"member": who, "card": ending(card), "reason": card.reason}
    if after is not None:
        told["new_card"] = ending(after)
    notice = Notice(
        account_id=member.account_id, notice_id=ids.new(), program_id=shop.program_id,
        trigger=trigger, data=msgspec.json.encode(told), due_at=shop.now, created_at=shop.now,
    )  # fmt: skip
    messages.operations.tell(conn, [notice])
    hear(conn, shop, member, card, trigger, after)


def hear(conn: Connection, shop: Shop, member: Member, card: Card, name: str,
         after: Card | None = None) -> None:  # fmt: skip
    """Will tell only those who listen to the program."""
    data = {
        "card": card_id(card), "member": ids.encode("mem", member.member_id), "kind": card.kind,
        "status": card.status, "reason": card.reason,
    }  # fmt: skip
    if after is not None:
        data["replaced_by"] = card_id(after)
    outbox.operations.put(conn, [envelopes.single(shop, member.account_id, name, data)])


def ending(card: Card) -> str:
    """Will write the end of a number: enough for whoever has the card, nothing for others."""
    return f"… {card.number[-4:]}"


def card_id(card: Card) -> str:
    """Will write a card's id as the API says it."""
    return ids.encode("crd", card.card_id)
