"""What is set aside: of several currencies, by one of several prices, or a use of a voucher."""

from typing import Any

from psycopg import Connection
from tests.builders.counter import PROGRAM, Counter
from tests.flows.test_given_back import committed, done, newest, opened

from regulars.core.facts import Adjust
from regulars.domains.ledger.contracts import Finding
from regulars.flows.adjust import adjust
from regulars.flows.verify import verify
from regulars.wire import redemptions, vouchers
from regulars.wire.orders import LineIn

PLAIN = PROGRAM[: PROGRAM.index("tiers:")]
STARS = PLAIN.replace("earn:", "  star: {name: [star, stars]}\nearn:", 1)
BOTH = STARS.replace("price: {point: 100}", "price: {point: 60, star: 5}")
CHOICE = STARS.replace("price: {point: 100}", "prices: [{point: 60, star: 5}, {star: 20}]")


def give(counter: Counter, **amounts: int) -> None:
    """Points by hand."""
    for currency, amount in amounts.items():
        fact = Adjust(occurred_at=counter.shop.now, currency=currency, amount=amount, actor="test")
        key = f"give-{currency}-{amount}"
        adjust(
            counter.conn, counter.shop, counter.account(), fact, key=key, fingerprint=b"x",
            reason="r",
        )  # fmt: skip


def held(counter: Counter) -> dict[str, tuple[int, int]]:
    """What is free and what is set aside, of each currency."""
    found = done(counter.call("get_balances", ref="email:ann@example.com")).balances
    return {one.currency: (one.available, one.reserved) for one in found}


def proved(counter: Counter) -> list[Finding]:
    """What the verifier finds."""
    return list(verify(counter.conn, counter.program_id))


def rolled_back(counter: Counter, red: str, amount: int | None, key: str = "") -> Any:
    """Give back a part, or all."""
    body = redemptions.RollbackIn(amount=amount)
    return counter.call("roll_back_redemption", body, id=red, key=key)


def test_a_price_of_two_currencies_is_all_of_it(conn: Connection) -> None:
    counter = opened(conn, BOTH)
    give(counter, point=100, star=4)
    assert counter.reserve().code == "balance_too_low"
    assert held(counter) == {"point": (100, 0), "star": (4, 0)}
    give(counter, star=6)
    found = done(counter.reserve())
    assert found.price == {"point": 60, "star": 5}
    assert held(counter) == {"point": (40, 60), "star": (5, 5)}
    done(counter.call("cancel_redemption", redemptions.Nothing(), id=found.id))
    assert held(counter) == {"point": (100, 0), "star": (10, 0)}
    spent = done(counter.commit(done(counter.reserve()).id))
    assert held(counter) == {"point": (40, 0), "star": (5, 0)}
    assert rolled_back(counter, spent.id, 10).code == "rollback_needs_whole"
    assert done(rolled_back(counter, spent.id, None)).status == "rolled_back"
    assert held(counter) == {"point": (100, 0), "star": (10, 0)}
    assert proved(counter) == []


def test_what_was_spent_of_both_comes_back_in_proportion(conn: Connection) -> None:
    counter = opened(conn, BOTH)
    give(counter, point=60, star=5)
    done(counter.commit(done(counter.reserve()).id, "till:A"))
    done(counter.order("A", 1000))
    done(counter.refund("A", 500, "half"))
    assert held(counter) == {"point": (35, 0), "star": (2, 0)}
    done(counter.refund("A", None, "rest"))
    assert held(counter) == {"point": (60, 0), "star": (5, 0)}
    assert proved(counter) == []


def test_of_several_prices_the_first_that_can_be_paid_or_the_one_named(conn: Connection) -> None:
    counter = opened(conn, CHOICE)
    give(counter, star=30)
    assert done(counter.reserve()).price == {"star": 20}
    assert counter.reserve(price=0).code == "balance_too_low"
    assert counter.reserve(price=2).code == "price_unknown"
    assert counter.reserve(currency="stone").code == "price_unknown"
    give(counter, point=60)
    assert done(counter.reserve(currency="point")).price == {"point": 60, "star": 5}


