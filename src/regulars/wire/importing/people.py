"""Member files: whoever is known by any of their names is found, everybody else joins."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.members import queries as members
from regulars.flows.enrolling import enrol_all
from regulars.flows.joining import Person, join, too_young
from regulars.flows.shops import Shop
from regulars.wire import bodies
from regulars.wire.calls import Closed
from regulars.wire.importing.mapped import Mapped
from regulars.wire.orders import Given, Name, When
from regulars.wire.problems import Problem, of
from regulars.wire.refs import member_ref


class MemberRow(Closed, frozen=True, omit_defaults=True):
    """Somebody as a file tells of them."""

    name: Name = ""
    email: Given | None = None
    phone: Given | None = None
    external_id: Given | None = None
    card: Given | None = None
    birth_date: date | None = None
    language: Annotated[str, Meta(max_length=20)] = ""
    segments: Annotated[tuple[Given, ...], Meta(max_length=50)] = ()
    joined_at: When | None = None


def read(row: Mapped) -> Person | Problem:
    """Will make a person of a row, with their names in the one form."""
    try:
        told = msgspec.structs.asdict(msgspec.convert(row.values, MemberRow))
    except msgspec.ValidationError as error:
        return bodies.invalid("body_invalid", str(error))
    for kind in ("email", "phone"):
        if told[kind] is not None:
            ref = member_ref(f"{kind}:{told[kind]}")
            if isinstance(ref, Problem):
                return ref
            told[kind] = ref.value
    return Person(**told, way="import")


def book(conn: Connection, shop: Shop, found: Sequence[Person]) -> list[str | Problem]:
    """Will enrol the new ones together and the others one by one."""
    refs = [ref for person in found for ref in person.refs()]
    known = members.find(conn, shop.program_id, list(set(refs)))
    often = {ref for ref, times in Counter(refs).items() if times > 1}
    fresh = [
        one for one in found
        if one.refs() and not too_young(shop, one)
        and not any(ref in known or ref in often for ref in one.refs())
    ]  # fmt: skip
    enrol_all(conn, shop, fresh)
    together = set(map(id, fresh))
    return ["created" if id(one) in together else _alone(conn, shop, one) for one in found]


def _alone(conn: Connection, shop: Shop, person: Person) -> str | Problem:
    welcome = join(conn, shop, person)
    if welcome.member is None:
        return of(Refused(code=welcome.refused, params=welcome.params))
    return welcome.status
