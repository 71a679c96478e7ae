"""The calls of gift cards, as rows of the table."""

from regulars.wire import gift_card_changes, gift_cards
from regulars.wire.calls import Call
from regulars.wire.gift_card_changes import BlockIn, ReplaceIn
from regulars.wire.gift_cards import GiftCardIn, GiftCardOut, LoadIn
from regulars.wire.redemptions import RedemptionOut
from regulars.wire.refs import FINDING
from regulars.wire.stored_value import SpendIn, ValueOut

_KNOWN = (
    "gift_card_unknown", "gift_card_replaced", "too_many_attempts", "idempotency_key_needed",
    "exists_with_different_content",
)  # fmt: skip
_BOTH = ("secret", "device")

CALLS: tuple[Call, ...] = (
    Call(
        name="create_gift_card", method="POST", path="/v1/gift-cards", scope="adjustments",
        summary="Sell a gift card, or make one of a voucher; its code is told once",
        handle=gift_cards.handle_sell, body=GiftCardIn,
        answers={200: GiftCardOut, 201: GiftCardOut},
        problems=(
            "exists_with_different_content", "payment_or_voucher", "voucher_unknown",
            "too_many_attempts",
            "voucher_not_open", "voucher_no_gift_card", "redeeming_not_here", "tier_needed",
            "reward_not_for_member", "minimum_spend_not_met", "wallet_unknown",
            "amount_is_nothing", "gift_cards_not_sold", "gift_card_out_of_bounds",
            "account_closed", "account_moved",
            "time_out_of_range", "amount_out_of_range",
            "member_unknown", "ref_invalid", "email_invalid", "phone_invalid",
        ),
        kinds=_BOTH,
    ),
    Call(
        name="get_gift_card", method="GET", path="/v1/gift-cards/{card}", scope="redemptions",
        summary="Look a gift card up by its code, or by its id", handle=gift_cards.handle_get,
        answers={200: GiftCardOut},
        problems=("gift_card_unknown", "gift_card_replaced", "too_many_attempts"),
        kinds=_BOTH,
    ),
    Call(
        name="spend_gift_card", method="POST", path="/v1/gift-cards/{card}/spends",
        scope="redemptions", summary="Pay with a gift card's code, or set a part of it aside",
        handle=gift_cards.handle_spend, body=SpendIn,
        answers={200: RedemptionOut, 201: RedemptionOut},
        problems=(
            *_KNOWN, "gift_card_blocked", "wallet_unknown", "redeeming_not_here",
            "balance_too_low", "time_out_of_range",
        ),
        kinds=_BOTH,
    ),
    Call(
        name="load_gift_card", method="POST", path="/v1/gift-cards/{card}/load",
        scope="redemptions", summary="Load all that is on a gift card into a member's wallet",
        handle=gift_cards.handle_load, body=LoadIn, answers={200: ValueOut, 201: ValueOut},
        problems=(
            *_KNOWN, *FINDING,
            "gift_card_blocked", "amount_is_nothing", "wallet_unknown", "wallet_full",
            "account_closed", "account_moved", "time_out_of_range",
        ),
        kinds=_BOTH,
    ),
    Call(
        name="block_gift_card", method="POST", path="/v1/gift-cards/{card}/block",
        scope="adjustments", summary="Block a gift card, or let it be good again",
        handle=gift_card_changes.handle_block, body=BlockIn, answers={200: GiftCardOut},
        problems=(*_KNOWN, "gift_card_as_before", "time_out_of_range"),
    ),
    Call(
        name="replace_gift_card", method="POST", path="/v1/gift-cards/{card}/replace",
        scope="adjustments", summary="Give a gift card a new code; the old one is good no more",
        handle=gift_card_changes.handle_replace, body=ReplaceIn,
        answers={200: GiftCardOut, 201: GiftCardOut},
        problems=(*_KNOWN, "time_out_of_range"),
    ),
)  # fmt: skip
