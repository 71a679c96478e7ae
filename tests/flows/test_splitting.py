"""Two who were made one are two again: names, points, orders and what was said go back."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from psycopg import Connection
from tests.builders.counter import Counter
from tests.flows.test_leaving_and_uniting import ANN, BEN, both, leave, made_one, member, points

from regulars.core.effects import Refused
from regulars.domains import consents, tags
from regulars.domains.events import queries as events
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import operations, queries
from regulars.domains.members.contracts import Member
from regulars.domains.rewards import queries as rewards
from regulars.flows import change_member
from regulars.flows.consenting import Said, say
from regulars.flows.split import split
from regulars.flows.unite import unite
from regulars.flows.verify import verify

BEN_MAIL = "ben@example.com"


def parted(counter: Counter) -> Any:
    """Ann and Ben are two after all."""
    answer = split(counter.conn, counter.shop, member(counter), None).answer
    return answer.refused or answer.status


def has(counter: Counter, mail: str) -> Any:
    """What a member has, whatever its lots and vouchers are called."""
    one = member(counter, mail)
    state = ledger.states(counter.conn, [one.account_id])[one.account_id]
    return (
        one,
        sorted((lot.currency, lot.left, lot.expires or 0) for lot in state.lots),
        sorted(v.code for v in rewards.open_vouchers(counter.conn, [one.account_id])),
        (state.orders, state.tier.level, state.tier.buckets, state.counters, state.profile),
        len(events.orders_held(counter.conn, one.account_id, 100)),
    )


def sound(counter: Counter) -> None:
    """Nothing is wrong with the books."""
    assert list(verify(counter.conn, counter.program_id)) == []


def test_at_once_it_is_as_if_it_had_never_been(conn: Connection) -> None:
    counter = both(conn)
    ann, ben = has(counter, "ann@example.com"), has(counter, BEN_MAIL)
    assert made_one(counter) == "created"
    assert parted(counter) == "created"
    assert (has(counter, "ann@example.com"), has(counter, BEN_MAIL)) == (ann, ben)
    sound(counter)
    assert parted(counter) == "repeated"
    assert made_one(counter) == "created"
    assert parted(counter) == "created"
    counter.refund("B1", None)
    counter.order("next", 1_000, BEN)
    sound(counter)
    assert has(counter, "ann@example.com")[1:] == ann[1:]


def test_what_was_spent_stays_spent_and_what_came_since_stays(conn: Connection) -> None:
    counter = both(conn)
    mine, theirs = points(counter)[0], points(counter, BEN)[0]
    made_one(counter)
    counter.order("since", 10_000, BEN)
    counter.commit(counter.reserve().id)
    total = points(counter)[0]
    assert parted(counter) == "created"
    assert points(counter)[0] + points(counter, BEN)[0] == total
    assert points(counter, BEN)[0] <= theirs
    assert points(counter)[0] > 0
    assert mine + theirs + 100 > total
    assert member(counter, BEN_MAIL).account_id != member(counter).account_id
    counter.refund("since", None)
    counter.refund("B2", None)
    sound(counter)


def test_a_refund_while_they_were_one_is_not_done_twice(conn: Connection) -> None:
    counter = both(conn)
    made_one(counter)
    counter.refund("B1", None)
    parted(counter)
    before = points(counter)[0], points(counter, BEN)[0]
    assert counter.refund("B1", None).status == "repeated"
    assert (points(counter)[0], points(counter, BEN)[0]) == before
    sound(counter)


def test_names_tags_and_consents_go_back(conn: Connection) -> None:
    counter = both(conn)
    ann, ben = member(counter), member(counter, BEN_MAIL)
    program_id = counter.program_id
    at = datetime(2026, 1, 1, tzinfo=UTC)
    tags.operations.put(conn, program_id, ben.member_id, "wine", actor="", at=at)
    for one, given in ((ann, True), (ben, True), (ben, False)):
        said = Said(purpose="news", channel="email", given=given, place="portal")
        assert say(conn, counter.shop, one, said).status == "created"
    said = Said(purpose="news", channel="sms", given=True, place="portal")
    say(conn, counter.shop, ann, said)
    made_one(counter)
    assert member(counter).phone == "+358401234567"
    assert agreed(counter, ann) == {("news", "email"): False, ("news", "sms"): True}
    changed = member(counter)
    assert change_member.change(conn, counter.shop, renamed(changed)) == ""
    parted(counter)
    now = member(counter)
    assert (now.name, now.phone, now.attributes) == ("Ann Again", None, b"{}")
    assert member(counter, BEN_MAIL) == ben
    assert agreed(counter, ann) == {("news", "email"): True, ("news", "sms"): True}
    assert agreed(counter, ben) == {("news", "email"): False}
    assert tags.queries.of_members(conn, program_id, [ann.member_id, ben.member_id]) == {
        ben.member_id: ("wine",)
    }
    sound(counter)


def renamed(one: Member) -> Member:
    """Under another name."""
    return msgspec.structs.replace(one, name="Ann Again")


def agreed(counter: Counter, one: Member) -> dict[tuple[str, str], bool]:
    """What somebody agrees to."""
    found = consents.queries.current(counter.conn, counter.program_id, one.member_id)
    return {about: one.given for about, one in found.items()}


def test_it_can_be_too_late(conn: Connection) -> None:
    counter = both(conn)
    assert parted(counter) == Refused(code="merge_unknown")
    made_one(counter)
    counter.later(days=31)
    late = Refused(code="merge_too_old", params={"days": 30})
    assert parted(counter) == late
    assert operations.forget_old_merges(conn, counter.program_id, counter.now) == 1
    kept = queries.merges(conn, counter.program_id, member(counter).member_id)
    assert [one.kept for one in kept] == [b"{}"]
    assert parted(counter) == late


def test_who_left_is_not_made_two(conn: Connection) -> None:
    counter = both(conn)
    made_one(counter)
    leave(counter)
    assert parted(counter) == Refused(code="account_closed")


def test_a_third_one_stays(conn: Connection) -> None:
    counter = both(conn)
    counter.join("cid@example.com", name="Cid")
    counter.order("C1", 10_000, "email:cid@example.com")
    cid = points(counter, "email:cid@example.com")[0]
    mine, theirs = points(counter)[0], points(counter, BEN)[0]
    made_one(counter)
    unite(conn, counter.shop, member(counter), member(counter, "cid@example.com"))
    first = queries.merges(conn, counter.program_id, member(counter).member_id)[-1]
    done = split(conn, counter.shop, member(counter), first.merge_id)
    assert done.answer.status == "created"
    assert points(counter)[0] == mine + cid
    assert points(counter, BEN)[0] == theirs
    assert parted(counter) == "created"
    assert points(counter, ANN)[0] == mine
    sound(counter)
