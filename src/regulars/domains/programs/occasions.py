"""What a rule is for, where it is not for an order: in words that members know."""

from typing import NamedTuple

import msgspec

from regulars.core.program import Program
from regulars.core.program.profile import ANSWERED, QUESTION
from regulars.core.rules.nodes import TOPPED_UP, EarnRule, When
from regulars.domains.programs.phrases import titled
from regulars.kit.speech import say, say_later

KNOWN = {
    "member.joined": say_later("joining"),
    "code.redeemed": say_later("typing in a code"),
    "tier.reached": say_later("reaching a level"),
    "tier.anniversary": say_later("each year in a level"),
    "club.joined": say_later("joining a club"),
    "club.left": say_later("leaving a club"),
    "event.attended": say_later("coming to an event"),
    "profile.completed": say_later("a complete profile"),
    "review.written": say_later("a review"),
    TOPPED_UP: say_later("topping up"),
    ANSWERED: say_later("each answer to a question"),
}


class Occasion(NamedTuple):
    """The sentence with what it is for, and the conditions that are still to be said."""

    text: str
    when: When


def occasion(program: Program, rule: EarnRule, what: str) -> Occasion:
    """Will say what a rule is for. What only the shop knows goes by the rule's title."""
    if rule.on == "order.paid":
        return Occasion(what, rule.when)
    asked = rule.when.data.get(QUESTION) if rule.on == ANSWERED else None
    if isinstance(asked, str) and asked in program.profile:
        rest = {name: one for name, one in rule.when.data.items() if name != QUESTION}
        ask = program.profile[asked].ask
        text = say("{what} for the answer to: {question}", what=what, question=ask)
        return Occasion(text, msgspec.structs.replace(rule.when, data=rest))
    if rule.on in KNOWN:
        return Occasion(say("{what} for {kind}", what=what, kind=say(KNOWN[rule.on])), rule.when)
    if rule.title:
        return Occasion(titled(rule.title, what), rule.when)
    kind = rule.on.replace(".", " ").replace("_", " ")
    return Occasion(say("{what} for {kind}", what=what, kind=kind), rule.when)
