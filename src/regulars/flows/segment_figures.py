"""What is known of many members at once, as far as their shop's segments ask for it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import structs
from psycopg import Connection

from regulars.core import calendar
from regulars.core.program import Bought, Did, Where
from regulars.core.rules.prepared import line_test
from regulars.core.segments import Figures, Tally, parts
from regulars.domains.events import figures as events
from regulars.domains.events.figures import EVER, Cuts, Ends
from regulars.domains.segments import queries as segments
from regulars.flows.shops import Shop

YEAR = "12 months"  # over which fifths and classes are cut

Tallies = Mapping[str, tuple[int, int]]


class Asked:
    """What the definitions ask of orders and activities, so that nothing else is read."""

    def __init__(self, definitions: Iterable[Where]) -> None:
        """Will look through all definitions and the groups within them."""
        found = [one for where in definitions for one in parts(where)]
        counted = [one.orders or one.spend or one.average_order for one in found]
        spans = [
            word.within
            for one in found
            for word in (one.orders, one.spend, one.average_order)
            if word is not None
        ]
        self.bought: set[Bought] = {one.bought for one in found if one.bought}
        self.did: set[Did] = {one.did for one in found if one.did}
        self.scores = any(one.stage or one.value_class or one.rfm for one in found)
        self.ends = self.scores or any(
            one.first_order or one.last_order or one.location or one.channel for one in found
        )
        self.consents = any(one.consent for one in found)
        self.windows = {span or "" for span in spans}
        if self.scores:
            self.windows |= {"", YEAR}
        self.orders = any(counted) or bool(self.windows)


def read(
    conn: Connection, shop: Shop, accounts: Sequence[UUID], asked: Asked, cuts: Cuts
) -> dict[UUID, Figures]:
    """Will read the figures of accounts: a handful of statements for all of them."""
    sinces = _sinces(shop, asked.windows)
    ids = list(accounts)
    tallies = events.tallies(conn, shop.program_id, ids, sinces) if asked.orders else {}
    ends = events.ends(conn, shop.program_id, ids) if asked.ends else {}
    bought = _bought(conn, shop, ids, asked.bought) if asked.bought else {}
    did = _did(conn, shop, ids, asked.did) if asked.did else {}
    return {
        one: _figures(one, tallies.get(one, {}), ends.get(one), bought.get(one, {}),
                      did.get(one, {}), cuts)
        for one in ids
    }  # fmt: skip


def since(shop: Shop, span: str) -> datetime:
    """Will give when a window begins that ends now."""
    at = calendar.before(shop.instant, span, shop.program.zone)
    return calendar.moment(max(calendar.EARLIEST, at))


def scale(conn: Connection, shop: Shop) -> Cuts:
    """Will give where fifths and classes were cut last; nowhere, if they never were."""
    kept = segments.scale(conn, shop.program_id)
    return msgspec.json.decode(kept, type=Cuts) if kept else Cuts()


def _sinces(shop: Shop, spans: Iterable[str]) -> dict[str, datetime]:
    return {span: since(shop, span) if span else EVER for span in sorted(spans)}


def _bought(
    conn: Connection, shop: Shop, accounts: Sequence[UUID], words: set[Bought]
) -> dict[UUID, dict[Bought, int]]:
    sinces = _sinces(shop, {word.within or "" for word in words})
    tests = {word: line_test(word.products) for word in words}
    return {
        account_id: {
            word: sum(
                at >= sinces[word.within or ""] and any(map(test, lines)) for at, lines in orders
            )
            for word, test in tests.items()
        }
        for account_id, orders in events.bought(conn, shop.program_id, accounts).items()
    }


def _did(
    conn: Connection, shop: Shop, accounts: Sequence[UUID], words: set[Did]
) -> dict[UUID, dict[tuple[str, str], int]]:
    sinces = _sinces(shop, {word.within or "" for word in words})
    return events.activities(conn, accounts, sorted({word.type for word in words}), sinces)


def _figures(
    account_id: UUID, tallies: Tallies, ends: Ends | None, bought: Mapping[Bought, int],
    did: Mapping[tuple[str, str], int], cuts: Cuts,
) -> Figures:  # fmt: skip
    figures = Figures(
        tallies={span: Tally(orders, net) for span, (orders, net) in tallies.items()},
        bought=bought,
        did=did,
    )
    if ends is not None:
        figures = structs.replace(
            figures,
            first_order=calendar.instant(ends.first),
            last_order=calendar.instant(ends.last),
            locations=frozenset(ends.locations),
            channels=frozenset(ends.channels),
        )
    if ends is None or YEAR not in tallies:
        return figures
    orders, net = tallies[YEAR]
    return structs.replace(
        figures,
        value_class=_class(net, account_id, cuts),
        recency=1 + sum(ends.last > cut for cut in cuts.recency),
        frequency=1 + sum(orders > cut for cut in cuts.frequency),
        money=1 + sum(net > cut for cut in cuts.money),
    )


def _class(net: int, account_id: UUID, cuts: Cuts) -> str:
    for name, last in (("A", cuts.last_a), ("B", cuts.last_b)):
        if last is not None and net > 0 and (-net, account_id) <= (-last[0], last[1]):
            return name
    return "C"
