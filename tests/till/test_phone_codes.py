"""A code that changes, at the counter: it finds its member now, and is nobody's later."""

from datetime import timedelta

from tests.builders.shop import SmallShop
from tests.till.conftest import Counter
from tests.till.test_syncing import outcomes, sale, sync

from regulars.domains import phones
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.domains.phones.contracts import Phone
from regulars.flows import phone_codes
from regulars.kit import clock

CARD = "2900000003"


def phone(shop: SmallShop) -> Phone:
    """A phone of the third member."""
    ref = Ref("card", CARD)
    known = members.find(shop.conn, shop.program_id, [ref])[ref]
    assert known.member_id is not None
    return phone_codes.begin(shop.conn, shop.program_id, known.member_id, clock.now())


def test_it_shows_who_it_is_and_lets_them_spend(counter: Counter, shop: SmallShop) -> None:
    mine = phone(shop)
    page = counter.look(phone_codes.shown(mine, clock.now()))
    assert "Sofía R." in page
    assert "Booked" in counter.say("sale", receipt=counter.receipt(), amount="10")
    old = phone_codes.shown(mine, clock.now() - timedelta(minutes=2))
    assert "not good any more" in counter.look(old)
    phones.operations.forget(shop.conn, shop.program_id, mine.member_id)
    assert "not good any more" in counter.look(phone_codes.shown(mine, clock.now()))


def test_one_that_was_kept_off_line_counts_for_its_time(counter: Counter, shop: SmallShop) -> None:
    mine, then = phone(shop), clock.now() - timedelta(hours=3)
    kept = {"code": phone_codes.shown(mine, then)}
    counter.look(phone_codes.shown(mine, clock.now()))  # meanwhile they came by another time
    sold = sale(1, at=then.isoformat(), **kept)
    late = sale(2, at=(then + timedelta(minutes=5)).isoformat(), **kept)
    found = outcomes(sync(counter, sold, late, sold))
    assert [status for _, status in found] == ["booked", "refused", "booked"]
