"""Households and companies: who comes and goes, and that leaving makes and loses nothing."""

from decimal import Decimal
from typing import Any

from hypothesis import assume, given
from tests.core.dice import Dice, seeds
from tests.core.histories import Act, history
from tests.core.making import base, buy, line, small, world
from tests.core.programs import CURRENCIES, program
from tests.core.test_histories import lived, timeline_of
from tests.core.test_moving import worth
from tests.core.wallets import MONEY
from tests.core.world import World

from regulars.core import sharing
from regulars.core.facts import (
    AccountShared,
    Activity,
    Closed,
    Joined,
    MoveOut,
    Parted,
    PersonCame,
    PersonLeft,
    Profile,
    SharingEnded,
)
from regulars.core.member_prices import prices
from regulars.core.program import Benefit, Company, Household, PriceOff, Role, VolumePrice
from regulars.core.rules.nodes import Limit, When

FIRM = Company(roles={"buyer": Role(), "chief": Role(spends=True, manages=True)}, people=3)


def part(household: World, alone: World) -> None:
    """Let somebody leave the household for an account that is theirs alone."""
    alone.wait(household.now - alone.now)
    household.wait(0)
    program = household.timeline.at(household.now)
    left = PersonLeft(
        occurred_at=household.moment(), member="ben", into="alone",
        lots=sharing.share_of(program, household.state),
    )  # fmt: skip
    mine = Parted(
        occurred_at=household.moment(), came_from="household", joined=household.moment(900),
        profile=Profile(attributes={"color": "red"}),
    )  # fmt: skip
    theirs = sharing.parting(household.state, left, mine)
    assert household.tell(left).refused is None
    assert alone.tell(theirs).refused is None


@given(seeds)
def test_whoever_leaves_takes_a_part_and_nothing_is_lost_or_made(seed: int) -> None:
    dice = Dice(seed)
    timeline = timeline_of(program(dice))
    shared = [Act("join", dice.getrandbits(32)), *history(dice, 12)]
    household = lived(timeline, [one for one in shared if one.kind != "leave"])
    household.tell(AccountShared(occurred_at=household.moment(), kind="household"))
    household.tell(PersonCame(occurred_at=household.moment(), member="ben"))
    assume(household.state.shared and household.state.closed is None)
    household.below_zero = True
    alone = World(timeline, household.now)
    names = (*CURRENCIES, MONEY)
    people = household.state.people
    before = {name: dict(household.pots[name]) for name in names}
    part(household, alone)
    assert household.state.people == max(people - 1, 1)
    for name in names:
        gone = household.pots[name]["transferred"] - before[name].get("transferred", 0)
        assert gone == -alone.pots[name]["transferred"] >= 0
        assert gone <= max(before[name].get("available", 0), 0) // max(people, 1)
        assert worth(alone, name) >= 0
    assert alone.state.counters.keys() >= household.state.counters.keys()


def house(**said: Any) -> World:
    """A household of one person so far."""
    rules = base(), base(id="once", on="visit.made", per=None, give={"point": 50},
                         limit=Limit(per="lifetime", times=1))  # fmt: skip
    place = world(small(*rules, households=Household(**said), companies=FIRM))
    place.tell(Joined(occurred_at=place.moment()))
    assert place.tell(AccountShared(occurred_at=place.moment(), kind="household")).refused is None
    return place


def code(place: World, fact: Any) -> str:
    """The code of the refusal; nothing where it is done."""
    refused = place.tell(fact).refused
    return refused.code if refused else ""


def come(place: World, **said: Any) -> str:
    """Somebody comes; gives the refusal's code."""
    return code(place, PersonCame(occurred_at=place.moment(), member="ben", **said))


def test_a_household_has_so_many_people_and_so_many_of_them_are_children() -> None:
    place = house(people=4, children=1)
    first = [come(place), come(place, child=True), come(place, child=True)]
    assert first == [
        "",
        "",
        "account_full",
    ]
    assert [come(place), come(place)] == ["", "account_full"]
    gone = PersonLeft(occurred_at=place.moment(), member="x", child=True)
    assert [code(place, gone), come(place), come(place)] == ["", "", "account_full"]


