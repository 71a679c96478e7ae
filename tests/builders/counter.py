"""A shop's counter: one program on a test clock, and the hot calls as functions."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from psycopg import Connection

from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Ref
from regulars.domains.merchants import operations as merchants
from regulars.domains.merchants.contracts import Key
from regulars.domains.programs import operations as programs
from regulars.domains.programs.contracts import ProgramRow, Version
from regulars.flows import clock
from regulars.flows.joining import Person, join
from regulars.flows.shops import Shop, open_shop
from regulars.wire import orders, redemptions, refunds, vouchers
from regulars.wire.calls import Answered, Asked
from regulars.wire.problems import Problem
from regulars.wire.table import HOT

START = datetime(2026, 1, 10, 12, tzinfo=UTC)

PROGRAM = """
program: corner-shop
title: Corner shop
currency: EUR
time_zone: Europe/Helsinki
points:
  point:
    name: [point, points]
    expires: {after: 12 months}
    notice: [30 days]
earn:
  - {id: base, on: order.paid, give: {point: 1}, per: 1.00}
  - {id: big, on: order.paid, when: {minimum_spend: 100.00}, give: {point: 25}}
  - {id: fourth, on: order.paid, when: {every_nth_order: 4}, issue: coffee}
  - {id: visit, on: shop.visited, give: {point: 5}, limit: {times: 1, per: day}}
rewards:
  five: {kind: amount-off, value: 5.00, price: {point: 100}, valid_for: 60 days}
  coffee: {kind: product, product: coffee, valid_for: 30 days}
automatic:
  - {id: thousand, reach: {point: 1000}, turn: {point: 1000}, into: five}
tiers:
  levels: [{id: guest}, {id: regular, from: 500, multiply: 1.5}]
"""


class Counter:
    """One program, ready to sell under. Every call returns what the wire would answer."""

    def __init__(self, conn: Connection, text: str = PROGRAM, *, now: datetime = START,
                 name: str = "shop") -> None:  # fmt: skip
        """Will open a merchant with one published program whose clock stands at `now`."""
        self.conn = conn
        self.merchant_id = merchants.create(conn, "A shop", now)
        row = programs.create_program(conn, self.merchant_id, name, now=now)
        assert isinstance(row, ProgramRow), row
        self.program_id: UUID = row.program_id
        self.publish(text, now)
        assert programs.move_test_clock(conn, self.program_id, now) is None
        self._calls = {call.name: call for call in HOT}
        self._keys = 0
        self.now = now

    def publish(self, text: str, at: datetime) -> int:
        """Will publish a version in force from `at` on."""
        found = programs.publish(self.conn, self.program_id, text, valid_from=at, by="test", now=at)
        assert isinstance(found, Version), found
        return found.number

    @property
    def shop(self) -> Shop:
        """The shop as it stands now."""
        return open_shop(self.conn, self.program_id, now=START)

    def call(self, name: str, body: Any = None, *, key: str = "", **path: str) -> Any:
        """Will make a hot call; a fresh idempotency key unless one is given."""
        self._keys += 1
        asked = Asked(
            conn=self.conn,
            shop=self.shop,
            key=_key(self.merchant_id, self.program_id),
            path=path,
            body=body,
            idempotency_key=key or f"key-{self._keys}",
        )
        found = self._calls[name].handle(asked)
        return found.body if isinstance(found, Answered) else found

    def join(self, email: str = "ann@example.com", **more: Any) -> UUID:
        """Will enrol somebody and give their account."""
        welcome = join(self.conn, self.shop, Person(email=email, **more))
        assert welcome.member is not None, welcome
        return welcome.member.account_id

    def account(self, email: str = "ann@example.com") -> UUID:
        """Will give the account that an e-mail leads to."""
        ref = Ref("email", email)
        return members.find(self.conn, self.program_id, [ref])[ref].account_id

    def order(self, number: str, minor: int, member: str | None = "email:ann@example.com",
              **more: Any) -> orders.OrderOut | Problem:  # fmt: skip
        """Will tell of an order over one amount."""
        body = orders.OrderIn(
            source="till", external_id=number, occurred_at=more.pop("at", self.now),
            currency="EUR", total_minor=minor, member=member, **more,
        )  # fmt: skip
        return self.call("create_order", body)

    def orders(self, numbers: list[str], minor: int) -> list[orders.OrderOut | Problem]:
        """Will tell of several orders of one member in one go."""
        bodies = [
            orders.OrderIn(
                source="till", external_id=number, occurred_at=self.now, currency="EUR",
                total_minor=minor, member="email:ann@example.com",
            )
            for number in numbers
        ]  # fmt: skip
        return orders.earn(self.conn, self.shop, bodies)

    def refund(self, number: str, minor: int | None, name: str = "r1") -> Any:
        """Will refund an amount of an order, or all that is left."""
        body = refunds.RefundIn(external_id=name, occurred_at=self.now, amount_minor=minor)
        return self.call("refund_order", body, ref=f"till:{number}")

    def cancel(self, number: str) -> Any:
        """Will cancel an order."""
        body = refunds.CancelIn(occurred_at=self.now)
        return self.call("cancel_order", body, ref=f"till:{number}")

    def reserve(self, reward: str = "five", member: str = "email:ann@example.com",
                **more: Any) -> Any:  # fmt: skip
        """Will reserve a reward."""
        key = more.pop("key", "")
        body = redemptions.RedemptionIn(member=member, reward=reward, **more)
        return self.call("create_redemption", body, key=key)

    def commit(self, redemption: str, order: str = "") -> Any:
        """Will commit a redemption."""
        return self.call("commit_redemption", redemptions.CommitIn(order=order), id=redemption)

    def use(self, code: str, minor: int = 2000, *, key: str = "", order: str = "") -> Any:
        """Will use a voucher on an order over one amount."""
        line = orders.LineIn(net_minor=minor, sku="coffee")
        body = vouchers.VoucherUse(occurred_at=self.now, lines=(line,), order=order)
        return self.call("use_voucher", body, key=key, code=code)

    def balances(self, member: str = "email:ann@example.com") -> Any:
        """Will read what a member has in the first currency."""
        return self.call("get_balances", ref=member).balances[0]

    def later(self, **span: int) -> datetime:
        """Will move the clock on and let everything on the way happen."""
        to = self.now + timedelta(**span)
        code, _ = clock.advance(self.conn, self.shop, to)
        assert not code, code
        self.now = to
        return to


def _key(merchant_id: UUID, program_id: UUID) -> Key:
    return Key(
        key_id=uuid4(), merchant_id=merchant_id, program_id=program_id, kind="secret",
        mode="test", label="", hint="", scopes="", origins="", created_at=START,
        expires_at=None, revoked_at=None,
    )  # fmt: skip
