"""Levels that people decide about: candidates, invitations, levels held by hand."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.core.making import base, buy, small, world
from tests.core.test_tiers import LOW, MID, TOP, go, level, opened, sent, structs_tier, tiers
from tests.core.world import World

from regulars.core.effects import TierStatus
from regulars.core.evaluate import evaluate
from regulars.core.facts import Inputs, Joined, MoveOut, TierDecided
from regulars.core.moving import contents
from regulars.core.program import Tier
from regulars.core.state import AccountState

DAY = 86_400
ASKED = structs_tier(TOP, by="approval")
CLUB = Tier(id="club", by="invitation")


def decide(place: World, decision: Any, name: str, **said: Any) -> str:
    """Let staff decide; gives the code of a no."""
    fact = TierDecided(
        occurred_at=place.moment(), decision=decision, level=name, actor="ana", **said
    )
    refused = place.tell(fact).refused
    return refused.code if refused else ""


def statuses(place: World) -> list[tuple[str, str]]:
    """What was asked and decided so far."""
    return [(one.level, one.status) for one in place.effects if isinstance(one, TierStatus)]


def test_the_line_makes_a_candidate_and_approval_the_level() -> None:
    place = opened(tiers=tiers(levels=(LOW, MID, ASKED)))
    assert decide(place, "approve", "top") == "tier_no_candidate"
    buy(place, "A", 30000)
    assert (level(place), place.state.tier.candidate) == ("mid", "top")
    assert decide(place, "approve", "top") == ""
    assert level(place) == "top"
    go(place, "2025-12-31")
    assert level(place) == "top"
    go(place, "2026-01-01")
    assert (level(place), place.state.tier.approved) == ("low", ())
    assert statuses(place) == [("top", "candidate"), ("top", "approved")]


def test_who_was_declined_is_no_candidate_for_a_while() -> None:
    place = opened(tiers=tiers(levels=(LOW, MID, ASKED), again_after="30 days"))
    buy(place, "A", 30000)
    assert decide(place, "decline", "top") == ""
    buy(place, "B", 1)
    assert place.state.tier.candidate == ""
    place.wait(32 * DAY)
    buy(place, "C", 1)
    assert place.state.tier.candidate == "top"


def test_approval_after_the_window_still_gives_the_level() -> None:
    place = opened(tiers=tiers(levels=(LOW, ASKED), keep="end-of-year"))
    buy(place, "A", 30000)
    go(place, "2025-01-10")
    assert decide(place, "approve", "top") == ""
    assert level(place) == "top"
    go(place, "2026-01-01")
    assert level(place) == "low"


def test_a_refund_takes_the_candidate_back() -> None:
    place = opened(tiers=tiers(levels=(LOW, MID, ASKED)))
    buy(place, "A", 30000)
    place.refund("A", amount_minor=1)
    assert (place.state.tier.candidate, statuses(place)[-1]) == ("", ("top", "withdrawn"))


def test_an_invitation_is_accepted_once_and_no_credit_opens_its_level() -> None:
    place = opened(tiers=tiers(levels=(LOW, MID, CLUB)))
    buy(place, "A", 900_000)
    assert level(place) == "mid"
    assert decide(place, "accept", "club") == "tier_no_invitation"
    assert decide(place, "invite", "mid") == "tier_not_by_invitation"
    assert decide(place, "invite", "club") == ""
    assert len(sent(place, "tier.invited")) == 1
    assert decide(place, "accept", "club") == ""
    assert level(place) == "club"
    assert decide(place, "invite", "club") == "tier_already_higher"
    go(place, "2030-01-01")
    assert level(place) == "club"
    assert decide(place, "release", "club") == ""
    assert level(place) == "low"


def test_a_withdrawn_invitation_cannot_be_accepted() -> None:
    place = opened(tiers=tiers(levels=(LOW, CLUB)))
    assert decide(place, "withdraw", "club") == "tier_no_invitation"
    decide(place, "invite", "club")
    assert decide(place, "withdraw", "club") == ""
    assert decide(place, "accept", "club") == "tier_no_invitation"


def test_a_level_held_by_hand_falls_back_to_what_is_earned() -> None:
    place = opened(tiers=tiers(fall="one-level", grace="30 days"))
    until = place.moment() + timedelta(days=40)
    assert decide(place, "hold", "top") == "tier_until_needed"
    assert decide(place, "hold", "top", until=place.moment()) == "tier_until_over"
    assert decide(place, "hold", "top", until=until) == ""
    assert level(place) == "top"
    assert decide(place, "hold", "mid", until=until) == "tier_already_higher"
    buy(place, "A", 10000)
    place.wait(39 * DAY)
    assert level(place) == "top"
    place.wait(DAY)
    assert (level(place), place.state.tier.floor) == ("mid", None)
    decide(place, "hold", "top", until=place.moment() + timedelta(days=9))
    assert decide(place, "release", "top") == ""
    assert level(place) == "mid"
    assert decide(place, "release", "top") == "tier_not_held"


def test_only_members_and_only_levels_that_there_are() -> None:
    guest = world(small(base(), tiers=tiers()))
    assert decide(guest, "hold", "top") == "members_only"
    assert decide(opened(tiers=tiers()), "hold", "gold") == "tier_unknown"


def test_what_moves_to_another_account_keeps_floors_approvals_and_credit() -> None:
    place = opened(tiers=tiers(levels=(LOW, MID, ASKED, CLUB)), tier_sets={
        "years": tiers(levels=(Tier(id="new"), Tier(id="old", least=Decimal(50)))),
    })  # fmt: skip
    buy(place, "A", 30000)
    decide(place, "approve", "top")
    decide(place, "invite", "club")
    leaving = MoveOut(occurred_at=place.moment(), into="acc_2")
    arriving = contents(place.state, "acc_1", leaving)
    _, joined = evaluate(
        place.timeline, Joined(occurred_at=place.moment()), AccountState(), Inputs(), place.now
    )
    _, state = evaluate(place.timeline, arriving, joined, Inputs(), place.now)
    assert (state.tier.level, state.tiers["years"].level) == ("top", "old")
    assert (state.tier.invited, state.tier.buckets) == ({"club": None}, {"2024": 30000})
