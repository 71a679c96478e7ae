"""What a program may not say: each code once, with its path; and each code has its sentence."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from tests.core.making import base, small

import regulars.core.checks
from regulars.core.checking import check, check_successor
from regulars.core.program import (
    Ago,
    Benefit,
    Budget,
    Campaign,
    CardFace,
    Cards,
    Company,
    Currency,
    Expires,
    GiftCards,
    Goodwill,
    Household,
    Joining,
    Lapsing,
    PlaceReward,
    PriceOff,
    Program,
    Qualify,
    Question,
    Redeeming,
    Reward,
    Role,
    Segment,
    StampCard,
    Tier,
    Tiers,
    Times,
    Transfers,
    ValueLaw,
    VolumePrice,
    Wallet,
    Where,
)
from regulars.core.rules.nodes import (
    Automatic,
    Dates,
    EarnRule,
    Level,
    Limit,
    Pending,
    Range,
    Schedule,
    TimeWindow,
    When,
)
from regulars.domains.programs.sentences import SENTENCES

TEA = Reward(kind="product", product="tea", price={"point": 10})
POINT = Currency(name=("point", "points"))


def gift(**said: Any) -> Automatic:
    return Automatic(**{"id": "gift", "at": Schedule(weekday="monday"), "issue": "tea"} | said)


def points(**said: Any) -> dict[str, Any]:
    return {"points": {"point": structs.replace(POINT, **said), "star": POINT}}


def reward(**said: Any) -> dict[str, Any]:
    words: dict[str, Any] = {"kind": "amount-off", "value": Decimal(5), "price": {"point": 9}}
    return {"rewards": {"tea": TEA, "off": Reward(**words | said)}}


def campaign(**said: Any) -> dict[str, Any]:
    dates = Dates(first=date(2026, 1, 1), last=date(2026, 1, 9))
    words: dict[str, Any] = {"when": When(dates=dates), "rules": (base(),)}
    return {"campaigns": {"some": Campaign(**words | said)}}


def gives(**said: Any) -> EarnRule:
    return EarnRule(id="a", on="order.paid", issue="tea", **said)


def segment(**said: Any) -> dict[str, Any]:
    return {"segments": {"some": Segment(where=Where(**said))}}


def card(**said: Any) -> dict[str, Any]:
    words: dict[str, Any] = {"title": "Card", "stamps": 5}
    words["rewards"] = (PlaceReward(at=5, issue="tea"),)
    return {"stamp_cards": {"card": StampCard(**words | said)}}


def purse(**said: Any) -> dict[str, Any]:
    return {"stored_value": {"purse": Wallet(**said)}}


def levels(*least: str, **said: Any) -> dict[str, Any]:
    made = tuple(Tier(id=f"t{index}", least=Decimal(one)) for index, one in enumerate(least))
    return {"tiers": Tiers(levels=made, **said)}


def prices(*steps: tuple[str, str]) -> dict[str, Any]:
    made = tuple(VolumePrice(least=Decimal(one), percent=Decimal(off)) for one, off in steps)
    return {"benefits": {"bulk": Benefit(title="Bulk", price_off=PriceOff(by_volume=made))}}


TWO = (Level(id="a", least=5, issue="tea"), Level(id="b", least=5, issue="tea"))
# What the program says, and the problems: code and path.
WRONG: list[tuple[dict[str, Any], list[str]]] = [
    ({"time_zone": "Mars/Base"}, ["time_zone_unknown time_zone"]),
    ({"time_zone": "../etc"}, ["time_zone_unknown time_zone"]),
    ({"earn": (base(), base())}, ["id_repeated earn.1.id"]),
    ({"automatic": (gift(id="base"),)}, ["id_repeated automatic.0.id"]),
    ({"earn": (base(give={}),)}, ["rule_gives_nothing earn.0", "per_needs_give earn.0.per"]),
    ({"earn": (base(give={"pint": 1}),)}, ["currency_unknown earn.0.give.pint"]),
    ({"earn": (base(give={"point": 0}),)}, ["amount_not_positive earn.0.give.point"]),
    ({"earn": (base(give={"point": -1}),)}, ["number_out_of_range earn.0.give.point"]),
    ({"earn": (base(give={"point": "NaN"}),)}, ["number_out_of_range earn.0.give.point"]),
    ({"earn": (base(per=0),)}, ["amount_not_positive earn.0.per"]),
    ({"earn": (base(per="0.001"),)}, ["number_too_fine earn.0.per"]),
    ({"earn": (base(per_items=1),)}, ["per_or_per_items earn.0.per_items"]),
    ({"earn": (base(per=None, units="whole"),)}, ["whole_needs_per earn.0.units"]),
    ({"earn": (base(multiply=2),)}, ["multiply_stands_alone earn.0.multiply"]),
    ({"earn": (base(stack="multiply"),)}, ["stack_needs_multiply earn.0.stack"]),
    ({"earn": (base(issue="tee"),)}, ["reward_unknown earn.0.issue"]),
    ({"earn": (base(issue=("tea", "tee")),)}, ["reward_unknown earn.0.issue.1"]),
    ({"earn": (base(on="visit.made"),)}, ["word_not_here earn.0.per"]),
    ({"earn": (base(on="order.refunded", per=None),)}, ["trigger_unknown earn.0.on"]),
    ({"earn": (base(limit=Limit(per="day")),)}, ["exactly_one earn.0.limit"]),
    ({"earn": (base(give={}, per=None, issue="tea", limit=(Limit(per="day", amount=1),)),)},
     ["limit_amount_needs_give earn.0.limit.0.amount"]),
    ({"earn": (base(), base(id="x", give={}, per=None, multiply=2,
                            limit=Limit(per="day", times=1)))},
     ["multiply_has_no_limit earn.1.limit"]),
    ({"earn": (base(pending=Pending()),)}, ["exactly_one earn.0.pending"]),
    ({"earn": (base(pending=Pending(span="101 years")),)}, ["span_too_long earn.0.pending.for"]),
    ({"earn": (base(when=When(data={"a": 1})),)}, ["word_not_here earn.0.when.data"]),
    ({"earn": (base(on="visit.made", per=None, when=When(every_nth_order=2)),)},
     ["word_not_here earn.0.when.every_nth_order"]),
    ({"earn": (base(when=When(tier=("top",))),)}, ["tier_unknown earn.0.when.tier.0"]),
    ({"earn": (base(when=When(any=(When(),))),)}, ["group_empty earn.0.when.any.0"]),
    ({"earn": (base(when=When(none=(When(tier=("x",)),))),)},
     ["tier_unknown earn.0.when.none.0.tier.0"]),
    ({"earn": (base(when=When(attribute={"a": ()})),)}, ["choices_empty earn.0.when.attribute.a"]),
    ({"earn": (base(when=When(chance=Decimal(0))),)}, ["percent_out_of_range earn.0.when.chance"]),
    ({"earn": (base(when=When(age=Range())),)}, ["range_empty earn.0.when.age"]),
    ({"earn": (base(when=When(age=Range(least=9, most=8))),)}, ["from_after_to earn.0.when.age"]),
    ({"earn": (base(when=When(dates=Dates())),)}, ["range_empty earn.0.when.dates"]),
    ({"earn": (base(when=When(time=TimeWindow(start="09:00", end="09:00"))),)},
     ["time_window_empty earn.0.when.time"]),
    (points(expires=Expires()), ["exactly_one points.point.expires"]),
    (points(expires=Expires(after="1 day", inactive="1 day")),
     ["exactly_one points.point.expires"]),
    (points(expires=Expires(each_year="02-30")),
     ["date_impossible points.point.expires.each_year"]),
    (points(expires=Expires(after="1 day", not_before="1 day")),
     ["word_needs points.point.expires.not_before"]),
    (points(notice=("1 day",)), ["notice_needs_expiry points.point.notice"]),
    (reward(value=None), ["kind_needs rewards.off"]),
    (reward(value=Decimal("0.001")), ["number_too_fine rewards.off.value"]),
    (reward(kind="percent-off", value=Decimal(101)), ["percent_out_of_range rewards.off.value"]),
    (reward(product="tea"), ["kind_has_no rewards.off.product"]),
    (reward(maximum=Decimal(3)), ["kind_has_no rewards.off.maximum"]),
    (reward(prices=({"point": 2},)), ["exactly_one rewards.off"]),
    (reward(kind="gift", value=None, product="tea"), ["gift_needs_purchase rewards.off"]),
    (reward(kind="donation"), ["kind_needs rewards.off"]),
    (reward(kind="donation", cause="trees") | {"earn": (base(issue="off"),)},
     ["donation_is_bought rewards.off"]),
    (reward(stock=5) | {"automatic": (gift(give={}, issue="off"),)},
     ["counted_not_automatic rewards.off"]),
    (reward(codes="cinema") | {"automatic": (gift(give={}, issue="off"),)},
     ["counted_not_automatic rewards.off"]),
    (reward(codes="cinema", code_prefix="TEA"), ["exactly_one rewards.off"]),
    (reward(kind="donation", cause="trees", codes="cinema"), ["kind_has_no rewards.off.codes"]),
    (reward(limit=Limit(per="order", times=1)), ["limit_of_reward rewards.off.limit"]),
    (reward(limit=(Limit(per="day", amount=1),)), ["limit_of_reward rewards.off.limit.0"]),
    (reward(budget=Decimal(5)), ["word_needs rewards.off.budget"]),
    (reward(on_offer=Dates()), ["range_empty rewards.off.on_offer"]),
    (reward(images=("http://pictures",)), ["image_address rewards.off.images.0"]),
    (reward(price={}, tier_prices={"gold": {"point": 1}}),
     ["tier_unknown rewards.off.tier_prices.gold", "word_needs rewards.off.tier_prices",
      "reward_unreachable rewards.off"]),
    (reward(price={}, prices=({},)), ["price_is_nothing rewards.off.prices.0"]),
    (reward(price={}, prices=({"pint": 1},)),
     ["currency_unknown rewards.off.prices.0.pint"]),
    (reward(price={"pint": 1}), ["currency_unknown rewards.off.price.pint"]),
    (reward(price={}), ["reward_unreachable rewards.off"]),
    (reward(when=When(minimum_spend=Decimal(1))),
     ["word_not_here rewards.off.when.minimum_spend"]),
    (campaign(when=When()), ["campaign_needs_dates campaigns.some.when"]),
    (campaign(rules=()), ["campaign_offers_nothing campaigns.some"]),
    (campaign(holdout=Decimal(100)), ["percent_out_of_range campaigns.some.holdout"]),
    (campaign(budget=Budget()), ["exactly_one campaigns.some.budget"]),
    (campaign(per_member=Limit(per="program", times=1)),
     ["word_not_here campaigns.some.per_member"]),
    (campaign(rules=(gives(limit=Limit(per="day", amount=3)),)),
     ["limit_amount_needs_give campaigns.some.rules.0"]),
    (campaign(rules=(gives(stack="best"),)),
     ["word_not_here campaigns.some.rules.0.stack"]),
    (campaign(rules=(base(), base())), ["id_repeated campaigns.some.rules.1.id"]),
    (campaign(prices={"tee": {"point": 1}, "tea": {}}),
     ["reward_unknown campaigns.some.prices.tee", "price_is_nothing campaigns.some.prices.tea"]),
    (segment(), ["group_empty segments.some.where"]),
    (segment(orders=Times()), ["range_empty segments.some.where.orders"]),
    (segment(orders=Times(least=3, most=2)), ["from_after_to segments.some.where.orders"]),
    (segment(last_order=Ago()), ["range_empty segments.some.where.last_order"]),
    (segment(tier=("gold",)), ["tier_unknown segments.some.where.tier.0"]),
    (segment(lapsing={"pint": Lapsing(within="3 days")}),
     ["currency_unknown segments.some.where.lapsing.pint"]),
    (segment(attribute={"color": ()}), ["choices_empty segments.some.where.attribute.color"]),
    (segment(none=(Where(),)), ["group_empty segments.some.where.none.0"]),
    (segment(any=(Where(segment=("some",)),)), ["segment_in_circle segments.some"]),
    ({"automatic": (gift(at=None),)}, ["exactly_one automatic.0"]),
    ({"automatic": (gift(reach={"point": 1}),)}, ["exactly_one automatic.0"]),
    ({"automatic": (gift(at=Schedule()),)}, ["exactly_one automatic.0.at"]),
    ({"automatic": (gift(at=Schedule(birthday=True, weekday="monday")),)},
     ["exactly_one automatic.0.at"]),
    ({"automatic": (gift(at=Schedule(birthday=True, lead="2 years")),)},
     ["span_too_long automatic.0.at.lead"]),
    ({"automatic": (gift(at=Schedule(month_day="02-30")),)},
     ["date_impossible automatic.0.at.month_day"]),
    ({"automatic": (gift(issue=None),)}, ["rule_gives_nothing automatic.0"]),
    ({"automatic": (gift(issue=None, turn={"point": 5}),)}, ["word_needs automatic.0.turn"]),
    ({"automatic": (gift(issue=None, into="tea", turn={"point": 5, "star": 1}),)},
     ["one_currency_only automatic.0.turn"]),
    ({"automatic": (gift(into="tea", turn={"point": 5}),)}, ["turn_stands_alone automatic.0.turn"]),
    ({"automatic": (gift(at=None, reach={"point": 4}, issue=None, into="tea", turn={"point": 5}),)},
     ["reach_below_turn automatic.0.reach"]),
    ({"automatic": (gift(remainder="expire"),)}, ["word_needs automatic.0.remainder"]),
    ({"automatic": (gift(issue=None, levels=TWO),)},
     ["levels_not_ascending automatic.0.levels.1.from"]),
    ({"automatic": (gift(levels=TWO[:1]),)}, ["levels_stand_alone automatic.0.levels"]),
    ({"automatic": (gift(of="point"),)}, ["word_needs automatic.0.of"]),
    ({"automatic": (gift(when=When(location=("north",))),)},
     ["word_not_here automatic.0.when.location"]),
    (levels(), ["levels_missing tiers.levels"]),
    (levels("1"), ["levels_start_above_zero tiers.levels.0.from"]),
    (levels("0", "5", "5"), ["levels_not_ascending tiers.levels.2.from"]),
    (levels("0", multiplies="pint"), ["currency_unknown tiers.multiplies"]),
    (levels("0", window="lifetime", notice=("1 day",)), ["notice_needs_end tiers.notice"]),
    (levels("0", window="lifetime", grace="1 day"), ["life_has_no tiers.grace"]),
    (levels("0", window="lifetime", fall="one-level"), ["life_has_no tiers.fall"]),
    (levels("0", qualify=Qualify()), ["qualify_says_nothing tiers.qualify"]),
    (levels("0", qualify=Qualify(points={"pint": Decimal(1)})),
     ["currency_unknown tiers.qualify.points.pint"]),
    (levels("0", qualify=Qualify(activities={"order.paid": Decimal(1)})),
     ["trigger_unknown tiers.qualify.activities.order.paid"]),
    ({"tiers": Tiers(levels=(Tier(id="a", by="approval"),))},
     ["first_level_is_open tiers.levels.0.by"]),
    ({"tiers": Tiers(levels=(Tier(id="a"), Tier(id="b", by="invitation", least=Decimal(1))))},
     ["invitation_has_no_line tiers.levels.1.from"]),
    (levels("0") | {"tier_sets": {"two": Tiers(levels=(Tier(id="t0"),))}},
     ["id_repeated tier_sets.two.levels.0.id"]),
    ({"tier_sets": {"tier": Tiers(levels=(Tier(id="a"),))}}, ["id_repeated tier_sets.tier"]),
    ({"earn": (base(on="tier.reached", per=None, limit=Limit(per="program", times=1)),)},
     ["word_not_here earn.0.limit.per"]),
    ({"earn": (base(on="tier.reached", per=None, when=When(chance=Decimal(5))),)},
     ["word_not_here earn.0.when.chance"]),
    ({"redeeming": Redeeming(when=When(first_order=True))},
     ["word_not_here redeeming.when.first_order"]),
    ({"joining": Joining(age_from=18)}, []),
    ({"households": Household(people=3, children=3)},
     ["children_without_head households.children"]),
    ({"companies": Company(roles={"head": Role(), "buyer": Role()})},
     ["name_reserved companies.roles.head"]),
    (prices(("5", "2"), ("5", "3")), ["steps_not_rising benefits.bulk.price_off.by_volume.1.from"]),
    (prices(("0", "2")), ["amount_not_positive benefits.bulk.price_off.by_volume.0.from"]),
    (prices(("1", "101")), ["percent_out_of_range benefits.bulk.price_off.by_volume.0.percent"]),
    ({"benefits": {"bulk": Benefit(title="Bulk", price_off=PriceOff())}},
     ["exactly_one benefits.bulk.price_off"]),
    ({"earn": (base(limit=Limit(per="program", times=1, at="location")),)},
     ["word_not_here earn.0.limit.at"]),
    (card(), []),
    (purse(), []),
    ({"earn": (base(give={"purse": "0.02"}),)} | purse(), []),
    ({"earn": (base(on="stored_value.topped_up", per="10"),)} | purse(), []),
    ({"stored_value": {"point": Wallet()}}, ["id_repeated stored_value.point"]),
    (purse(expires=Expires(inactive="1 year")), ["word_needs stored_value.purse.expires"]),
    (purse(notice=("1 day",)), ["notice_needs_expiry stored_value.purse.notice"]),
    (purse(expires=Expires(after="59 months"), law=ValueLaw(least="5 years")),
     ["value_lapses_too_soon stored_value.purse.expires"]),
    (purse(expires=Expires(after="60 months"), law=ValueLaw(least="5 years")), []),
    (purse(most=Decimal(0)), ["amount_not_positive stored_value.purse.most"]),
    (purse(gift_cards=GiftCards(least=Decimal(9), most=Decimal(8))),
     ["least_above_most stored_value.purse.gift_cards.least"]),
    (purse(transfers=Transfers(per_day=Decimal(0))),
     ["amount_not_positive stored_value.purse.transfers.per_day"]),
    (reward(kind="gift-card"), ["gift_card_needs_wallet rewards.off.kind"]),
    (reward(kind="gift-card", uses=2) | purse(gift_cards=GiftCards()),
     ["gift_card_used_once rewards.off.uses"]),
    (reward(kind="gift-card") | purse(gift_cards=GiftCards()), []),
    ({"earn": (base(id="card"),)} | card(), ["id_repeated stamp_cards.card"]),
    (card(one_per="spend"), ["word_needs stamp_cards.card.one_per"]),
    (card(spend=Decimal(5)), ["word_needs stamp_cards.card.one_per"]),
    (card(one_per="spend", spend=Decimal(0)), ["amount_not_positive stamp_cards.card.spend"]),
    (card(on="visit.made", one_per="item"), ["word_not_here stamp_cards.card.one_per"]),
    (card(on="order.refunded"), ["trigger_unknown stamp_cards.card.on"]),
    (card(rewards=(PlaceReward(at=5, issue="tee"),)),
     ["reward_unknown stamp_cards.card.rewards.0.issue"]),
    (card(rewards=tuple(PlaceReward(at=at, issue="tea") for at in (3, 3, 5))),
     ["places_not_ascending stamp_cards.card.rewards.1.at"]),
    (card(stamps=6), ["card_full_without_reward stamp_cards.card.rewards"]),
    (card(goodwill=Goodwill(stamps=5)), ["goodwill_fills_card stamp_cards.card.goodwill.stamps"]),
    (card(goodwill=Goodwill(on="joining"), counted_by="city"),
     ["goodwill_needs_place stamp_cards.card.goodwill.on"]),
    (card(notice=("1 day",)), ["notice_needs_expiry stamp_cards.card.notice"]),
    (card(limit=Limit(per="day")), ["exactly_one stamp_cards.card.limit"]),
    ({"cards": Cards(ean13_prefix="40")}, ["ean13_prefix_not_restricted cards.ean13_prefix"]),
    ({"cards": Cards(ean13_prefix="29", digits=14)}, ["ean13_has_own cards.digits"]),
    ({"cards": Cards(digits=16, first_digit=4)}, ["number_like_payment_card cards.first_digit"]),
    ({"cards": Cards(face=CardFace(text="#777777"))}, ["colors_too_close cards.face.text"]),
    ({"profile": {"roast": Question(ask="Which?", answers=("dark", "light", "dark"))}},
     ["answer_repeated profile.roast.answers.2"]),
    ({"earn": (base(on="profile.answered", per=None, when=When(data={"question": "rost"})),),
      "profile": {"roast": Question(ask="Which?")}},
     ["question_unknown earn.0.when.data.question"]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), WRONG)
def test_each_problem(said: dict[str, Any], expected: list[str]) -> None:
    program = small(*said.get("earn", (base(),)), **{"rewards": {"tea": TEA}} | {
        key: value for key, value in said.items() if key != "earn"
    })  # fmt: skip
    found = [f"{one.code} {'.'.join(map(str, one.path))}" for one in check(program)]
    assert found == expected


def test_a_near_name_is_offered() -> None:
    (problem,) = check(small(base(give={"pint": 1})))
    assert problem.params == {"name": "pint", "nearest": "point"}


def test_a_successor_keeps_what_members_hold() -> None:
    before = small(base(), **card(), **purse())
    after = Program(
        program="other", title="", currency="USD", time_zone="UTC", points={"point": POINT}
    )
    found = [(one.code, one.path) for one in check_successor(after, before)]
    assert found == [
        ("program_changed", ("program",)), ("currency_changed", ("currency",)),
        ("points_removed", ("points",)), ("stored_value_removed", ("stored_value",)),
        ("stamp_card_removed", ("stamp_cards",)),
    ]  # fmt: skip
    assert check_successor(before, before) == []


def test_every_code_has_its_sentence_and_every_example_here() -> None:
    folder = Path(regulars.core.checks.__file__).parent
    sources = [*folder.glob("*.py"), folder.parent / "checking.py"]
    codes = {
        code for one in sources for code in re.findall(r'code="([a-z_]+)"', one.read_text("utf-8"))
    }
    kinds = {"currency_unknown", "reward_unknown", "tier_unknown"}
    assert (codes | kinds) <= set(SENTENCES)
    shown = {line.split(" ")[0] for _, expected in WRONG for line in expected}
    assert codes - shown == {"points_removed", "stamp_card_removed", "stored_value_removed"}
