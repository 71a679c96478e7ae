"""A small shop with a history: members, months of orders, vouchers, a refund, an adjustment.

Always the same, so that pages can be compared. `python -m tests.builders.shop` puts it, and an
empty one, into the database that the environment names, and prints the public id of its star.
"""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import django
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import connections, transaction
from psycopg import Connection
from tests.builders.counter import Counter

from regulars.core.facts import Adjust
from regulars.domains.goals import operations as goals
from regulars.domains.goals.contracts import Goal
from regulars.domains.ledger import checkpoints, verifications
from regulars.domains.members import queries as members
from regulars.domains.merchants import operations as merchants
from regulars.flows import trend
from regulars.flows.adjust import adjust
from regulars.flows.verify import verify
from regulars.kit import clock, ids

OPENED = datetime(2025, 9, 1, 9, tzinfo=UTC)
PASSWORD = "a long enough password"
PROGRAM = """
program: corner-shop
title: Corner shop
summary: Points for every euro, coffee for those who come often, and more for regulars.
currency: EUR
time_zone: Europe/Helsinki
points:
  point:
    name: [point, points]
    expires: {after: 12 months}
    notice: [30 days]
earn:
  - {id: base, title: Every purchase, on: order.paid, give: {point: 1}, per: 1.00}
  - id: big
    title: Large baskets
    on: order.paid
    when: {minimum_spend: 100.00}
    give: {point: 25}
  - id: fourth
    title: Every fourth visit
    on: order.paid
    when: {every_nth_order: 4}
    issue: coffee
  - {id: visit, title: Coming by, on: shop.visited, give: {point: 5}, limit: {times: 1, per: day}}
rewards:
  five:
    title: Five euros off
    kind: amount-off
    value: 5.00
    price: {point: 100}
    valid_for: 60 days
  coffee: {title: A coffee, kind: product, product: coffee, valid_for: 30 days}
  mug: {title: A mug of ours, kind: product, product: mug, price: {point: 900}, stock: 12}
  delivery: {title: Free delivery, kind: free-shipping, price: {point: 60}, valid_for: 30 days}
tiers:
  levels:
    - {id: guest, title: Guest}
    - {id: regular, title: Regular, from: 500, multiply: 1.5}
    - {id: friend, title: Friend of the house, from: 1500, multiply: 2}
households: {people: 5, children: 2, on_leaving: share}
companies:
  people: 20
  roles:
    buyer: {title: Buyer}
    chief: {title: Chief buyer, spends: true, manages: true}
benefits:
  birthday: {title: A slice of cake on the birthday}
  tasting: {title: Evenings of tasting, when: {tier: [regular, friend]}}
campaigns:
  spring:
    title: Spring weeks
    text: Twice the points on everything until the snow is gone.
    when: {dates: {from: 2026-03-01, to: 2026-03-21}}
    audience: [keen, best]
    budget: {amount: 5000}
    rules: [{id: double, on: order.paid, multiply: 2}]
  autumn:
    title: A coffee in the rain
    when: {dates: {from: 2025-10-01, to: 2025-10-31}, weekday: [monday, tuesday]}
    priority: 2
    prices: {five: {point: 80}}
    rules: [{id: coffee, on: order.paid, issue: coffee, limit: {times: 1, per: lifetime}}]
segments:
  keen: {title: Comes often, where: {orders: {from: 4, within: 90 days}}}
  slipping:
    title: Slipping away
    where: {stage: [at-risk, gone], none: [{lapsing: {point: {within: 30 days}}}]}
  best: {title: Our best, where: {value_class: [A], tier: [regular, friend]}}
"""
EASIER = PROGRAM.replace("minimum_spend: 100.00", "minimum_spend: 80.00")
PEOPLE = (
    "Aino Virtanen", "Mikko Lahti", "Sofía Ramírez", "Jürgen Weiß", "Nguyễn Thị Hoa",
    "Olga Petrova", "Liam O’Connor", "王小明", "Fatima Al-Sayed", "Kirsi Mäkelä",
    "Bo Ek", "Chloé Dubois",
)  # fmt: skip


