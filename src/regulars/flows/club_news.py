"""Members and listeners are told what happens to a membership beside joining and leaving."""

from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains import messages, outbox
from regulars.domains.clubs.contracts import Club
from regulars.domains.messages.contracts import Notice
from regulars.flows import envelopes
from regulars.flows.shops import Shop
from regulars.kit import ids


def tell(conn: Connection, shop: Shop, club: Club, account_id: UUID, trigger: str) -> None:
    """Will tell a member."""
    data = msgspec.json.encode({"club": club.key, "title": club.title})
    notice = Notice(
        account_id=account_id, notice_id=ids.new(), program_id=shop.program_id, trigger=trigger,
        data=data, due_at=shop.now, created_at=shop.now,
    )  # fmt: skip
    messages.operations.tell(conn, [notice])


def hear(conn: Connection, shop: Shop, club: Club, account_id: UUID, name: str) -> None:
    """Will tell those who listen to the program."""
    said = {"club": club.key, "id": club_id(club)}
    outbox.operations.put(conn, [envelopes.single(shop, account_id, name, said)])


def club_id(club: Club) -> str:
    """Will write a club's id as the API says it."""
    return ids.encode("clb", club.club_id)
