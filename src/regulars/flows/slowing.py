"""Slows guessing down: so many attempts in a quarter of an hour, by name, address and both.

Nobody is locked out for ever, and the narrow limit counts a name together with an address, so that
a stranger elsewhere cannot keep anybody out. Neither is kept: only keyed hashes of them.
"""

import hmac
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct
from psycopg import Connection

from regulars.domains.signin import operations as signin

LIMITS: Mapping[str, int] = {"pair": 5, "address": 30, "name": 100}
SENDS: Mapping[str, int] = {"pair": 3, "address": 10, "name": 10}


class Attempt(Struct, frozen=True, kw_only=True):
    """Who tries what from where. `secret` keys the hashes."""

    what: str
    name: str
    address: str
    secret: bytes

    def keys(self) -> dict[str, bytes]:
        """What is counted: the pair, the address and the name."""
        wanted = self.name.strip().casefold()
        said = {"pair": f"{wanted}\0{self.address}", "address": self.address, "name": wanted}
        return {
            kind: hmac.digest(
                self.secret, f"signin.{self.what}.{kind}\0{value}".encode(), "sha256"
            )
            for kind, value in said.items()
        }  # fmt: skip


def allowed(
    conn: Connection, attempt: Attempt, now: datetime, limits: Mapping[str, int] = LIMITS
) -> bool:
    """Will count an attempt and tell whether it may go on."""
    keys = attempt.keys()
    times = signin.count(conn, list(keys.values()), now)
    return all(times[keys[kind]] <= most for kind, most in limits.items())


def forgiven(conn: Connection, attempt: Attempt, now: datetime) -> None:
    """Will forget the attempts of this name from this address: it was the right person. What was
    right is no guess of that address or at that name either: many may come in from one shop."""
    keys = attempt.keys()
    signin.forget(conn, [keys["pair"]], now)
    signin.give_back(conn, [keys["address"], keys["name"]])
