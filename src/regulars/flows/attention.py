"""What somebody of the shop should look at today: each matter with how many it is about."""

from datetime import timedelta
from typing import Literal

from msgspec import Struct
from psycopg import Connection

from regulars.core.facts import Scalar
from regulars.domains import guesses
from regulars.domains.clubs import queries as clubs
from regulars.domains.events import queries as events
from regulars.domains.ledger import queries as ledger
from regulars.domains.ledger import verifications
from regulars.domains.outbox import queries as outbox
from regulars.domains.rewards import pools
from regulars.domains.tiers import queries as tiers
from regulars.flows import catalogue, draft, guessing, shelves
from regulars.flows.shops import Shop

Kind = Literal[
    "proof_differs", "messages_aside", "refunds_refused", "codes_guessed", "pool_low", "reward_low",
    "draft_differs", "levels_to_decide", "clubs_asked", "points_lapse",
]  # fmt: skip
LAPSE_DAYS = 30
FEW_SHARE, FEW = 10, 3
"""A reward runs low below a tenth of its stock, and at three in any case."""


class Matter(Struct, frozen=True, kw_only=True):
    """One thing to look at: how many it is about, and what names it."""

    kind: Kind
    count: int
    of: str = ""
    params: dict[str, Scalar] = {}


def matters(conn: Connection, shop: Shop) -> list[Matter]:
    """Will list what needs attention, what is wrong first, then what waits, then what comes."""
    proof = verifications.last(conn, shop.program_id)
    counted: list[tuple[Kind, int]] = [
        ("proof_differs", proof.found if proof else 0),
        ("messages_aside", outbox.count_aside(conn, shop.program_id)),
        ("refunds_refused", events.refused_refunds(conn, shop.program_id)),
        ("codes_guessed", _guessed(conn, shop)),
    ]
    waiting: list[tuple[Kind, int]] = [
        ("draft_differs", int(_differs(conn, shop))),
        ("levels_to_decide", tiers.count_waiting(conn, shop.program_id, "candidate")),
        ("clubs_asked", clubs.asking_in_all(conn, shop.program_id)),
    ]
    return [
        *(Matter(kind=kind, count=count) for kind, count in counted if count),
        *_pools(conn, shop),
        *_shelves(conn, shop),
        *(Matter(kind=kind, count=count) for kind, count in waiting if count),
        *_lapses(conn, shop),
    ]


def _guessed(conn: Connection, shop: Shop) -> int:
    least = min(guessing.MOST.values())
    return guesses.operations.above(conn, shop.program_id, least, shop.now)


def _differs(conn: Connection, shop: Shop) -> bool:
    desk = draft.desk(conn, shop.program_id)
    return desk.kept_at is not None and desk.differs


def _pools(conn: Connection, shop: Shop) -> list[Matter]:
    named = {word.codes for word in shop.program.document.rewards.values() if word.codes}
    held = {one.pool: one for one in pools.listed(conn, shop.program_id)}
    return [
        Matter(kind="pool_low", count=held[name].free if name in held else 0, of=name)
        for name in sorted(named)
        if name not in held or held[name].free <= held[name].low
    ]


def _shelves(conn: Connection, shop: Shop) -> list[Matter]:
    most = shelves.most(shop.program)
    found = []
    for name, left in catalogue.stock_left(conn, shop).items():
        if left <= max(FEW, most.get(f"reward:{name}#stock", 0) // FEW_SHARE):
            title = shop.program.document.rewards[name].title or name
            found.append(Matter(kind="reward_low", count=left, of=name, params={"title": title}))
    return found


def _lapses(conn: Connection, shop: Shop) -> list[Matter]:
    until = shop.now + timedelta(days=LAPSE_DAYS)
    found = ledger.lapsing(conn, shop.program_id, shop.now, until)
    return [
        Matter(
            kind="points_lapse", count=amount, of=currency,
            params={"members": members, "called": shop.program.called(currency)[amount != 1]},
        )
        for currency, (amount, members) in found.items()
        if currency in shop.program.document.points and amount
    ]  # fmt: skip
