"""What belongs to a program and travels with it, and what stays behind and why.

Every table of the domains is in one of the two lists; a test over the catalogue holds them to it.
"""

from psycopg import sql

_PROGRAM = sql.SQL("program_id = %s")
_ACCOUNT = sql.SQL("account_id IN (SELECT account_id FROM ledger_account WHERE program_id = %s)")
_MERCHANT = sql.SQL(
    "merchant_id = (SELECT merchant_id FROM programs_program WHERE program_id = %s)"
)

TRAVELS: dict[str, sql.SQL] = {
    "merchants_merchant": _MERCHANT,
    "programs_program": _PROGRAM,
    "programs_version": _PROGRAM,
    "programs_draft": _PROGRAM,
    "products_product": _PROGRAM,
    "locations_location": _PROGRAM,
    "ledger_account": _PROGRAM,
    "ledger_entry": _ACCOUNT,
    "ledger_transfer": _ACCOUNT,
    "ledger_lot": _ACCOUNT,
    "ledger_consumption": _ACCOUNT,
    "ledger_note": _ACCOUNT,
    "ledger_checkpoint": _PROGRAM,
    "ledger_seal": _PROGRAM,
    "ledger_verification": _PROGRAM,
    "members_member": _PROGRAM,
    "members_alias": _PROGRAM,
    "cards_card": _PROGRAM,
    "cards_asked": _PROGRAM,
    "events_order": _PROGRAM,
    "events_event": _ACCOUNT,
    "events_parked": _PROGRAM,
    "rewards_voucher": _PROGRAM,
    "rewards_code": _PROGRAM,
    "rewards_use": _ACCOUNT,
    "rewards_redemption": _PROGRAM,
    "rewards_once": _PROGRAM,
    "rewards_campaign": _PROGRAM,
    "rewards_typed": _ACCOUNT,
    "rewards_pool": _PROGRAM,
    "rewards_pool_code": _PROGRAM,
    "budgets_slot": _PROGRAM,
    "budgets_change": _PROGRAM,
    "pictures_picture": _PROGRAM,
    "pictures_shown": _PROGRAM,
    "messages_notice": _PROGRAM,
    "benefits_use": _PROGRAM,
    "segments_saved": _PROGRAM,
    "segments_membership": _PROGRAM,
    "segments_scale": _PROGRAM,
    "campaigns_met": _PROGRAM,
    "campaigns_audience": _PROGRAM,
    "campaigns_ended": _PROGRAM,
    "tiers_change": _PROGRAM,
    "tiers_decision": _PROGRAM,
    "tiers_open": _PROGRAM,
    "tiers_standing": _PROGRAM,
    "tiers_adviser": _PROGRAM,
    "consents_consent": _PROGRAM,
    "clubs_club": _PROGRAM,
    "clubs_membership": _PROGRAM,
    "clubs_step": _PROGRAM,
    "clubs_post": _PROGRAM,
    "gatherings_gathering": _PROGRAM,
    "gatherings_place": _PROGRAM,
    "gatherings_code": _PROGRAM,
    "gatherings_request": _PROGRAM,
    "giftcards_card": _PROGRAM,
    "giftcards_alias": _PROGRAM,
    "sharing_shared": _PROGRAM,
    "sharing_stay": _PROGRAM,
    "sharing_child": _PROGRAM,
    "sharing_invitation": _PROGRAM,
    "sharing_code": _PROGRAM,
    "sharing_opened": _PROGRAM,
    "giftcards_change": _PROGRAM,
}
"""In the order in which they can be loaded: what is referred to comes first."""

STAYS = {
    "merchants_key": "a key's text is known to its installation's callers only: make new ones",
    "merchants_generation": "counts changes of this installation's keys",
    "merchants_staff": "who may sign in here",
    "tills_till": "a device is bound to the installation that enrolled it",
    "tills_pairing": "codes of enrolments under way",
    "tills_cashier": "who serves here, known by a PIN",
    "guesses_misses": "who typed wrong codes in here, for a quarter of an hour",
    "signin_attempt": "who tried to sign in here",
    "signin_code": "codes of sign-ins under way",
    "signin_member_code": "codes of members' sign-ins under way",
    "outbox_waiting": "on its way to this installation's listeners; the history has it all",
    "outbox_feed": "what this installation's listeners were sent; the history has it all",
    "outbox_cursor": "how far this installation's listeners are",
}
