"""Orders counted in two accounts lose no place in the count when the two become one."""

import pytest
from psycopg import Connection
from tests.builders.counter import Counter
from tests.flows.test_guests import GUESTS, claim

from regulars.domains.rewards import queries as rewards
from regulars.flows.verify import verify

ANN = "email:ann@example.com"


def buy(counter: Counter, name: str, many: int, member: str = ANN) -> None:
    """So many orders."""
    for number in range(many):
        counter.order(f"{name}{number}", 1_000, member)


def coffees(counter: Counter) -> int:
    """Every fourth order gives one; those that came with a guest's account count."""
    found = rewards.vouchers(counter.conn, [counter.account()])
    return sum(one.reward == "coffee" for one in found)


@pytest.mark.parametrize(
    ("mine", "theirs"), [(3, 1), (4, 4), (3, 4), (2, 1), (5, 3), (0, 4), (7, 4), (2, 2), (6, 7)]
)
def test_the_whole_has_as_many_as_if_it_had_always_been_one(
    conn: Connection, mine: int, theirs: int
) -> None:
    counter = Counter(conn, GUESTS)
    counter.join()
    buy(counter, "M", mine)
    buy(counter, "G", theirs, "email:guest@example.com")
    claim(counter, "G0")
    assert coffees(counter) == mine // 4 + theirs // 4
    buy(counter, "N", 2)
    assert coffees(counter) == (mine + theirs + 2) // 4
    buy(counter, "O", 4)
    assert coffees(counter) == (mine + theirs + 6) // 4
    assert list(verify(conn, counter.program_id)) == []


def test_one_that_falls_to_a_place_of_its_own_waits_for_the_next(conn: Connection) -> None:
    counter = Counter(conn, GUESTS)
    counter.join()
    buy(counter, "M", 3)
    for name, many in (("G", 3), ("H", 1)):
        buy(counter, name, many, f"email:{name}@example.com")
        claim(counter, f"{name}0")
    assert coffees(counter) == 0
    for number, found in enumerate((1, 2, 2)):
        counter.order(f"N{number}", 1_000)
        assert coffees(counter) == found


def test_it_comes_back_with_its_order_and_is_given_again(conn: Connection) -> None:
    counter = Counter(conn, GUESTS)
    counter.join()
    buy(counter, "M", 3)
    buy(counter, "G", 1, "email:guest@example.com")
    claim(counter, "G0")
    counter.order("N", 1_000)
    counter.refund("N", None)
    found = rewards.vouchers(conn, [counter.account()])
    assert [one.status for one in found] == ["revoked"]
    counter.order("O", 1_000)
    found = rewards.vouchers(conn, [counter.account()])
    assert sorted(one.status for one in found) == ["open", "revoked"]
    assert list(verify(conn, counter.program_id)) == []
