"""Why an entry was made, as the member reads it: with titles, amounts and money in their words."""

from django.utils.translation import gettext as _

from regulars.core.effects import Why
from regulars.core.facts import Scalar
from regulars.entrypoints.portal.access import Visit
from regulars.entrypoints.portal.amounts import amount
from regulars.entrypoints.portal.why_not import level_title, said
from regulars.kit.pages.templatetags.pages import money

RULES = ("rule", "on")


def reason(visit: Visit, why: Why, currency: str) -> str:
    """Will say why."""
    known: dict[str, Scalar] = {
        name: _title(visit, name, value) if isinstance(value, str) else value
        for name, value in why.params.items()
    }
    base = known.get("base")
    if why.code.startswith("earn.per_amount") and isinstance(base, int):
        return _of_purchase(visit, known, base, currency)
    if not why.code.startswith("stamp_card."):  # its sentences count stamps themselves
        known["currency"] = currency
    return said(visit, why.code, known)


def _of_purchase(visit: Visit, known: dict[str, Scalar], base: int, currency: str) -> str:
    got = known.get("amount")
    text = _("%(amount)s for a purchase that counts %(base)s, by the rule “%(rule)s”.")
    if "times" in known:
        text = _(
            "%(amount)s for a purchase that counts %(base)s, times %(times)s (%(factor)s), "
            "by the rule “%(rule)s”."
        )
    return text % {
        "amount": amount(visit, currency, got) if isinstance(got, int) else got,
        "base": money(base, visit.currency), "rule": known.get("rule"),
        "times": known.get("times"), "factor": known.get("factor"),
    }  # fmt: skip


def _title(visit: Visit, name: str, value: str) -> str:
    document = visit.shop.program.document
    if name == "benefit" and value in document.benefits:
        return document.benefits[value].title
    if name == "campaign" and value in document.campaigns:
        return document.campaigns[value].title or value
    if name == "factor":
        return ", ".join(_factor(visit, one) for one in value.split(", "))
    if name in RULES:
        titles = {one.id: one.title for one in document.earn}
        titles |= {one.id: one.title for one in document.automatic}
        titles |= {key: word.title for key, word in document.stamp_cards.items()}
        return titles.get(value) or value
    return value


def _factor(visit: Visit, value: str) -> str:
    """What multiplied: a level or a rule by its title."""
    kind, _colon, name = value.partition(":")
    return level_title(visit, name) if kind == "tier" else _title(visit, "rule", name or kind)
