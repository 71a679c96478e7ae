"""What members have now, for somebody who is none yet."""

from regulars.core.rules.nodes import When
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.amounts import price_of, reward_title

MOST = 5


def promises(visit: Visit) -> list[tuple[str, str]]:
    """Will list rewards with what they cost, and benefits that all members have."""
    document = visit.shop.program.document
    found = [
        (reward_title(visit, name), price_of(visit, word.alternatives[0]))
        for name, word in document.rewards.items()
        if word.alternatives and word.when == When()
    ]
    plain = [
        (word.title, "")
        for word in document.benefits.values()
        if not (word.when.tier or word.when.club or word.when.owner)
    ]
    return (found + plain)[:MOST]
