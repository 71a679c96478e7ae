"""Member files: whoever is known by any of their names is found, everybody else joins."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.core.facts import Adjust
from regulars.domains.members import queries as members
from regulars.flows.adjust import adjust
from regulars.flows.enrolling import enrol_all
from regulars.flows.joining import Person, join, too_young
from regulars.flows.shops import Shop
from regulars.wire import bodies
from regulars.wire.calls import Closed
from regulars.wire.importing.mapped import Mapped
from regulars.wire.orders import Given, Name, When
from regulars.wire.problems import FieldProblem, Problem, of, problem
from regulars.wire.refs import member_ref

REASON = "Balance brought from before."
_NO_POINTS = problem(
    "body_invalid",
    errors=(FieldProblem(pointer="/points", detail="This program has no points."),),
    reason="This program has no points.",
)


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
    points: Annotated[str, Meta(pattern=r"^[0-9]{1,12}$")] = "0"


class Brought(Struct, frozen=True):
    """Somebody who joins, and the points that they have from before."""

    person: Person
    points: int


def read(row: Mapped) -> Brought | Problem:
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
    points = int(told.pop("points"))
    return Brought(Person(**told, way="import"), points)


def book(conn: Connection, shop: Shop, found: Sequence[Brought]) -> list[str | Problem]:
    """Will have them all join, and give what they have from before, to each once."""
    if not shop.program.first_currency:
        # Points that nobody can have: half of what the row says is not taken either.
        welcome = [one for one in found if not one.points]
        answers = iter(_enrolled(conn, shop, [one.person for one in welcome]))
        return [_NO_POINTS if one.points else next(answers)
                for one in found]  # fmt: skip
    outcomes = _enrolled(conn, shop, [one.person for one in found])
    return [
        (_opened(conn, shop, one) or outcome)
        if one.points and isinstance(outcome, str)
        else outcome
        for one, outcome in zip(found, outcomes, strict=True)
    ]


def _opened(conn: Connection, shop: Shop, one: Brought) -> Problem | None:
    """Give the opening balance in the program's first points; a problem is the row's."""
    known = members.find(conn, shop.program_id, one.person.refs())
    fact = Adjust(
        occurred_at=shop.now, currency=shop.program.first_currency, amount=one.points,
        actor="import",
    )  # fmt: skip
    answer = adjust(
        conn, shop, next(iter(known.values())).account_id, fact, key="import:opening",
        fingerprint=hashlib.sha256(str(one.points).encode()).digest(), reason=REASON,
    )  # fmt: skip
    return of(answer.refused) if answer.refused is not None else None


def _enrolled(conn: Connection, shop: Shop, found: Sequence[Person]) -> list[str | Problem]:
    """Enrol the new ones together and the others one by one."""
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
