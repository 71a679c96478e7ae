"""Who visits the pages that are measured: an owner, members and a till, with their cookies."""

from collections.abc import Iterator
from importlib import import_module
from itertools import product
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from msgspec import Struct
from psycopg import Connection

from regulars.connectors.completejourney.people import Identity, invent
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.domains.programs import queries as programs
from regulars.domains.tills import operations as tills
from regulars.domains.tills.contracts import Pairing
from regulars.entrypoints.cli._measuring import crowd
from regulars.entrypoints.cli.demo import shop, sign_in
from regulars.entrypoints.cli.demo.shop import Demo
from regulars.flows import enrol_till
from regulars.kit import clock
from regulars.kit.errors import SetupError

LOCATION = "benchmark"


class Person(Struct, frozen=True, kw_only=True):
    """One member: who they are, their id, and their session at the club."""

    who: Identity
    member_id: UUID
    session: str


class Visitors(Struct, frozen=True, kw_only=True):
    """The shop's addresses and who may come to them; a till comes with its device's key."""

    console: str
    club: str
    owner: str
    people: tuple[Person, ...]
    till: str


def found(conn: Connection) -> Demo:
    """Will find the shop that was loaded to be measured, or the demo."""
    known = shop.find(conn, crowd.MERCHANT) or shop.find(conn)
    if known is None:
        raise SetupError("There is no shop to measure; run: regulars bench shop (or demo load)")
    return known


def invite(conn: Connection, of: Demo, most: int) -> Visitors:
    """Will sign them in: the sessions and the till stay until they end by themselves."""
    program = programs.known(conn, of.program_id)
    assert program is not None, "a shop has a program"
    known = sign_in.ensure(conn, of)
    people = tuple(
        Person(
            who=who,
            member_id=member_id,
            session=_session(club={str(of.program_id): str(member_id)}),
        )
        for who, member_id in _people(conn, of.program_id, most)
    )
    if not people:
        raise SetupError("The shop has no members yet; wait until it is loaded.")
    now = clock.now()
    pairing = Pairing(
        program_id=of.program_id, label="Benchmark", location=LOCATION, made_by="benchmark"
    )
    code = tills.offer(conn, pairing, now)
    till = enrol_till.enrol(conn, code, now)
    assert till is not None, "a new code is good"
    return Visitors(
        console=f"/console/p/{program.name}/", club=f"/club/{program.name}/",
        owner=_staff(known.user), people=people, till=till,
    )  # fmt: skip


def _people(conn: Connection, program_id: UUID, most: int) -> list[tuple[Identity, UUID]]:
    """Members from everywhere in the crowd, not those who joined at once."""
    wanted = {Ref("external_id", one.external_id): one for one in _candidates(8 * most)}
    known = members.find(conn, program_id, list(wanted))
    there = [(wanted[ref], one.member_id) for ref, one in known.items() if one.member_id]
    return there[:: max(1, len(there) // most)][:most]


def _candidates(count: int) -> Iterator[Identity]:
    copies = 41
    step = max(1, copies * crowd.HOUSEHOLDS // count)
    for copy, household in list(product(range(copies), range(1, crowd.HOUSEHOLDS)))[::step]:
        yield invent(household + crowd.APART * copy)


def _staff(name: str) -> str:
    user = get_user_model().objects.get(username=name)
    return _session(
        **{
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
    )


def _session(**said: object) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update(said)
    session.create()
    return str(session.session_key)