def test_a_shared_account_neither_moves_nor_closes_under_the_others() -> None:
    place = house()
    come(place)
    at = place.moment()
    assert code(place, MoveOut(occurred_at=at, into="x")) == "account_already_shared"
    assert code(place, Closed(occurred_at=at)) == "account_not_empty"
    assert code(place, SharingEnded(occurred_at=at)) == "account_not_empty"
    assert code(place, PersonLeft(occurred_at=at, member="ben")) == ""
    assert code(place, SharingEnded(occurred_at=at)) == ""
    assert code(place, PersonLeft(occurred_at=at, member="ben")) == "account_not_shared"
    assert code(place, MoveOut(occurred_at=at, into="x")) == ""


def test_an_equal_part_of_each_lot_goes_along_where_the_program_says_so() -> None:
    place, alone = house(on_leaving="share"), world(house().timeline.latest.document)
    come(place)
    come(place)
    buy(place, "1", 10_000)
    buy(place, "2", 2_000)
    part(place, alone)
    assert [lot.left for lot in place.state.lots] == [67, 14]
    assert [lot.left for lot in alone.state.lots] == [33, 6]


def test_what_a_household_had_once_its_people_do_not_have_again() -> None:
    place, alone = house(), world(house().timeline.latest.document)
    come(place)
    visits = [_visit(place), _visit(place)]
    buy(place, "1", 1_000)
    part(place, alone)
    assert visits == [50, 0]
    assert _visit(alone) == 0
    assert (alone.state.orders, alone.state.lots) == (1, ())
    assert alone.state.joined == alone.now - 900


def _visit(place: World) -> int:
    before = place.pots["point"]["issued"]
    place.tell(Activity(occurred_at=place.moment(), type="visit.made"))
    return before - place.pots["point"]["issued"]


def test_rules_may_be_for_companies_alone() -> None:
    rule = base(when=When(owner=("company",)))
    place = world(small(rule, companies=FIRM))
    place.tell(Joined(occurred_at=place.moment()))
    assert buy(place, "1", 1_000) == 0
    assert code(place, AccountShared(occurred_at=place.moment(), kind="household")) == (
        "sharing_not_offered"
    )
    assert code(place, AccountShared(occurred_at=place.moment(), kind="company")) == ""
    assert buy(place, "2", 1_000) == 10
    assert come(place, child=True) == "children_not_here"


def test_roles_say_who_spends_and_who_manages() -> None:
    document = small(base(), households=Household(spending="head"), companies=FIRM)
    spends = {one: sharing.may_spend(document, one) for one in ("", "head", "adult", "buyer",
                                                                "chief", "gone")}  # fmt: skip
    assert [one for one, yes in spends.items() if yes] == ["", "head", "chief"]
    manages = [one for one in spends if sharing.may_manage(document, one)]
    assert manages == ["head", "chief"]
    assert sharing.may_spend(small(base(), households=Household()), "adult")


def test_a_price_falls_with_the_number_of_items() -> None:
    steps = (
        VolumePrice(least=Decimal(10), percent=Decimal(5)),
        VolumePrice(least=Decimal(50), amount=Decimal("0.20")),
    )
    found = []
    for count in ("line", "together"):
        off = PriceOff(by_volume=steps, count=count)
        place = world(small(base(), benefits={"bulk": Benefit(title="Bulk", price_off=off)}))
        place.tell(Joined(occurred_at=place.moment()))
        lines = (
            line(1_000, "a", quantity=Decimal(40)),
            line(1_000, "b", quantity=Decimal(10)),
            line(100, "c", quantity=Decimal(1)),
        )
        asked = prices(place.timeline.latest, place.state, lines, place.now)
        found.append({one.line_id: one.off_minor for one in asked})
    assert found == [{"a": 50, "b": 50}, {"a": 800, "b": 200, "c": 20}]
