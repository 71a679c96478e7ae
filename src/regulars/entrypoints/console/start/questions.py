"""The questions of the first run, and what may be answered."""

from typing import Any, get_args, get_type_hints
from zoneinfo import available_timezones

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from regulars.domains.programs.guide import Answers

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "CAD", "AUD", "NZD", "NOK", "SEK", "DKK", "PLN", "CZK",
              "CNY")  # fmt: skip
TITLE_MAX = 80
MARGIN_MAX = 95
_QUESTIONS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("shop", _("What kind of shop is it?"), (
        ("cafe", _("Café, restaurant")), ("grocer", _("Food and daily goods")),
        ("fashion", _("Clothes, shoes, sports")), ("beauty", _("Beauty and care")),
        ("services", _("Services")), ("web", _("A web shop")), ("other", _("Something else")))),
    ("size", _("How large is it?"), (
        ("small", _("One or a few shops")), ("large", _("A chain")))),
    ("brand", _("How well is it known?"), (
        ("new", _("It is new")), ("known", _("People know it")),
        ("loved", _("Many come only to us")))),
    ("goal", _("What matters most?"), (
        ("repeat", _("People come back")), ("new", _("New customers")),
        ("engage", _("More contact between orders")),
        ("loyal", _("The best customers stay for years")))),
    ("budget", _("How much may it cost?"), (
        ("small", _("Little")), ("medium", _("Some percent of what members spend")),
        ("large", _("What it takes")))),
    ("wants", _("What do your customers want?"), (
        ("instant", _("Something at once")), ("quality", _("Quality, to be known")),
        ("savings", _("To save money")), ("experiences", _("To take part in something")))),
    ("buys", _("How often do they buy?"), (
        ("weekly", _("Every week")), ("monthly", _("Every month or two")),
        ("rarely", _("Once or twice a year")))),
)  # fmt: skip


def answers(sent: QueryDict) -> Answers:
    """Will read the answers; what is none of the choices counts as not answered."""
    said = {}
    for name, hint in get_type_hints(Answers).items():
        value = sent.get(name, "")
        if value in get_args(hint):
            said[name] = value
    return msgspec.convert(said, Answers)


def form(sent: QueryDict, merchant: str) -> dict[str, Any]:
    """Will give the form as plain values, with what is wrong with it."""
    known = answers(sent)
    title = sent.get("title", "").replace("\0", "").strip()[: TITLE_MAX + 1]
    currency, zone = sent.get("currency", "EUR"), sent.get("time_zone", "Europe/Berlin")
    errors = {}
    margin = sent.get("margin", "").strip()
    if margin and not (
        margin.isascii() and margin.isdigit() and 1 <= int(margin[:3]) <= MARGIN_MAX
    ):
        errors["margin"] = gettext("Write a whole number from 1 to 95, or nothing.")
    if sent and not (title and len(title) <= TITLE_MAX and title.isprintable()):
        errors["title"] = gettext("Write what your customers call the shop, in a few words.")
    if currency not in CURRENCIES:
        errors["currency"] = gettext("Choose one of these.")
    if zone not in available_timezones():
        errors["time_zone"] = gettext("Choose one of these.")
    return {
        "title": title if sent else merchant, "currency": currency, "time_zone": zone,
        "errors": errors, "margin": margin[:3], "asked": bool(sent), "currencies": CURRENCIES,
        "zones": sorted(one for one in available_timezones() if "/" in one),
        "questions": [
            {"name": name, "label": gettext(label), "value": getattr(known, name),
             "choices": [(value, gettext(text)) for value, text in choices]}
            for name, label, choices in _QUESTIONS
        ],
    }  # fmt: skip
