"""A clock that can be moved: what falls due on the way happens, at its own instants."""

from datetime import datetime

from psycopg import Connection

from regulars.domains.ledger import checkpoints
from regulars.domains.programs import operations as programs
from regulars.flows import segmenting, waiting
from regulars.flows.attend import settle
from regulars.flows.campaign_audiences import freeze
from regulars.flows.pass_time import pass_time, renew
from regulars.flows.shops import Shop, open_shop


def advance(conn: Connection, shop: Shop, to: datetime) -> tuple[str, int]:
    """Will set a program's test clock and do all that falls due until then.

    Gives a refusal's code or "", and how many accounts time brought something to. Refusal:
    clock_cannot_go_back.
    """
    refused = programs.move_test_clock(conn, shop.program_id, to)
    if refused is not None:
        return refused.code, 0
    later = open_shop(conn, shop.program_id, now=to)
    touched = 0
    if shop.program.version != later.program.version:
        # A version that came into force on the way may have made things fall due earlier.
        after = renew(conn, later, None)
        while after is not None:
            after = renew(conn, later, after)
    while waiting.sweep(conn, later):
        pass
    while settle(conn, later):
        pass
    while count := pass_time(conn, later):
        touched += count
    # An audience is written down as it was when its campaign ended: before anybody moves on.
    while freeze(conn, later):
        pass
    after = segmenting.review(conn, later, None)
    while after is not None:
        after = segmenting.review(conn, later, after)
    return "", touched


def seal(conn: Connection, shop: Shop) -> bool:
    """Will seal all heads that moved into a checkpoint; False when none did."""
    return checkpoints.seal(conn, shop.program_id, shop.now) is not None
