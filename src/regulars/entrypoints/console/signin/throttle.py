"""Slows guessing down: so many attempts in a quarter of an hour, by name, address and both.

Nobody is locked out for ever, and the narrow limit counts a name together with an address, so that
a stranger elsewhere cannot keep the owner out.
"""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from regulars.domains.signin import operations as signin
from regulars.kit import clock
from regulars.kit.pg.django import connection

LIMITS: Mapping[str, int] = {"pair": 5, "address": 30, "name": 100}
SENDS: Mapping[str, int] = {"pair": 3, "address": 10, "name": 10}


def allowed(request: HttpRequest, what: str, name: str, limits: Mapping[str, int] = LIMITS) -> bool:
    """Will count an attempt and tell whether it may go on."""
    keys = _keys(request, what, name)
    times = signin.count(connection(), list(keys.values()), clock.now())
    return all(times[keys[kind]] <= most for kind, most in limits.items())


def forgiven(request: HttpRequest, what: str, name: str) -> None:
    """Will forget the attempts of this name from this address: it was the right person."""
    keys = _keys(request, what, name)
    signin.forget(connection(), [keys["pair"]], clock.now())


def _keys(request: HttpRequest, what: str, name: str) -> dict[str, bytes]:
    address = _address(request)
    wanted = name.strip().casefold()
    said = {"pair": f"{wanted}\0{address}", "address": address, "name": wanted}
    return {
        kind: salted_hmac(f"signin.{what}.{kind}", value, algorithm="sha256").digest()
        for kind, value in said.items()
    }


def _address(request: HttpRequest) -> str:
    # Only where the operator says that a proxy stands before us is its header believed, and of it
    # only what that proxy wrote: the last one.
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_SSL_REDIRECT else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
