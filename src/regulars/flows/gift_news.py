"""Who bought a gift card and whom it is for are told of it; its code is not among what they are
told, since it is kept nowhere.
"""

import msgspec
from psycopg import Connection

from regulars.domains import messages
from regulars.domains.giftcards.contracts import GiftCard
from regulars.domains.messages.contracts import Notice
from regulars.flows.shops import Shop
from regulars.kit import ids


def tell(conn: Connection, shop: Shop, card: GiftCard) -> None:
    """Will tell the buyer that it was bought and the receiver that it is theirs."""
    said = {
        "card": ids.encode("gft", card.account_id), "hint": card.hint, "wallet": card.wallet,
        "amount": card.amount_minor,
    }  # fmt: skip
    whom = (("gift_card.bought", card.buyer_id), ("gift_card.given", card.receiver_id))
    notices = [
        Notice(
            account_id=account_id, notice_id=ids.new(), program_id=shop.program_id,
            trigger=trigger, data=msgspec.json.encode(said), due_at=shop.now, created_at=shop.now,
        )
        for trigger, account_id in whom if account_id is not None
    ]  # fmt: skip
    messages.operations.tell(conn, notices)
