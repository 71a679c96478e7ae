"""A shop's day: orders, rewards reserved and committed, refunds and reads, from many callers."""

import statistics
from collections.abc import Callable
from random import Random

import msgspec
from msgspec import Struct

from regulars.core.facts import Adjust
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.entrypoints.cli._measuring.rates.earn import EARN, LIMIT_CLIENTS, call, plan
from regulars.entrypoints.cli._measuring.rates.ground import Ground
from regulars.entrypoints.cli._measuring.rates.limit import Bench, Limit
from regulars.entrypoints.cli._measuring.rates.plan import Script, Step, Told
from regulars.entrypoints.cli._site import Site
from regulars.flows import adjust
from regulars.flows.shops import open_shop
from regulars.kit import clock
from regulars.kit.pg.connect import connect

CALLERS = 256
_POINTS = 1_000_000
_AT_ONCE = 250

_MEMBER = "external_id:earn-~"
_REFUND = Step(
    path="/v1/orders/bench:#/refunds",
    text='{"external_id": "refund-#", "occurred_at": "2026-06-02T12:00:00Z"}',
)
_RESERVE = Step(
    path="/v1/redemptions", text=f'{{"member": "{_MEMBER}", "reward": "mini"}}', once=True,
    finds=r'"id":"(red_\w+)"', ends=False,
)  # fmt: skip
_COMMIT = Step(path="/v1/redemptions/@/commit", text='{"receipt": "#"}')
_READ = Step(path=f"/v1/members/{_MEMBER}/balances", method="GET")


def scripts() -> list[Script]:
    """Will give twenty operations, mixed: fourteen orders, one of which is refunded at once, two
    rewards in two phases each, three reads of balances."""
    found: list[Script] = [
        *[(EARN,)] * 13, (EARN, _REFUND), *[(_RESERVE, _COMMIT)] * 2, *[(_READ,)] * 3,
    ]  # fmt: skip
    Random(20).shuffle(found)  # noqa: S311 - any order will do, the same each time
    return found


class Round(Struct, frozen=True, kw_only=True):
    """The database's own limit for orders, and what came of the mix."""

    limit: Limit
    told: Told

    @property
    def ratio(self) -> float:
        """Operations of the mix over plain orders of the limit."""
        return self.told.rate / self.limit.rate


def give_points(ground: Ground) -> None:
    """Will give each member so many points that no reward is too dear."""
    with connect() as conn:
        conn.autocommit = True
        for start in range(0, ground.members, _AT_ONCE):
            numbers = range(start, min(start + _AT_ONCE, ground.members))
            with conn.transaction():
                shop = open_shop(conn, ground.program_id, now=clock.now())
                refs = [Ref("external_id", f"earn-{number}") for number in numbers]
                for one in members.find(conn, ground.program_id, refs).values():
                    fact = Adjust(
                        occurred_at=shop.now, currency="point", amount=_POINTS, actor="bench"
                    )
                    adjust.adjust(
                        conn, shop, one.account_id, fact, key="bench", fingerprint=b"", reason=""
                    )


def rounds(
    ground: Ground, site: Site, bench: Bench, *, count: int, seconds: int,
    tell: Callable[[Round], None],
) -> list[Round]:  # fmt: skip
    """Will measure both sides in turn, and tell each round as it ends."""
    found = []
    for number in range(count):
        limit = bench.limit(LIMIT_CLIENTS, seconds, ground.members)
        mix = plan(ground, site, CALLERS, seconds, f"mixed-{number}", scripts())
        found.append(Round(limit=limit, told=call(mix)))
        tell(found[-1])
    return found


def as_json(found: list[Round]) -> bytes:
    """All rounds, and the middle ratio."""
    return msgspec.json.encode({"rounds": found, "ratio": ratio(found)})


def ratio(found: list[Round]) -> float:
    """The middle one."""
    return statistics.median(one.ratio for one in found)
