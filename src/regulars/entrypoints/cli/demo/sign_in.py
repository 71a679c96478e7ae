"""The demo's sign-in, made for this installation and kept where only its owner can read it."""

import secrets

import msgspec
from django.contrib.auth import get_user_model
from msgspec import Struct
from psycopg import Connection

from regulars.domains.merchants import operations as merchants
from regulars.entrypoints.cli.demo.shop import Demo
from regulars.kit.pg import home

USER = "demo@example.com"
FILE = "demo-sign-in.json"


class SignIn(Struct, frozen=True, kw_only=True):
    """What to type in."""

    user: str
    password: str


def ensure(conn: Connection, demo: Demo) -> SignIn:
    """Will have a user with a password that we know, who owns the demo shop."""
    found = _kept()
    users = get_user_model().objects
    user, _ = users.get_or_create(username=USER, defaults={"email": USER})
    if not user.check_password(found.password):
        user.set_password(found.password)
        user.save()
    merchants.hire(conn, user.pk, demo.merchant_id, "owner")
    return found


def _kept() -> SignIn:
    path = home.make(home.folder()) / FILE
    if path.exists():
        return msgspec.json.decode(path.read_bytes(), type=SignIn)
    made = SignIn(user=USER, password=secrets.token_urlsafe(12))
    home.write_secret(path, msgspec.json.encode(made).decode())
    return made
