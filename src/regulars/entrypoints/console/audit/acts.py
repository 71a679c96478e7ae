"""What was done, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

ACTS: Mapping[str, str] = {
    "accept": _("Came in by an invitation"),
    "add_app": _("Second factor added"),
    "add_cashier": _("Cashier added"),
    "add_note": _("Note written"),
    "add_to_club": _("Taken into a club"),
    "add_to_event": _("Signed up for an event"),
    "account_person": _("Person of a household changed"),
    "adjust": _("Points adjusted"),
    "ask_in": _("Invited into a household"),
    "block_staff": _("Staff blocked or let in again"),
    "block_till": _("Till blocked"),
    "bring_orders": _("Orders brought for a first program"),
    "bulk": _("Act on many begun"),
    "bulk_undo": _("Act on many undone"),
    "cancel_event": _("Event called off"),
    "change_account": _("Household changed"),
    "change_card": _("Gift card changed"),
    "change_cashier": _("Cashier changed"),
    "change_member_card": _("Card changed"),
    "change_post": _("Club post changed"),
    "change_staff": _("Role changed"),
    "change_stock": _("Stock changed"),
    "check_in": _("Checked in at an event"),
    "club_member": _("Club membership changed"),
    "decide_tier": _("Level decided"),
    "design_thing": _("Draft changed"),
    "discard_draft": _("Draft discarded"),
    "drop_goal": _("Goal let go of"),
    "goals": _("Goal set"),
    "dismiss_staff": _("Staff let go"),
    "edit_club": _("Club changed"),
    "edit_event": _("Event changed"),
    "event_place": _("Place at an event changed"),
    "factor_added": _("Second factor added"),
    "factor_removed": _("Second factor removed"),
    "fill_pool": _("Codes put into a pool"),
    "import_columns": _("Columns of a file named"),
    "import_run": _("Import begun or stopped"),
    "imports": _("File brought in"),
    "invite_staff": _("Staff invited"),
    "invite_till": _("Till invited"),
    "make_site_key": _("Key for the web shop made"),
    "change_site_key": _("Key for the web shop changed"),
    "issue_cards": _("Cards issued"),
    "issue_member_card": _("Card given"),
    "keep_draft": _("Draft kept"),
    "let_in": _("Let into a household"),
    "lift_no_shows": _("No-shows forgiven"),
    "member_link": _("Signed in on their phone"),
    "merge": _("Members made one"),
    "new_club": _("Club founded"),
    "new_event": _("Event arranged"),
    "open_account": _("Household opened"),
    "proof": _("Ledger verified"),
    "begin_program": _("Program begun"),
    "own_columns": _("Columns of a file named"),
    "publish_first": _("Program published"),
    "publish": _("Program published"),
    "publish_post": _("Club post published"),
    "restock": _("Stock added"),
    "reward_image": _("Picture of a reward changed"),
    "roll_back": _("Program rolled back"),
    "save_view": _("View saved"),
    "sell_card": _("Gift card sold"),
    "signed_in": _("Signed in"),
    "staff_policy": _("Second factor demanded"),
    "start_anew": _("Second factors forgotten"),
    "tag_member": _("Tags changed"),
    "take_out": _("Taken out of the draft"),
    "till.benefit": _("Benefit used at a till"),
    "till.serve": _("Cashier changed at a till"),
    "till.undo": _("Sale undone at a till"),
    "undo_merge": _("Merge undone"),
    "use_benefit": _("Benefit used"),
    "wallet": _("Stored value paid in or out"),
    "withdraw_staff": _("Invitation of staff withdrawn"),
}


def act_name(kind: str) -> str:
    """Will name a kind of act; a call of the API goes by its own name."""
    if kind in ACTS:
        return gettext(ACTS[kind])
    source, _dot, name = kind.rpartition(".")
    words = name.replace("_", " ")
    return f"API: {words}" if source == "api" else words
