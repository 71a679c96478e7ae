"""Points and money in the member's words."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from regulars.core.compiled import Compiled, Ladder
from regulars.domains.programs import plain
from regulars.entrypoints.portal.access import Visit
from regulars.kit.pages.templatetags.pages import money, number


def amount(visit: Visit, currency: str, value: int) -> str:
    """Will write '1,200 bricks', or money as money."""
    if currency in visit.shop.program.document.stored_value:
        return money(value, visit.currency)
    one, many = visit.shop.program.called(currency)
    return f"{number(value)} {one if value == 1 else many}"


def credit(visit: Visit, ladder: Ladder, minor: int) -> str:
    """Will write what qualifies: as money where money alone counts, else as a number."""
    if ladder.word.qualify is None:
        return money(minor, visit.currency)
    return number(Decimal(minor) / ladder.unit)


def price_of(visit: Visit, price: Mapping[str, int]) -> str:
    """Will write '100 points + 2 stamps'."""
    return " + ".join(amount(visit, *pair) for pair in price.items())


def reward_title(visit: Visit, reward: str, version: int | None = None) -> str:
    """Will give what a reward is called, today or in the version that issued it."""
    program = _program(visit, version)
    word = program.document.rewards.get(reward)
    return word.title or worth(visit, program, reward) if word is not None else reward


def worth(visit: Visit, program: Compiled, reward: str) -> str:
    """Will name a reward that has no title by what it is."""
    word = program.document.rewards[reward]
    if word.kind == "amount-off" and word.value is not None:
        value = money(program.minor(word.value), visit.currency)
        return _("%(amount)s off") % {"amount": value}
    if word.kind == "percent-off" and word.value is not None:
        return _("%(percent)s %% off") % {"percent": number(word.value)}
    return reward.replace("-", " ").capitalize()


def terms_of(visit: Visit, reward: str, version: int | None = None) -> str:
    """Will say in a sentence what the program promises of a reward."""
    document = _program(visit, version).document
    said = {one.heading: one.sentences for one in plain.sections(document)}
    return dict(zip(document.rewards, said.get("Rewards", ()), strict=False)).get(reward, "")


def _program(visit: Visit, version: int | None) -> Compiled:
    timeline = visit.shop.timeline
    return visit.shop.program if version is None else timeline.version(version)
