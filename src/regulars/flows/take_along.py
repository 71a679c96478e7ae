"""Everything that is kept of a member, as one document that they can take along.

Of an account that several people share it has what the account did for its head only, who answers
for it; what somebody told of themselves is in their own document alone.
"""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.sharing import HEAD
from regulars.domains import (
    benefits,
    cards,
    clubs,
    consents,
    gatherings,
    notes,
    rewards,
    sharing,
    tags,
    tiers,
)
from regulars.domains.events import queries as events
from regulars.domains.ledger import queries as ledger
from regulars.domains.members import queries as members
from regulars.domains.members.contracts import Member
from regulars.domains.messages import queries as messages
from regulars.flows.shops import Shop

ALL = 1_000_000
Part = Callable[[Connection, Shop, Member], Iterable[object]]
SECRET = {"fingerprint", "code_digest", "salt", "digest", "inputs", "outcome", "kept"}
"""Of no meaning outside: they prove, or they let one in."""

OWN: dict[str, Part] = {
    "member": lambda _conn, _shop, me: [me],
    "merges": lambda conn, shop, me: members.merges(conn, shop.program_id, me.member_id),
    "cards": lambda conn, shop, me: cards.queries.of_member(conn, shop.program_id, me.member_id),
    "consents": lambda conn, shop, me: consents.queries.history(
        conn, shop.program_id, me.member_id
    ),
    "tags": lambda conn, shop, me: tags.queries.of(conn, shop.program_id, [me.member_id]),
    "notes": lambda conn, shop, me: notes.queries.of_member(
        conn, shop.program_id, me.member_id, limit=ALL
    ),
    "shared_accounts": lambda conn, shop, me: sharing.queries.stays(
        conn, shop.program_id, me.member_id
    ),
}
"""What is kept of the person."""

ACCOUNT: dict[str, Part] = {
    "account": lambda conn, _, me: ledger.states(conn, [me.account_id]).values(),
    "orders_and_events": lambda conn, _, me: events.history(conn, [me.account_id])[me.account_id],
    "ledger": lambda conn, _, me: ledger.entries(conn, me.account_id, limit=ALL),
    "vouchers": lambda conn, _, me: rewards.queries.vouchers(conn, [me.account_id]),
    "redemptions": lambda conn, _, me: rewards.queries.redemptions(conn, me.account_id),
    "benefits": lambda conn, _, me: benefits.queries.uses(conn, me.account_id, limit=ALL),
    "messages": lambda conn, _, me: messages.notices(conn, me.account_id, limit=ALL),
    "clubs": lambda conn, _, me: clubs.queries.of_account(conn, me.account_id).values(),
    "club_steps": lambda conn, _, me: clubs.queries.steps(conn, me.account_id),
    "event_places": lambda conn, _, me: gatherings.queries.places_of(conn, me.account_id).values(),
    "levels": lambda conn, _, me: tiers.queries.changes(conn, me.account_id, limit=ALL),
    "level_decisions": lambda conn, _, me: tiers.queries.decisions(conn, me.account_id, limit=ALL),
    "adviser": lambda conn, _, me: filter(None, [tiers.queries.adviser(conn, me.account_id)]),
    "household": lambda conn, shop, me: sharing.queries.some(
        conn, shop.program_id, [me.account_id]
    ).values(),
    "children": lambda conn, _, me: sharing.queries.children(conn, [me.account_id]),
    "invitations": lambda conn, _, me: sharing.queries.invitations(conn, [me.account_id]),
}
"""What is kept of the account, which others may share."""

COVERS = {
    "member": ("members_member", "members_alias"),
    "merges": ("members_merge",),
    "cards": ("cards_card",),
    "consents": ("consents_consent",),
    "tags": ("tags_tag",),
    "notes": ("notes_note",),
    "shared_accounts": ("sharing_stay",),
    "account": ("ledger_account", "segments_membership", "tiers_standing"),
    "orders_and_events": ("events_order", "events_event", "rewards_typed"),
    "ledger": (
        "ledger_entry", "ledger_transfer", "ledger_lot", "ledger_consumption", "ledger_note",
    ),
    "vouchers": ("rewards_voucher", "rewards_code", "rewards_use", "rewards_pool_code"),
    "redemptions": ("rewards_redemption", "rewards_once"),
    "benefits": ("benefits_use",),
    "messages": ("messages_notice",),
    "clubs": ("clubs_membership",),
    "club_steps": ("clubs_step",),
    "event_places": ("gatherings_place", "gatherings_code"),
    "levels": ("tiers_change",),
    "level_decisions": ("tiers_decision", "tiers_open"),
    "adviser": ("tiers_adviser",),
    "household": ("sharing_shared",),
    "children": ("sharing_child",),
    "invitations": ("sharing_invitation",),
}  # fmt: skip
"""Which tables are told by a part, in its own words perhaps."""

LEFT_OUT = {
    "audit_act": "which of the shop's people did what; what came of it is in the history",
    "bulk_item": "in which acts on many members; what came of them is in the history",
    "campaigns_met": "counts who met a campaign; what came of it is in the ledger",
    "campaigns_audience": "whom a campaign looked at, compared as a group when it is over",
    "events_bought": "when one bought last and for how much, counted from the orders",
    "gatherings_request": "keys of calls, so that each happens once",
    "giftcards_card": "a gift card is its bearer's, who need not be the one who bought it",
    "giftcards_change": "what was done to a gift card",
    "giftcards_alias": "by which code a gift card is found",
    "ledger_seal": "proves that the ledger was not changed; says nothing that it does not",
    "members_apart": "from whom staff told a member apart, which is of somebody else as well",
    "outbox_waiting": "on its way to the shop's own systems; all of it is in the history",
    "outbox_aside": "what could not be sent to the shop's own systems; all of it is in the history",
    "outbox_feed": "what the shop's own systems were sent; all of it is in the history",
    "phones_phone": "what the codes on the member's phones are made from: who has it shows them",
    "sharing_code": "hashes of the codes of invitations",
    "sharing_opened": "keys of calls, so that each happens once",
    "signin_member_passkey": "the public half of a passkey, which only proves",
    "signin_member_code": "a hash of a code to sign in, for ten minutes",
}
"""What is not in it, and why."""


def everything(conn: Connection, shop: Shop, member: Member) -> dict[str, list[object]]:
    """Will give all that is kept of a member, part by part."""
    parts: Mapping[str, Part] = OWN
    if member.role in ("", HEAD):
        parts = OWN | ACCOUNT
    return {name: [_plain(row) for row in part(conn, shop, member)] for name, part in parts.items()}


def document(conn: Connection, shop: Shop, member: Member) -> bytes:
    """Will write it all down as JSON."""
    said = {
        "program": shop.program.document.title,
        "written_at": shop.now,
        **everything(conn, shop, member),
    }
    return msgspec.json.format(msgspec.json.encode(said), indent=2)


def _plain(value: object) -> object:
    if isinstance(value, msgspec.Struct):
        return {
            name: _plain(getattr(value, name))
            for name in value.__struct_fields__
            if name not in SECRET
        }
    if isinstance(value, bytes):
        return _told(value)
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, UUID) else value


def _told(value: bytes) -> object:
    """A column of JSON; anything else in bytes is a hash, and nothing that somebody said."""
    try:
        return msgspec.json.decode(value)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
