"""Codes in the words of the trade, for headings and labels; reasons are sentences of the wire."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

EVENTS: Mapping[str, str] = {
    "order.paid": _("Order"),
    "order.refunded": _("Refund"),
    "order.fulfilled": _("Order handed over"),
    "activity": _("Activity"),
    "member.joined": _("Joined"),
    "member.changed": _("Details changed"),
    "redemption.reserved": _("Reward reserved"),
    "redemption.committed": _("Reward handed over"),
    "redemption.cancelled": _("Reservation cancelled"),
    "redemption.rolled_back": _("Redemption undone"),
    "voucher.used": _("Voucher used"),
    "points.adjusted": _("Adjusted by hand"),
    "stored_value.topped_up": _("Stored value paid in"),
    "stored_value.spent": _("Paid with stored value"),
    "stored_value.paid_out": _("Stored value paid out"),
    "stored_value.sent": _("Sent to another account"),
    "stored_value.received": _("Received from another account"),
    "benefit.used": _("Benefit used"),
    "benefit.undone": _("Use of a benefit taken back"),
    "account.shared": _("Shared with others from now on"),
    "account.person_came": _("Somebody came in"),
    "account.person_left": _("Somebody left"),
    "account.sharing_ended": _("No longer shared"),
    "account.parted": _("Left a household"),
    "club.joined": _("Joined a club"),
    "club.left": _("Left a club"),
    "tier.decided": _("Level decided"),
    "account.moved_out": _("Moved to another account"),
    "account.split_out": _("Given back to a member who is one of their own again"),
    "account.gives_back": _("What it had paid for an order comes back"),
    "account.moved_in": _("Taken over from another account"),
}

ENTRIES: Mapping[str, str] = {
    "earn": _("Earned"),
    "release": _("Ready to spend"),
    "expire": _("Lapsed"),
    "reserve": _("Set aside"),
    "unreserve": _("Free again"),
    "redeem": _("Spent"),
    "turn": _("Turned into a reward"),
    "claw_back": _("Taken back"),
    "complete": _("Card full"),
    "reopen": _("Full card undone"),
    "top_up": _("Paid in"),
    "sell_card": _("Put on a gift card"),
    "send_value": _("Sent"),
    "receive_value": _("Received"),
    "pay_out": _("Paid out"),
    "restore": _("Given back"),
    "adjust": _("Adjusted"),
    "repay": _("Owed points paid back"),
    "save": _("Saved money"),
    "unsave": _("Saving undone"),
    "move_out": _("Moved out"),
    "move_in": _("Moved in"),
}

STATUSES: Mapping[str, str] = {
    "open": _("Open"),
    "used": _("Used"),
    "expired": _("Lapsed"),
    "revoked": _("Revoked"),
    "moved": _("Moved"),
}

HELD: Mapping[str, str] = {
    "held": _("held by hand"),
    "invited": _("by invitation"),
    "approved": _("by approval"),
    "grace": _("held a while longer"),
    "landing": _("on the way down"),
}

NOTICES: Mapping[str, str] = {
    "account.person_came": _("Somebody shares the account"),
    "account.person_left": _("Somebody no longer shares the account"),
    "card.blocked": _("A card was blocked"),
    "card.replaced": _("A new card took over"),
    "club.declined": _("Not let into a club"),
    "club.invited": _("Invited to a club"),
    "club.joined": _("In a club"),
    "club.removed": _("Taken out of a club"),
    "event.cancelled": _("An event was called off"),
    "event.changed": _("An event has changed"),
    "event.missed": _("A place stayed empty"),
    "event.promoted": _("A place has come free"),
    "event.signed_up": _("Signed up for an event"),
    "event.waiting": _("On a waiting list"),
    "gift_card.bought": _("A gift card was bought"),
    "gift_card.given": _("A gift card is there"),
    "points.expired": _("Points have lapsed"),
    "points.expiring": _("Points will lapse soon"),
    "stamp_card.completed": _("A stamp card is full"),
    "stamps.expired": _("Stamps have lapsed"),
    "stamps.expiring": _("Stamps will lapse soon"),
    "stored_value.received": _("Money has arrived"),
    "tier.at_risk": _("Tier at risk"),
    "tier.grace": _("Tier held a while longer"),
    "tier.invited": _("Invited to a tier"),
    "tier.up": _("Tier went up"),
    "tier.down": _("Tier went down"),
    "voucher.issued": _("A voucher is there"),
    "member.joined": _("Welcome"),
}

ROLES: Mapping[str, str] = {
    "owner": _("Owner"),
    "manager": _("Manager"),
    "marketer": _("Marketer"),
    "finance": _("Finance"),
    "support": _("Support"),
    "cashier": _("Cashier"),
}

PERMISSIONS: Mapping[str, str] = {
    "look": _("see program, rewards, campaigns, events"),
    "see_members": _("see members"),
    "see_contacts": _("see e-mails and phones in full"),
    "see_figures": _("see figures"),
    "see_ledger": _("see the ledger"),
    "see_tills": _("see tills"),
    "see_audit": _("see the audit log"),
    "serve": _("serve members"),
    "sign_members_in": _("sign members in on their phones"),
    "adjust": _("adjust points and levels"),
    "handle_money": _("pay stored value in and out"),
    "unite": _("make two members one"),
    "export": _("save files of members"),
    "bring_in": _("bring in files of orders and members"),
    "shape": _("shape rewards, events and clubs"),
    "publish": _("publish the program"),
    "prove": _("verify the ledger"),
    "tills": _("enrol tills"),
    "staff": _("decide who works here"),
}

POTS: Mapping[str, str] = {
    "available": _("Available"),
    "pending": _("Waiting"),
    "reserved": _("Set aside"),
    "deficit": _("Owed"),
    "issued": _("Issued"),
    "redeemed": _("Redeemed"),
    "expired": _("Lapsed"),
    "reversed": _("Reversed"),
    "adjusted": _("Adjusted"),
    "funded": _("Funded"),
    "transferred": _("Transferred"),
}


def word(words: Mapping[str, str], code: str) -> str:
    """Will give a code's word; a code without one stands for itself."""
    return gettext(words[code]) if code in words else code
