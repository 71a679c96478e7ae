"""Slows guessing at the console's sign-in down."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest

from regulars.flows import slowing
from regulars.flows.slowing import LIMITS, SENDS, Attempt
from regulars.kit import clock
from regulars.kit.pages.requests import address_of
from regulars.kit.pg.django import connection

__all__ = ["LIMITS", "SENDS", "allowed", "forgiven"]


def allowed(request: HttpRequest, what: str, name: str, limits: Mapping[str, int] = LIMITS) -> bool:
    """Will count an attempt and tell whether it may go on."""
    return slowing.allowed(connection(), _attempt(request, what, name), clock.now(), limits)


def forgiven(request: HttpRequest, what: str, name: str) -> None:
    """Will forget the attempts of this name from this address: it was the right person."""
    slowing.forgiven(connection(), _attempt(request, what, name), clock.now())


def _attempt(request: HttpRequest, what: str, name: str) -> Attempt:
    secret = settings.SECRET_KEY.encode()
    return Attempt(what=what, name=name, address=address_of(request), secret=secret)
