"""What the club knows of a member and why, in plain words: made from what is really stored."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import Struct

from regulars.entrypoints.portal.access import Visit
from regulars.flows.take_along import everything

PARTS = {
    "member": (gettext_lazy("Who you are"), gettext_lazy("To know you again, and to reach you.")),
    "cards": (gettext_lazy("Your cards"), gettext_lazy("To know you at the till.")),
    "consents": (gettext_lazy("What you agreed to"), gettext_lazy("To prove that we may write.")),
    "merges": (gettext_lazy("Other accounts of yours that became this one"),
               gettext_lazy("To take them apart if they were not yours.")),
    "tags": (gettext_lazy("Words that the shop marked you with"),
             gettext_lazy("To sort its members.")),
    "notes": (gettext_lazy("What the shop noted about you"),
              gettext_lazy("So that staff remember what you told them.")),
    "shared_accounts": (gettext_lazy("Households and companies you were in"),
                        gettext_lazy("To know what is yours when you leave one.")),
    "account": (gettext_lazy("How your account stands"),
                gettext_lazy("What you have, your level, and which rules you have used up.")),
    "orders_and_events": (gettext_lazy("What you bought and did here"),
                          gettext_lazy("To work out your points, also when something comes back.")),
    "ledger": (gettext_lazy("Each change of your points"),
               gettext_lazy("To show you why, and because bookkeeping demands it.")),
    "vouchers": (gettext_lazy("Your vouchers"), gettext_lazy("So that they can be used once.")),
    "redemptions": (gettext_lazy("What you paid for with points"),
                    gettext_lazy("To give the points back when something goes wrong.")),
    "benefits": (gettext_lazy("Benefits that you used"), gettext_lazy("To count what is left.")),
    "messages": (gettext_lazy("What we told you, or will"),
                 gettext_lazy("So that you are told once.")),
    "clubs": (gettext_lazy("Your clubs"), gettext_lazy("To know what you may see and have.")),
    "club_steps": (gettext_lazy("How you came to them"), gettext_lazy("To answer questions.")),
    "event_places": (gettext_lazy("Your places at events"), gettext_lazy("To keep a seat free.")),
    "levels": (gettext_lazy("Your levels so far"), gettext_lazy("To show you how they came.")),
    "level_decisions": (gettext_lazy("What staff decided about your level"),
                        gettext_lazy("So that it can be asked about.")),
    "adviser": (gettext_lazy("Who advises you"), gettext_lazy("So that you know whom to ask.")),
    "household": (gettext_lazy("The household or company"), gettext_lazy("To keep you together.")),
    "children": (gettext_lazy("Children of the household"),
                 gettext_lazy("First names, and nothing else.")),
    "invitations": (gettext_lazy("Open invitations"),
                    gettext_lazy("So that whom you asked can come.")),
}  # fmt: skip


class Known(Struct, frozen=True, kw_only=True):
    """One kind of thing that is stored: how much of it, and why."""

    title: str
    why: str
    count: int


def details(visit: Visit) -> list[tuple[str, str]]:
    """Will list what is known of the person, word by word."""
    me = visit.me
    born = me.birth_date.isoformat() if me.birth_date else ""
    said = [
        (_("Name"), me.name), (_("E-mail"), me.email), (_("Phone"), me.phone),
        (_("Birthday"), born), (_("Language"), me.language), (_("Card"), me.card),
        (_("Number in the shop"), me.external_id),
        *((name.replace("_", " "), str(value)) for name, value in me.profile().attributes.items()),
        (_("Groups that the shop put you in"), ", ".join(me.profile().segments)),
    ]  # fmt: skip
    return [(title, value) for title, value in said if value]


def known(visit: Visit) -> list[Known]:
    """Will list what is stored; a kind of which there is nothing is left out."""
    stored = everything(visit.conn, visit.shop, visit.me)
    return [
        Known(title=str(PARTS[name][0]), why=str(PARTS[name][1]), count=len(rows))
        for name, rows in stored.items()
        if rows
    ]
