"""An example of every body that the API takes, shown in its description. A test sends each."""

from typing import Any

_AT = "2026-03-01T12:00:00+02:00"
_PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
_LINE = {"line_id": "1", "sku": "tea-250", "categories": ["tea"], "net_minor": 1250}
_ORDER = {
    "source": "shop", "external_id": "A1", "occurred_at": _AT, "currency": "EUR",
    "member": "external_id:ana", "lines": [_LINE], "payment_method": "card", "location": "harbour",
}  # fmt: skip
_TEXT = "program: corner-shop\ntitle: Corner shop\ncurrency: EUR\ntime_zone: Europe/Tallinn\n"

EXAMPLES: dict[str, Any] = {
    "join_member": {"external_id": "ana", "email": "ana@example.com", "birth_date": "1990-05-17"},
    "change_member": {"phone": "+3725123456", "attributes": {"favourite": "tea"}},
    "share_account": {
        "kind": "company", "head": "external_id:ana", "name": "Corner Bakery", "number": "EE101",
        "attributes": {"trade": "bakery"},
    },
    "change_account": {"name": "Corner Bakery and Café", "number": "EE101"},
    "invite_person": {"role": "buyer", "email": "ben@example.com", "by": "external_id:ana"},
    "accept_invitation": {"code": "K7QM-2XVB-94HT", "member": "external_id:ben"},
    "decline_invitation": {"code": "K7QM-2XVB-94HT"},
    "change_role": {"role": "head"},
    "add_child": {"name": "Kim"},
    "adjust_points": {"currency": "point", "amount": 50, "reason": "Late parcel", "actor": "mari"},
    "decide_tier": {
        "decision": "hold", "level": "gold", "actor": "mari", "reason": "Moved from our other shop",
        "until": _AT,
    },
    "name_adviser": {"name": "Mari Mets", "actor": "mari"},
    "use_benefit": {"occurred_at": _AT, "order": "shop:A1", "location": "harbour"},
    "undo_benefit": {"use": 7},
    "claim_order": {"order": "shop:A1"},
    "create_order": _ORDER,
    "quote_order": _ORDER,
    "refund_order": {"external_id": "R1", "occurred_at": _AT, "lines": [{"line_id": "1"}]},
    "cancel_order": {"occurred_at": _AT, "reason": "out of stock"},
    "create_activity": {
        "type": "review.written", "member": "external_id:ana", "occurred_at": _AT,
        "external_id": "review-17", "data": {"stars": 5},
    },
    "create_redemption": {"member": "external_id:ana", "reward": "five-off", "location": "harbour"},
    "top_up": {"amount_minor": 2500, "payment": "pay-4711"},
    "create_gift_card": {"amount_minor": 5000, "payment": "pay-4712"},
    "spend_gift_card": {"amount_minor": 1250, "order": "shop:A3"},
    "block_gift_card": {"blocked": True, "reason": "Lost, says the buyer"},
    "replace_gift_card": {"hint": "7KXM", "reason": "Lost, says the buyer"},
    "load_gift_card": {"member": "external_id:4711"},
    "transfer_value": {"to": "external_id:4712", "amount_minor": 500},
    "spend_value": {"amount_minor": 750, "order": "shop:A2", "hold": True},
    "pay_out": {"payment": "pay-4711", "amount_minor": 1000},
    "commit_redemption": {"order": "shop:A2"},
    "cancel_redemption": {},
    "roll_back_redemption": {},
    "use_voucher": {"occurred_at": _AT, "lines": [_LINE], "order": "shop:A2"},
    "reserve_voucher": {"occurred_at": _AT, "lines": [_LINE], "order": "shop:A2"},
    "put_stock": {"left": 40},
    "change_stock": {"change": -2, "reason": "Broken on the way"},
    "put_reward_image": {"data": _PIXEL},
    "issue_card": {"kind": "plastic"},
    "block_card": {"reason": "lost"},
    "unblock_card": {},
    "replace_card": {"reason": "lost"},
    "close_member": {},
    "merge_members": {"other": "email:ana.old@example.com"},
    "put_products": {"products": [{"sku": "tea-250", "name": "Tea", "categories": ["tea"]}]},
    "put_locations": {"locations": [{"external_id": "harbour", "name": "Harbour"}]},
    "add_codes": {"pool": "stars", "codes": ["SUN-1", "SUN-2"]},
    "preview_campaign": {"campaign": "flash-weekend"},
    "fill_code_pool": {"pool": "cinema", "codes": ["CINE-1", "CINE-2"], "low": 20},
    "preview_segment": {"where": {"orders": {"from": 3, "within": "90 days"}}},
    "save_segment": {
        "title": "Tea drinkers",
        "where": {"bought": {"products": {"category": ["tea"]}, "from": 2, "within": "6 months"}},
    },
    "create_event": {
        "kind": "workshop", "title": "Lamps of paper", "places": 20,
        "begins_at": "2026-03-20T18:00:00+02:00", "ends_at": "2026-03-20T20:00:00+02:00",
        "no_show_days": 30,
    },
    "change_event": {"places": 24},
    "sign_up": {"member": "external_id:ana"},
    "create_club": {"key": "runners", "title": "Running club", "capacity": 30},
    "change_club": {"text": "Every Tuesday at seven."},
    "join_club": {"member": "external_id:ana"},
    "approve_club_member": {},
    "decline_club_member": {"reason": "No shoes"},
    "invite_to_club": {},
    "remove_club_member": {"reason": "Cut across the flower beds"},
    "publish_post": {"title": "Tuesday", "text": "We meet at the bridge.\n\nBring a lamp."},
    "change_post": {"pinned": True},
    "lift_no_shows": {"reason": "Was ill, and called the day after"},
    "check_in": {"code": "K7QM-2XVB-94HT"},
    "save_draft": {"text": _TEXT},
    "plan_program": {"text": _TEXT},
    "publish_program": {"note": "Tea weeks"},
    "roll_back_program": {"version": 1},
    "make_key": {"kind": "device", "label": "Till 1", "scopes": ["orders", "members"]},
    "advance_test_clock": {"to": "2026-04-01T00:00:00+02:00"},
}  # fmt: skip
