"""Campaigns made ready: their rules with the campaign's conditions and limits in them."""

from msgspec import Struct, structs

from regulars.core.program import Campaign, Program
from regulars.core.rules.nodes import EarnRule, Limit
from regulars.core.rules.prepared import Rule, conditions, of_the_order, prepare


class CampaignRule(Struct, frozen=True, kw_only=True):
    """One rule of a campaign. `own_limits` of its limits are its own, the rest the campaign's."""

    campaign: str
    word: Campaign
    rule: Rule


def ready(document: Program, digits: int) -> dict[str, tuple[CampaignRule, ...]]:
    """Will give the rules of all campaigns by what they wait for, the first priority first."""
    found: dict[str, list[CampaignRule]] = {}
    ordered = sorted(document.campaigns.items(), key=lambda pair: -pair[1].priority)
    for name, word in ordered:
        for node in word.rules:
            rule = _ready(name, word, node, document, digits)
            found.setdefault(node.on, []).append(CampaignRule(campaign=name, word=word, rule=rule))
    return {on: tuple(several) for on, several in found.items()}


def _ready(name: str, word: Campaign, node: EarnRule, document: Program, digits: int) -> Rule:
    own = node.limit if isinstance(node.limit, tuple) else (node.limit,)
    per_member = (word.per_member,) if word.per_member else ()
    named = structs.replace(node, id=rule_id(name, node.id), limit=(*own, *per_member))
    rule = prepare(named, document.earns_on, digits)
    used = (*rule.conditions, *conditions(word.when))
    if word.audience:
        used = (*used, ("segment", word.audience))
    losable = node.if_lost == "revoke" and (rule.losable or of_the_order(word.when))
    rule = structs.replace(rule, conditions=used, losable=losable)
    if word.budget is None:
        return rule
    shared = Limit(per="program", times=word.budget.times, amount=word.budget.amount)
    return structs.replace(rule, limits=(*rule.limits, shared), shared=budget_key(name))


def rule_id(campaign: str, rule: str) -> str:
    """Will name a campaign's rule in entries and reasons."""
    return f"{campaign}/{rule}"


def budget_key(campaign: str) -> str:
    """Will name a campaign's budget, which all its rules share."""
    return f"{campaign}/budget"
