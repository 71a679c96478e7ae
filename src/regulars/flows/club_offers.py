"""What a program has for the members of a club: whatever asks for it in its conditions."""

from collections.abc import Iterator

from regulars.core.program import Program
from regulars.core.rules.nodes import When


def offers(program: Program, club: str) -> Iterator[tuple[str, str, str]]:
    """Will give kind, id and title of the rewards, benefits, rules and campaigns of a club."""
    for name, reward in program.rewards.items():
        if asks(reward.when, club):
            yield "reward", name, reward.title or name
    for name, benefit in program.benefits.items():
        if asks(benefit.when, club):
            yield "benefit", name, benefit.title or name
    for rule in program.earn:
        if asks(rule.when, club):
            yield "rule", rule.id, rule.title or rule.id
    for name, campaign in program.campaigns.items():
        if asks(campaign.when, club):
            yield "campaign", name, campaign.title or name


def asks(when: When, club: str) -> bool:
    """Will tell whether conditions ask for a club, in a group of theirs perhaps."""
    return club in when.club or any(asks(one, club) for one in when.any)
