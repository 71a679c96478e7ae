"""What members are asked to agree to, each apart, in the words that they read.

Which words were read is kept with each consent: the language and a fingerprint of the text.
"""

import hashlib

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.flows.consenting import Said

NAMES = ("news", "offers", "research")


class Purpose(Struct, frozen=True, kw_only=True):
    """One thing to agree to, with what it means."""

    name: str
    title: str
    text: str


def everything() -> tuple[Purpose, ...]:
    """Will say all that is asked."""
    texts = {
        "news": (_("News"), _("What is new in the shop, and events. A few times a month at most.")),
        "offers": (_("Offers for me"), _("Chosen by what I buy here. Nobody else learns of it.")),
        "research": (_("Questions"), _("Now and then the shop asks what I think.")),
    }
    return tuple(Purpose(name=name, title=texts[name][0], text=texts[name][1]) for name in NAMES)


def titles() -> dict[str, str]:
    """Will give what each purpose is called."""
    return {one.name: one.title for one in everything()}


def channels() -> dict[str, str]:
    """Will give what each means is called."""
    return {
        "email": _("By e-mail"), "sms": _("By text message"), "push": _("On the phone's screen"),
        "letter": _("By letter"), "phone": _("By phone"),
    }  # fmt: skip


def said(name: str, channel: str, *, given: bool) -> Said:
    """Will put into words for the record what a member says on a page of ours."""
    shown = next((f"{one.title}\n{one.text}" for one in everything() if one.name == name), name)
    digest = hashlib.sha256(f"{shown}\n{channels()[channel]}".encode()).hexdigest()[:12]
    wording = f"{get_language()}-{digest}"
    return Said(purpose=name, channel=channel, given=given, place="portal", wording=wording)
