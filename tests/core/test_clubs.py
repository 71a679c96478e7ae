"""What an account knows of clubs: joining once, leaving, rules that wait for either, closing."""

from decimal import Decimal

from tests.core.making import base, buy, small, world
from tests.core.world import World

from regulars.core.facts import Activity, Closed, ClubJoined, ClubLeft, Joined
from regulars.core.rules.nodes import EarnRule, Limit, When

WELCOME = EarnRule(
    id="welcome", on="club.joined", when=When(data={"club": "runners"}),
    give={"point": Decimal(50)},
    limit=Limit(times=1, per="lifetime"),
)  # fmt: skip


def shop() -> World:
    """A member of a program with a welcome and twice the points for runners."""
    more = base(id="more", when=When(club=("runners", "walkers")))
    place = world(small(base(), more, WELCOME))
    place.tell(Joined(occurred_at=place.moment()))
    return place


def join(place: World, club: str = "runners") -> str:
    """Join; the refusal's code, if there is one."""
    refused = place.tell(ClubJoined(occurred_at=place.moment(), club=club)).refused
    return refused.code if refused else ""


def leave(place: World, club: str = "runners", *, removed: bool = False) -> str:
    """Leave; the refusal's code, if there is one."""
    fact = ClubLeft(occurred_at=place.moment(), club=club, removed=removed)
    refused = place.tell(fact).refused
    return refused.code if refused else ""


def test_members_of_a_club_earn_what_asks_for_it() -> None:
    place = shop()
    assert buy(place, "A1", 1000) == 10
    assert join(place) == ""
    assert place.pots["point"]["available"] == 60
    assert buy(place, "A2", 1000) == 20
    assert leave(place) == ""
    assert buy(place, "A3", 1000) == 10


def test_a_welcome_comes_once_and_only_for_its_club() -> None:
    place = shop()
    assert join(place, "readers") == ""
    assert place.pots["point"]["available"] == 0
    for _ in range(2):
        assert join(place) == ""
        assert join(place) == "club_joined_already"
        assert leave(place) == ""
        assert leave(place) == "club_not_joined"
    assert place.pots["point"]["available"] == 50
    assert place.state.clubs == ("readers",)


def test_whoever_is_taken_out_is_told() -> None:
    place = shop()
    join(place)
    fact = ClubLeft(occurred_at=place.moment(), club="runners", removed=True)
    told = [getattr(one, "trigger", "") for one in place.tell(fact).effects]
    assert "club.removed" in told


def test_a_guest_joins_nothing_and_a_closed_account_is_in_none() -> None:
    place = world(small(WELCOME))
    assert join(place) == "members_only"
    place.tell(Joined(occurred_at=place.moment()))
    assert join(place) == ""
    place.tell(Closed(occurred_at=place.moment()))
    assert place.state.clubs == ()
    assert (join(place), leave(place)) == ("account_closed", "account_closed")


def test_nobody_joins_by_telling_an_activity() -> None:
    place = shop()
    for name in ("club.joined", "club.left"):
        fact = Activity(occurred_at=place.moment(), type=name, data={"club": "runners"})
        refused = place.tell(fact).refused
        assert refused is not None
        assert refused.code == "activity_type_reserved"
