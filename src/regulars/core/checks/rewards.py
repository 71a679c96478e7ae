"""Rewards: what each kind needs, what they cost, and whether anybody can get them."""

from decimal import Decimal
from typing import get_args

from regulars.core.checks.conditions import AT_A_PLACE, STANDING, Setting, check_when
from regulars.core.checks.earning import LEVELS, issues
from regulars.core.checks.problems import Names, Path, Problem, Problems, unknown
from regulars.core.program import Program, Reward
from regulars.core.program.rewards import Kind
from regulars.core.rounding import exponent

NEEDS: dict[str, tuple[str, ...]] = {
    "amount-off": ("value",), "percent-off": ("value",), "product": ("product",),
    "sample": ("product",), "gift": ("product",), "donation": ("value", "cause"),
    "gift-card": ("value",),
}  # fmt: skip


def rewards(program: Program, names: Names) -> Problems:
    """Will complain about the rewards."""
    by_time, by_rule = _given(program)
    for name, word in program.rewards.items():
        path: Path = ("rewards", name)
        yield from _kind(word, path, exponent(program.currency))
        if word.kind == "gift-card":
            yield from _gift_card(program, word, path)
        yield from _prices(word, path, names)
        yield from _limits(word, path)
        yield from _combine(word, path, names)
        if not word.alternatives and name not in by_time | by_rule:
            yield Problem(code="reward_unreachable", path=path, params={"reward": name})
        if word.kind == "donation" and name in by_time | by_rule:
            yield Problem(code="donation_is_bought", path=path, params={"reward": name})
        if word.counted and name in by_time:
            # Time passes without anybody asking: there is no moment to look at the shelf.
            yield Problem(code="counted_not_automatic", path=path, params={"reward": name})
        yield from check_when(word.when, (*path, "when"), Setting(AT_A_PLACE, names))
        yield from check_when(word.visible, (*path, "visible"), Setting(STANDING, names))


def _gift_card(program: Program, word: Reward, path: Path) -> Problems:
    if not any(one.gift_cards for one in program.stored_value.values()):
        yield Problem(code="gift_card_needs_wallet", path=(*path, "kind"))
    if word.uses != 1:
        yield Problem(code="gift_card_used_once", path=(*path, "uses"))


def _prices(word: Reward, path: Path, names: Names) -> Problems:
    priced = [((*path, "price"), word.price)] if word.price else []
    priced += [((*path, "prices", index), one) for index, one in enumerate(word.prices)]
    priced += [((*path, "tier_prices", tier), one) for tier, one in word.tier_prices.items()]
    for where, price in priced:
        if not price:
            yield Problem(code="price_is_nothing", path=where)
        for currency in price:
            yield from unknown("currency", currency, names.currencies, (*where, currency))
    for tier in word.tier_prices:
        yield from unknown("tier", tier, names.tiers, (*path, "tier_prices", tier))
    if word.price and word.prices:
        yield Problem(code="exactly_one", path=path, params={"words": "price, prices"})
    if word.tier_prices and not word.alternatives:
        params = {"word": "tier_prices", "needs": "price"}
        yield Problem(code="word_needs", path=(*path, "tier_prices"), params=params)


def _limits(word: Reward, path: Path) -> Problems:
    for index, limit in enumerate(word.limits):
        where: Path = (*path, "limit", index) if isinstance(word.limit, tuple) else (*path, "limit")
        if limit.per == "order" or limit.times is None or limit.amount is not None or limit.at:
            yield Problem(code="limit_of_reward", path=where)
    if word.budget is not None and not word.cost:
        params = {"word": "budget", "needs": "cost"}
        yield Problem(code="word_needs", path=(*path, "budget"), params=params)
    if word.codes and word.code_prefix:
        yield Problem(code="exactly_one", path=path, params={"words": "codes, code_prefix"})
    dates = word.on_offer
    if dates is not None and dates.first is None and dates.last is None:
        yield Problem(code="range_empty", path=(*path, "on_offer"))
    if dates is not None and dates.first and dates.last and dates.first > dates.last:
        yield Problem(code="from_after_to", path=(*path, "on_offer"))
    for index, image in enumerate(word.images):
        if not image.startswith("https://") or any(one.isspace() for one in image):
            yield Problem(code="image_address", path=(*path, "images", index))


def payments(program: Program, names: Names) -> Problems:
    """Will complain about paying with points."""
    for currency, word in program.redeeming.pay.items():
        path: Path = ("redeeming", "pay", currency)
        yield from unknown("currency", currency, names.currencies, path)
        if word.worth <= 0:
            yield Problem(code="amount_not_positive", path=(*path, "worth"))
        if not 0 < word.most_share <= 100:
            yield Problem(code="percent_out_of_range", path=(*path, "most_share"))


def _combine(word: Reward, path: Path, names: Names) -> Problems:
    if isinstance(word.combine, tuple):
        known = (*names.rewards, *get_args(Kind))
        for index, name in enumerate(word.combine):
            yield from unknown("reward", name, known, (*path, "combine", index))


def _given(program: Program) -> tuple[set[str], set[str]]:
    """The rewards that time or a card brings, and those that rules issue when something happens."""
    by_rule = {name for rule in program.earn if rule.on not in LEVELS for name in issues(rule)}
    by_time = {name for rule in program.earn if rule.on in LEVELS for name in issues(rule)}
    for card in program.stamp_cards.values():
        by_time |= {place.issue for place in card.rewards}
    for word in program.automatic:
        by_time |= {level.issue for level in word.levels} | {word.into or "", word.issue or ""}
    return by_time, by_rule


def _kind(word: Reward, path: Path, digits: int) -> Problems:
    needed = NEEDS.get(word.kind, ())
    allowed = (*needed, "maximum") if word.kind == "percent-off" else needed
    for field in ("value", "product", "maximum", "cause"):
        said = getattr(word, field) is not None
        params = {"kind": word.kind, "word": field}
        if field in needed and not said:
            yield Problem(code="kind_needs", path=path, params=params)
        if said and field not in allowed:
            yield Problem(code="kind_has_no", path=(*path, field), params=params)
    for field in ("codes", "code_prefix") if word.kind == "donation" else ():
        if getattr(word, field):
            params = {"kind": word.kind, "word": field}
            yield Problem(code="kind_has_no", path=(*path, field), params=params)
    if word.value is not None:
        yield from _value(word, word.value, (*path, "value"), digits)
    if word.kind == "gift" and word.minimum_spend is None and word.products is None:
        yield Problem(code="gift_needs_purchase", path=path)


def _value(word: Reward, value: Decimal, path: Path, digits: int) -> Problems:
    money = word.kind in ("amount-off", "donation", "gift-card")
    if value <= 0:
        yield Problem(code="amount_not_positive", path=path)
    elif word.kind == "percent-off" and value > 100:
        yield Problem(code="percent_out_of_range", path=path)
    elif money and value.is_finite() and value != round(value, digits):
        yield Problem(code="number_too_fine", path=path, params={"places": digits})