def test_a_part_comes_back_once_for_its_key_and_never_more_than_all(conn: Connection) -> None:
    counter = opened(conn, PLAIN)
    red = committed(counter).id
    first = done(rolled_back(counter, red, 30, "one"))
    assert (first.status, first.restored) == ("partly_restored", 30)
    assert done(rolled_back(counter, red, 30, "one")).repeated
    assert counter.balances().available == 30
    assert rolled_back(counter, red, 71).code == "rollback_exceeds_rest"
    assert newest(counter).status == "open"
    assert done(rolled_back(counter, red, None)).status == "rolled_back"
    assert (counter.balances().available, newest(counter).status) == (100, "revoked")
    assert rolled_back(counter, red, 1).code == "redemption_already_restored"
    assert proved(counter) == []


def test_a_receipt_stands_beside_the_order(conn: Connection) -> None:
    counter = opened(conn, PLAIN)
    give(counter, point=100)
    red = done(counter.reserve()).id
    body = redemptions.CommitIn(order="till:A", receipt="7781")
    done(counter.call("commit_redemption", body, id=red))
    found = done(counter.call("get_redemption", id=red))
    assert (found.order, found.receipt) == ("till/A", "7781")


def test_points_stay_spent_when_their_voucher_was_used_on_another_order(conn: Connection) -> None:
    counter = opened(conn, PLAIN)
    code = committed(counter, "till:A").voucher.code
    done(counter.order("A", 1500))
    done(counter.use(code, 2000, order="till:B"))
    done(counter.refund("A", None))
    assert (counter.balances().available, newest(counter).status) == (0, "used")
    assert proved(counter) == []


def kept(counter: Counter, code: str, key: str = "", **more: Any) -> Any:
    """Set a use of a voucher aside."""
    line = LineIn(net_minor=2000, sku="coffee")
    body = vouchers.VoucherHold(occurred_at=counter.now, lines=(line,), **more)
    return counter.call("reserve_voucher", body, key=key, code=code)


def test_a_use_that_is_set_aside_cannot_go_twice(conn: Connection) -> None:
    counter = opened(conn, PLAIN)
    code = committed(counter).voucher.code
    hold = done(kept(counter, code, "k", order="till:A"))
    assert (hold.status, hold.worth_minor, hold.price) == ("reserved", 500, {})
    assert done(kept(counter, code, "k", order="till:A")).id == hold.id
    assert kept(counter, code).code == "voucher_not_open"
    assert counter.use(code).code == "voucher_not_open"
    used = done(counter.commit(hold.id))
    assert (used.voucher.status, used.order) == ("used", "till/A")
    assert done(counter.commit(hold.id)).repeated
    assert done(counter.call("get_balances", ref="email:ann@example.com")).saved_minor == 500
    done(counter.order("A", 2000))
    done(counter.refund("A", None))
    assert newest(counter).status == "open"
    assert proved(counter) == []


def test_a_use_is_free_again_when_its_time_is_over_or_it_is_cancelled(conn: Connection) -> None:
    counter = opened(conn, PLAIN)
    code = committed(counter).voucher.code
    hold = done(kept(counter, code))
    done(counter.call("cancel_redemption", redemptions.Nothing(), id=hold.id))
    hold = done(kept(counter, code, hold_seconds=60))
    counter.later(minutes=2)
    assert counter.commit(hold.id).code == "redemption_not_reserved"
    assert done(counter.use(code)).saved_minor == 500


def test_a_voucher_does_not_end_while_a_use_is_set_aside(conn: Connection) -> None:
    counter = opened(conn, PLAIN.replace("valid_for: 60 days", "valid_for: 10 minutes"))
    code = committed(counter).voucher.code
    hold = done(kept(counter, code, hold_seconds=3600))
    counter.later(minutes=30)
    assert newest(counter).status == "open"
    assert done(counter.commit(hold.id)).voucher.status == "used"
    again = committed_again(counter)
    done(kept(counter, again, hold_seconds=3600))
    counter.later(hours=2)
    assert newest(counter).status == "expired"
    assert proved(counter) == []


def committed_again(counter: Counter) -> str:
    """Another voucher for points."""
    give(counter, point=101)
    code: str = done(counter.commit(done(counter.reserve()).id)).voucher.code
    return code
