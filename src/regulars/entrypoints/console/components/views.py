"""One page that shows every part in every state: to choose from, and to see what a change does.

Nothing in it is of a shop, so it is the same for all and can be compared with how it was.
"""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from regulars.entrypoints.console.gates import signed_in
from regulars.kit.cardprint.square import square
from regulars.kit.pages.differences import lines

SHOWN = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


@require_GET
@signed_in
def components(request: HttpRequest) -> HttpResponse:
    """Shows them."""
    said = {
        "user_name": get_user(request).get_username(),
        "rows": _rows(),
        "happened": _happened(),
        "lines": lines("cost: 10.00\nvalid_for: 30 days\n", "cost: 8.00\nvalid_for: 30 days\n"),
        "picture": square("https://example.com/"),
        "tones": (("", _("under way")), ("good", _("Done")), ("warn", _("Look soon")),
                  ("bad", _("Wrong")), ("strong", _("Level"))),
    }  # fmt: skip
    return render(request, "console/components/components.html", said)


def _rows() -> list[dict[str, Any]]:
    return [
        {"name": "Aino Virtanen", "contact": "aino@example.com", "tags": ("VIP",), "at": SHOWN,
         "balance": 1234},
        {"name": "Donaudampfschifffahrtsgesellschaftskapitänin von und zu Langenhausen",
         "contact": "a.long.name.that.does.not.end@department.example.org", "tags": (),
         "at": SHOWN, "balance": -1_000_000},
        {"name": "", "contact": "", "tags": ("a", "b"), "at": None, "balance": 0},
    ]  # fmt: skip


def _happened() -> list[dict[str, Any]]:
    def amount(sign: str, text: str) -> dict[str, str]:
        return {"sign": sign, "text": text}

    return [
        {"kind": "order", "title": _("Order"), "detail": "10-2231", "at": SHOWN,
         "amounts": [amount("plus", "+42")],
         "besides": [{"text": _("Vouchers"), "reason": "4 × 4"}]},
        {"kind": "refund", "title": _("Refund"), "at": SHOWN, "amounts": [amount("minus", "−7")]},
        {"kind": "points", "title": _("By hand"), "at": SHOWN, "amounts": [amount("plus", "+5")]},
        {"kind": "notice", "title": _("Notice"), "at": SHOWN, "amounts": []},
    ]  # fmt: skip
