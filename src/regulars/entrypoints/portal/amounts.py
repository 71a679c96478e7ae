"""Points and money in the member's words."""

from django.utils.translation import gettext as _

from regulars.entrypoints.portal.access import Visit
from regulars.kit.pages.templatetags.pages import money, number


def amount(visit: Visit, currency: str, value: int) -> str:
    """Will write '1,200 bricks', or money as money."""
    if currency in visit.shop.program.document.stored_value:
        return money(value, visit.currency)
    one, many = visit.shop.program.called(currency)
    return f"{number(value)} {one if value == 1 else many}"


def reward_title(visit: Visit, reward: str) -> str:
    """Will give what a reward is called."""
    word = visit.shop.program.document.rewards.get(reward)
    return word.title or worth(visit, reward) if word is not None else reward


def worth(visit: Visit, reward: str) -> str:
    """Will name a reward that has no title by what it is."""
    word = visit.shop.program.document.rewards[reward]
    if word.kind == "amount-off" and word.value is not None:
        value = money(visit.shop.program.minor(word.value), visit.currency)
        return _("%(amount)s off") % {"amount": value}
    if word.kind == "percent-off" and word.value is not None:
        return _("%(percent)s % off") % {"percent": number(word.value)}
    return reward.replace("-", " ").capitalize()
