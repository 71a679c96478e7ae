"""Every level with how many members are on it."""

from msgspec import Struct
from psycopg import Connection

from regulars.core.compiled import Ladder
from regulars.core.program import Tier
from regulars.domains.members import queries as members
from regulars.domains.tiers import queries as tiers
from regulars.flows.shops import Shop


class Held(Struct, frozen=True, kw_only=True):
    """A level of a set, the lowest first, and how many members are on it now."""

    ladder: Ladder
    level: Tier
    members: int


def level_counts(conn: Connection, shop: Shop) -> list[Held]:
    """Will count members level by level. Who never rose is on the lowest one of every set."""
    counts = tiers.counts(conn, shop.program_id)
    everybody = members.count(conn, shop.program_id, shop.now)[0]
    found = []
    for ladder in shop.program.ladders.values():
        lowest, *above = ladder.word.levels
        held = {level.id: counts.get((ladder.id, level.id), 0) for level in above}
        held[lowest.id] = max(0, everybody - sum(held.values()))
        found += [
            Held(ladder=ladder, level=level, members=held[level.id]) for level in ladder.word.levels
        ]
    return found
