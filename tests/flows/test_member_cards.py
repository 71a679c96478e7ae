"""Cards go along with their member: joining, claiming, being united, being erased, being told."""

from typing import Any

import msgspec
import pytest
from psycopg import Connection
from tests.builders.counter import PROGRAM, Counter

from regulars.core.effects import Refused
from regulars.domains.cards import queries as cards
from regulars.domains.events.contracts import OrderKey
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member, Ref
from regulars.flows import change_member, change_member_card, issue_card
from regulars.flows.claim import claim
from regulars.flows.enrolling import enrol_all
from regulars.flows.issue_card import Wanted
from regulars.flows.joining import Person, join
from regulars.flows.unite import unite
from regulars.flows.verify import verify

BEN = "ben@example.com"


@pytest.fixture
def counter(conn: Connection) -> Counter:
    """A counter with Ann and Ben."""
    made = Counter(conn, PROGRAM + "joining: {at_first_order: false}\n")
    made.join()
    made.join(BEN)
    return made


def member(counter: Counter, email: str = "ann@example.com") -> Member:
    """Who goes by an e-mail."""
    found = members.member_of(counter.conn, counter.program_id, counter.account(email))
    assert found is not None
    return found


def issue(counter: Counter, email: str = "ann@example.com", number: str = "") -> str:
    """Somebody gets a card."""
    who = member(counter, email).member_id
    dealt = issue_card.issue(counter.conn, counter.shop, who, Wanted(number=number, by="test"))
    assert dealt.card is not None, dealt
    return dealt.card.number


def block(counter: Counter, number: str) -> None:
    """A card is lost."""
    done = change_member_card.block(counter.conn, counter.shop, number, "lost", Wanted(by="test"))
    assert done.status == "created"


def statuses(counter: Counter, email: str = "ann@example.com") -> dict[str, str]:
    """How somebody's cards stand."""
    held = cards.of_member(counter.conn, counter.program_id, member(counter, email).member_id)
    return {one.number: one.status for one in held}


def heard(counter: Counter) -> list[str]:
    """What listeners are told of cards."""
    rows = counter.conn.execute(
        "SELECT envelopes::text FROM outbox_waiting ORDER BY outbox_id"
    ).fetchall()
    names = [one["type"] for (row,) in rows for one in msgspec.json.decode(row)]
    return [one for one in names if one.startswith("card.")]


def told(counter: Counter) -> dict[str, Any]:
    """What members are told of cards, by trigger."""
    rows = counter.conn.execute(
        "SELECT trigger, data::text FROM messages_notice WHERE trigger LIKE 'card.%'"
    ).fetchall()
    return {trigger: msgspec.json.decode(data) for trigger, data in rows}


def test_who_joins_or_is_imported_with_a_card_has_it(counter: Counter) -> None:
    counter.join("cy@example.com", card="C-1")
    enrol_all(counter.conn, counter.shop, [Person(email="dee@example.com", card="D-1")])
    assert statuses(counter, "cy@example.com") == {"C-1": "active"}
    assert statuses(counter, "dee@example.com") == {"D-1": "active"}
    again = join(counter.conn, counter.shop, Person(email="ann@example.com", card="A-1"))
    assert again.member is not None
    assert (again.member.card, statuses(counter)) == ("A-1", {"A-1": "active"})


def test_a_claimed_guest_s_card_is_the_member_s(counter: Counter) -> None:
    counter.order("G1", 5000, member="card:G-1")
    claim(counter.conn, counter.shop, member(counter), OrderKey(counter.program_id, "till", "G1"))
    assert statuses(counter) == {"G-1": "active"}
    assert member(counter).card == "G-1"
    assert counter.balances("card:G-1").available == 50


def test_united_members_carry_the_cards_of_both(counter: Counter) -> None:
    mine, theirs, lost = issue(counter), issue(counter, BEN), issue(counter, BEN)
    block(counter, lost)
    counter.order("B1", 5000, member=f"card:{theirs}")
    done = unite(counter.conn, counter.shop, member(counter), member(counter, BEN))
    assert done.status == "created"
    assert statuses(counter) == {mine: "active", theirs: "active", lost: "blocked"}
    assert member(counter).card == theirs  # the newest of them
    assert counter.balances(f"card:{theirs}").available == 50
    assert counter.balances(f"card:{mine}").available == 50
    refused = counter.order("B2", 5000, member=f"card:{lost}")
    assert getattr(refused, "code", "") == "card_blocked"
    assert list(verify(counter.conn, counter.program_id)) == []


def test_an_erased_member_s_cards_are_gone(counter: Counter) -> None:
    first, second = issue(counter), issue(counter)
    block(counter, second)
    ann = member(counter).member_id
    assert change_member.erase(counter.conn, counter.shop, ann)
    assert cards.by_numbers(counter.conn, counter.program_id, [first, second]) == {}
    refs = [Ref("card", first), Ref("card", second)]
    assert members.find(counter.conn, counter.program_id, refs) == {}
    row = members.members(counter.conn, counter.program_id, [ann])[0]
    assert (row.card, row.erased_at is not None) == (None, True)
    late = issue_card.issue(counter.conn, counter.shop, ann, Wanted())
    assert late.refused == Refused(code="member_unknown")


def test_what_members_and_listeners_are_told(counter: Counter) -> None:
    number = issue(counter)
    block(counter, number)
    shop = counter.shop
    change_member_card.unblock(counter.conn, shop, number, Wanted())
    new = change_member_card.replace(counter.conn, shop, number, "damaged", Wanted()).card
    assert new is not None
    assert heard(counter) == [
        "card.issued", "card.blocked", "card.unblocked", "card.replaced",
    ]  # fmt: skip
    notices = told(counter)
    assert notices.keys() == {"card.blocked", "card.replaced"}
    assert notices["card.blocked"]["reason"] == "lost"
    assert notices["card.replaced"]["new_card"] == f"… {new.number[-4:]}"
    assert number not in str(notices)


def test_a_new_card_may_be_printed_already(counter: Counter) -> None:
    old = issue(counter)
    dealt = change_member_card.replace(
        counter.conn, counter.shop, old, "lost", Wanted(number="P-77")
    )
    assert dealt.card is not None
    assert statuses(counter) == {"P-77": "active", old: "replaced"}
    same = change_member_card.replace(counter.conn, counter.shop, "P-77", "", Wanted(number="P-77"))
    assert same.refused == Refused(code="name_taken")
    block(counter, "P-77")
    other = change_member_card.replace(counter.conn, counter.shop, "P-77", "", Wanted(number=old))
    assert other.refused == Refused(code="card_replaced")
