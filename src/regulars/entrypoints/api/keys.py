"""Keys made and revoked with a key: never with more rights than the one that asks."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from regulars.domains.merchants import operations, queries
from regulars.domains.merchants.contracts import Key
from regulars.kit import ids
from regulars.wire.calls import Answered, Asked, Call, Closed
from regulars.wire.orders import Given, When
from regulars.wire.problems import Problem, problem
from regulars.wire.times import out_of_range

Kind = Literal["secret", "publishable", "device", "partner"]
Scope = Literal[
    "members", "orders", "redemptions", "adjustments", "catalogue", "program", "reports"
]
Origin = Annotated[str, Meta(pattern=r"^https?://[A-Za-z0-9.:\[\]-]+$", max_length=200)]


class KeyIn(Closed, frozen=True, omit_defaults=True):
    """A key to make. `origins` are where a publishable key may be used."""

    kind: Kind
    label: Given
    scopes: Annotated[tuple[Scope, ...], Meta(min_length=1, max_length=10)]
    origins: Annotated[tuple[Origin, ...], Meta(max_length=20)] = ()
    expires_at: When | None = None


class KeyOut(Closed, frozen=True):
    """A key as it is known; its text is shown once, when it is made."""

    id: str
    kind: str
    mode: str
    label: str
    hint: str
    scopes: tuple[str, ...]
    origins: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class NewKeyOut(Closed, frozen=True):
    """The only answer that ever holds a key's text."""

    id: str
    text: str


class KeysOut(Closed, frozen=True):
    """The program's keys, the oldest first."""

    data: tuple[KeyOut, ...]


def list_keys(asked: Asked) -> Answered | Problem:
    """GET /v1/keys."""
    found = [
        one for one in queries.keys(asked.conn, asked.shop.merchant_id)
        if one.program_id == asked.shop.program_id
    ]  # fmt: skip
    return Answered(status=200, body=KeysOut(data=tuple(map(_out, found))))


def make(asked: Asked) -> Answered | Problem:
    """POST /v1/keys."""
    body: KeyIn = asked.body
    unheard = out_of_range(body.expires_at)
    if unheard is not None:
        return unheard
    for scope in body.scopes:
        if not asked.key.may(scope):
            return problem("key_lacks_scope", scope=scope)
    key_id, text = operations.create_key(
        asked.conn, asked.shop.merchant_id, asked.shop.program_id, kind=body.kind,
        mode=asked.key.mode, label=body.label, scopes=body.scopes, origins=body.origins,
        expires_at=body.expires_at, now=asked.shop.now,
    )  # fmt: skip
    return Answered(status=201, body=NewKeyOut(id=ids.encode("key", key_id), text=text))


def revoke(asked: Asked) -> Answered | Problem:
    """DELETE /v1/keys/{id}."""
    key_id = ids.decode("key", asked.path["id"])
    mine = {
        one.key_id for one in queries.keys(asked.conn, asked.shop.merchant_id)
        if one.program_id == asked.shop.program_id and one.revoked_at is None
    }  # fmt: skip
    if key_id is None or key_id not in mine:
        return problem("key_unknown")
    operations.revoke_key(asked.conn, asked.shop.merchant_id, key_id, asked.shop.now)
    return Answered(status=204)


def _out(key: Key) -> KeyOut:
    return KeyOut(
        id=ids.encode("key", key.key_id), kind=key.kind, mode=key.mode, label=key.label,
        hint=key.hint, scopes=tuple(key.scopes.split()), origins=tuple(key.origins.split()),
        created_at=key.created_at, expires_at=key.expires_at, revoked_at=key.revoked_at,
    )  # fmt: skip


CALLS: tuple[Call, ...] = (
    Call(
        name="list_keys", method="GET", path="/v1/keys", scope="program",
        summary="Read the program's keys", handle=list_keys, answers={200: KeysOut},
        unpublished=True,
    ),
    Call(
        name="make_key", method="POST", path="/v1/keys", scope="program",
        summary="Make a key; its text is shown once", handle=make, body=KeyIn,
        answers={201: NewKeyOut}, problems=("time_out_of_range",), unpublished=True,
    ),
    Call(
        name="revoke_key", method="DELETE", path="/v1/keys/{id}", scope="program",
        summary="Revoke a key: it is dead within two seconds", handle=revoke, answers={204: None},
        problems=("key_unknown",), unpublished=True,
    ),
)  # fmt: skip
