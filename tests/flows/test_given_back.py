"""What comes back with an order comes back once: points or the voucher, each use by itself."""

from typing import Any

from psycopg import Connection
from tests.builders.counter import PROGRAM, Counter

from regulars.core.facts import Adjust
from regulars.domains.rewards import queries as rewards
from regulars.domains.rewards.contracts import Voucher
from regulars.flows.adjust import adjust
from regulars.wire import vouchers
from regulars.wire.orders import LineIn
from regulars.wire.problems import Problem
from regulars.wire.redemptions import RollbackIn

PLAIN = PROGRAM[: PROGRAM.index("tiers:")]
ANN = "email:ann@example.com"


def done(found: Any) -> Any:
    """The answer, which is no refusal."""
    assert not isinstance(found, Problem), found
    return found


def opened(conn: Connection, text: str) -> Counter:
    """A counter with one member."""
    counter = Counter(conn, text)
    counter.join()
    return counter


def committed(counter: Counter, order: str = "") -> Any:
    """A reward for a hundred points, handed over."""
    fact = Adjust(occurred_at=counter.shop.now, currency="point", amount=100, actor="test")
    account = counter.account()
    adjust(counter.conn, counter.shop, account, fact, key="give", fingerprint=b"x", reason="r")
    reserved = done(counter.reserve())
    return done(counter.commit(reserved.id, order))


def newest(counter: Counter) -> Voucher:
    """The member's voucher of the highest number."""
    return rewards.vouchers(counter.conn, [counter.account()])[0]


def saved(counter: Counter) -> int:
    """What vouchers saved the member."""
    return done(counter.call("get_balances", ref=ANN)).saved_minor


def test_points_come_back_without_their_voucher(conn: Connection) -> None:
    counter = opened(conn, PLAIN)
    redemption = committed(counter, "till:A")
    done(counter.use(redemption.voucher.code, 2000, order="till:A"))
    done(counter.order("A", 1500))
    done(counter.refund("A", None))
    assert counter.balances().available == 100
    assert newest(counter).status == "used"
    assert saved(counter) == 0


def test_points_come_back_and_end_a_voucher_that_is_still_open(conn: Connection) -> None:
    counter = opened(conn, PLAIN)
    committed(counter, "till:A")
    done(counter.order("A", 1500))
    done(counter.refund("A", None))
    assert counter.balances().available == 100
    assert newest(counter).status == "revoked"


def test_a_redemption_whose_voucher_was_partly_used_is_not_undone(conn: Connection) -> None:
    counter = opened(conn, PLAIN.replace("valid_for: 60 days", "valid_for: 60 days, uses: 3"))
    redemption = committed(counter)
    done(counter.use(redemption.voucher.code, 2000))
    answer = counter.call("roll_back_redemption", RollbackIn(), id=redemption.id)
    assert isinstance(answer, Problem)
    assert answer.code == "voucher_not_open"
    assert counter.balances().available == 0


def test_a_use_that_is_kept_is_taken_back_once(conn: Connection) -> None:
    text = PLAIN.replace("every_nth_order: 4", "every_nth_order: 1")
    counter = opened(
        conn, text.replace("product: coffee,", "product: coffee, on_refund: keep-used,")
    )
    done(counter.order("Z", 1000))
    code = newest(counter).code
    done(counter.use(code, 500, order="till:A"))
    done(counter.order("A", 1000))
    done(counter.refund("A", None, "r1"))
    counter.cancel("A")
    assert saved(counter) == 0
    assert (
        next(one for one in rewards.vouchers(conn, [counter.account()]) if one.code == code).status
        == "used"
    )


def many_uses(conn: Connection) -> Counter:
    """A counter whose first order gives a voucher for three uses."""
    text = PLAIN.replace("every_nth_order: 4", "order_number: [1]")
    counter = opened(conn, text.replace("product: coffee,", "product: coffee, uses: 3,"))
    done(counter.order("Z", 1000))
    return counter


def test_every_use_of_a_voucher_comes_back_by_itself(conn: Connection) -> None:
    counter = many_uses(conn)
    for number in "AB":
        done(counter.use(newest(counter).code, 500, order=f"till:{number}"))
        done(counter.order(number, 1000))
    done(counter.refund("A", None))
    assert (newest(counter).uses_left, saved(counter)) == (2, 500)
    done(counter.refund("B", None))
    assert (newest(counter).uses_left, saved(counter)) == (3, 0)


def test_a_revoked_voucher_does_not_stand_again(conn: Connection) -> None:
    counter = many_uses(conn)
    done(counter.use(newest(counter).code, 500, order="till:A"))
    done(counter.order("A", 1000))
    done(counter.refund("Z", None))
    assert (newest(counter).status, newest(counter).uses_left) == ("revoked", 2)
    done(counter.refund("A", None))
    assert (newest(counter).status, saved(counter)) == ("revoked", 0)


def test_free_shipping_too_needs_its_least_spend(conn: Connection) -> None:
    text = PLAIN.replace(
        "kind: product, product: coffee,", "kind: free-shipping, minimum_spend: 50.00,"
    )
    counter = opened(conn, text.replace("every_nth_order: 4", "order_number: [1]"))
    done(counter.order("A", 100))
    code = newest(counter).code
    for minor, refused in ((100, True), (5000, False)):
        body = vouchers.VoucherUse(
            occurred_at=counter.now, lines=(LineIn(net_minor=minor),), shipping_minor=700
        )
        answer = counter.call("use_voucher", body, code=code)
        assert isinstance(answer, Problem) is refused
