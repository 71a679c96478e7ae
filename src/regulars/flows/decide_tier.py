"""Staff decide about a member's level, with a reason and once for its key; who advises them."""

from uuid import UUID

from psycopg import Connection

from regulars.core.facts import TierDecided
from regulars.domains.tiers import operations as tiers
from regulars.flows.answers import Answer
from regulars.flows.once import book_once
from regulars.flows.shops import Shop
from regulars.flows.steps import Step


def decide(conn: Connection, shop: Shop, account_id: UUID, fact: TierDecided, *, key: str,
           fingerprint: bytes, reason: str = "", adviser: str = "") -> Answer:  # fmt: skip
    """Will book what was decided, and name the adviser that comes with it. The reason's text is
    kept where it can be erased. Refusals: those of `core.tiers.deciding`."""
    step = Step(
        account_id=account_id, fact=fact, key=key, fingerprint=fingerprint, actor=fact.actor,
        reason=reason or None,
    )  # fmt: skip
    answer = book_once(conn, shop, step)
    if adviser and answer.status == "created":
        advise(conn, shop, account_id, adviser, fact.actor)
    return answer


def advise(conn: Connection, shop: Shop, account_id: UUID, name: str, actor: str) -> None:
    """Will give a member an adviser; without a name, none."""
    tiers.advise(conn, account_id, shop.program_id, name, actor, shop.now)
