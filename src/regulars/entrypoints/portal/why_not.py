"""Why something cannot be had, to a member: in the shop's words and the reader's days."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import get_language

from regulars.core.effects import Refused
from regulars.core.facts import Scalar
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.amounts import amount, reward_title
from regulars.kit.pages.templatetags.pages import day, number
from regulars.wire.sentences import sentence

DAYS = ("from", "to", "date", "until")


def refusal(visit: Visit, refused: Refused) -> str:
    """Will say a refusal."""
    return said(visit, f"problem.{refused.code}", refused.params)


def said(visit: Visit, code: str, params: Mapping[str, Scalar]) -> str:
    """Will say a code with its levels, rewards, amounts and days as the reader knows them."""
    currency = str(params.get("currency", ""))
    words = {name: _worded(visit, name, value, currency) for name, value in params.items()}
    return sentence(code, words, get_language() or "en")


def level_title(visit: Visit, level: str) -> str:
    """Will give what a level is called."""
    ladder = visit.shop.program.ladder_of(level)
    found = [one.title for one in ladder.word.levels if one.id == level] if ladder else []
    return (found[0] if found else "") or level


def _worded(visit: Visit, name: str, value: Scalar, currency: str) -> Scalar:
    if name == "missing" and currency and isinstance(value, int):
        return amount(visit, currency, value)
    if name in ("tier", "after", "before"):
        return ", ".join(level_title(visit, one) for one in str(value).split(", "))
    if name in ("reward", "other"):
        return reward_title(visit, str(value))
    if name in DAYS and isinstance(value, str):
        return _day(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return number(value)
    return value


def _day(value: str) -> str:
    try:
        return str(day(date.fromisoformat(value)))
    except ValueError:
        return value