class SmallShop(Counter):
    """A corner shop after half a year. `star` is the member with the longest story."""

    def __init__(self, conn: Connection, *, empty: bool = False, name: str = "shop") -> None:
        """Will open the shop, and unless it is to be empty, live through its history."""
        super().__init__(conn, PROGRAM, now=OPENED, name=name)
        if not empty:
            self._people()
            self._months()
            self._afterwards()
            checkpoints.seal(conn, self.program_id, self.shop.now)

    @property
    def star(self) -> str:
        """The public id of the member with the longest story."""
        return self.public_id("aino.virtanen@example.com")

    def public_id(self, email: str) -> str:
        """Will give the id that addresses use."""
        found = members.member_of(self.conn, self.program_id, self.account(email))
        assert found is not None
        return ids.encode("mem", found.member_id)

    def staff(self, username: str = "kirsi", role: str = "owner", email: str = "") -> Any:
        """Will hire somebody who signs in with PASSWORD."""
        user = get_user_model().objects.create_user(username, email)
        user.password = _hashed()
        user.save()
        merchants.hire(self.conn, user.pk, self.merchant_id, role)
        return user

    def _people(self) -> None:
        for number, name in enumerate(PEOPLE, 1):
            self.join(
                email_of(number), name=name, card=f"29000{number:05}", external_id=f"C-{number}",
                birth_date=date(1970 + number, number, 2 * number), simulated=number in (10, 11),
            )  # fmt: skip

    def _months(self) -> None:
        number = 0
        for week in range(26):
            if week == 13:
                self.publish(EASIER, self.shop.now)
            for person in range(1, len(PEOPLE) + 1):
                if (week * person) % (person + 1) == 0 or person == 1:
                    number += 1
                    minor = 900 + (number * 1370 + week * 311) % 9600
                    self.order(f"A-{1000 + number}", minor, f"email:{email_of(person)}")
            self.later(days=7)

    def _afterwards(self) -> None:
        star = f"email:{email_of(1)}"
        self.refund("A-1001", 500)
        self.later(hours=2)
        self.commit(self.reserve("five", star).id)
        self.later(hours=20)
        self.order("A-2001", 14250, star)
        self.later(minutes=30)
        self.reserve("delivery", star)
        self.later(minutes=2)
        self.adjust(email_of(1), 40, "The scales were wrong on Saturday; we are sorry.")
        self.later(minutes=5)
        goal = Goal(
            program_id=self.program_id, goal_id=ids.new(), measure="revenue", target=500_000,
            first_day=date(2026, 2, 1), last_day=date(2026, 4, 30), set_at=self.shop.now,
            actor="staff:1",
        )  # fmt: skip
        goals.put(self.conn, goal)
        trend.count(self.conn, self.shop)

    def adjust(self, email: str, points: int, reason: str) -> UUID:
        """Will give or take points by hand."""
        account_id = self.account(email)
        fact = Adjust(
            occurred_at=self.shop.now, currency="point", amount=points, actor="staff:1"
        )  # fmt: skip
        done = adjust(
            self.conn, self.shop, account_id, fact, key=f"by-hand-{points}",
            fingerprint=reason.encode(), reason=reason,
        )  # fmt: skip
        assert done.status == "created", done
        return account_id


@cache
def _hashed() -> str:
    """Slow on purpose, so once is enough."""
    return make_password(PASSWORD)


def email_of(number: int) -> str:
    """The e-mail of the person with this number."""
    return "aino.virtanen@example.com" if number == 1 else f"person{number}@example.com"


def main() -> None:
    """Fill a database with two shops: kirsi owns the lively one, nils the empty one."""
    django.setup()
    connection = connections["default"]
    connection.ensure_connection()
    with transaction.atomic():
        shop = SmallShop(connection.connection)
        shop.staff("kirsi")
        SmallShop(connection.connection, empty=True, name="new-shop").staff("nils")
        found = verify(shop.conn, shop.program_id)
        result = verifications.summed(shop.conn, shop.program_id, found, at=clock.now())
        verifications.keep(shop.conn, result)
        print(shop.star)
    connections.close_all()


if __name__ == "__main__":
    main()
