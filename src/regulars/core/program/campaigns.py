"""What is on for a while: a window, an audience, what they get, and how much of it there is."""

from decimal import Decimal

from regulars.core.rules.nodes import EarnRule, Id, Limit, Node, Positive, When


class Budget(Node, frozen=True):
    """How much there is for all members together: so many times, or so much of a rule's points."""

    times: Positive | None = None
    amount: Positive | None = None


class Campaign(Node, frozen=True):
    """Rules that hold for a while and for an audience. A part of it may be held out, so that what
    the campaign brought can be told by comparison.
    """

    when: When
    rules: tuple[EarnRule, ...] = ()
    title: str = ""
    text: str = ""
    audience: tuple[str, ...] = ()
    holdout: Decimal | None = None
    budget: Budget | None = None
    per_member: Limit | None = None
    priority: int = 0
    group: Id | None = None
    prices: dict[Id, dict[Id, Positive]] = {}
