"""The hot calls as rows: what every door mounts and the OpenAPI document lists."""

from regulars.wire import (
    activities,
    balances,
    orders,
    quotes,
    redemptions,
    refunds,
    voucher_holds,
    vouchers,
)
from regulars.wire.calls import Call

HOT: tuple[Call, ...] = (
    Call(
        name="create_order", method="POST", path="/v1/orders", scope="orders",
        summary="Tell of a paid order and learn what it earned",
        handle=orders.handle, body=orders.OrderIn,
        answers={200: orders.OrderOut, 201: orders.OrderOut},
        problems=(
            "exists_with_different_content", "member_unknown", "ref_invalid", "email_invalid",
            "phone_invalid", "order_is_empty", "line_ids_repeated", "currency_not_in_program",
            "time_out_of_range", "account_moved",
        ),
        kinds=("secret", "device"),
    ),
    Call(
        name="get_order", method="GET", path="/v1/orders/{ref}", scope="orders",
        summary="Read an order and what it led to when it was booked",
        handle=orders.handle_get, answers={200: orders.OrderOut},
        problems=("order_unknown", "ref_invalid"), kinds=("secret", "device"),
    ),
    Call(
        name="refund_order", method="POST", path="/v1/orders/{ref}/refunds", scope="orders",
        summary="Tell of a refund: by lines, by amount, or of all that is left",
        handle=refunds.handle, body=refunds.RefundIn,
        answers={200: refunds.RefundOut, 201: refunds.RefundOut, 202: refunds.RefundOut},
        problems=(
            "exists_with_different_content", "order_unknown", "ref_invalid",
            "order_already_cancelled", "refund_line_unknown", "refund_exceeds_order",
            "refund_below_nothing", "time_out_of_range", "account_moved",
        ),
        kinds=("secret", "device"),
    ),
    Call(
        name="cancel_order", method="POST", path="/v1/orders/{ref}/cancel", scope="orders",
        summary="Tell that an order is void",
        handle=refunds.handle_cancel, body=refunds.CancelIn,
        answers={200: refunds.RefundOut, 201: refunds.RefundOut, 202: refunds.RefundOut},
        problems=(
            "exists_with_different_content", "order_unknown", "ref_invalid",
            "order_already_cancelled", "time_out_of_range", "account_moved",
        ),
        kinds=("secret", "device"),
    ),
    Call(
        name="create_activity", method="POST", path="/v1/activities", scope="orders",
        summary="Tell of anything else that a member did",
        handle=activities.handle, body=activities.ActivityIn,
        answers={200: activities.ActivityOut, 201: activities.ActivityOut},
        problems=(
            "exists_with_different_content", "member_unknown", "ref_invalid", "email_invalid",
            "phone_invalid", "order_unknown", "code_unknown", "code_used",
            "idempotency_key_needed", "time_out_of_range", "account_moved",
            "activity_type_reserved",
        ),
        kinds=("secret", "device", "partner"),
    ),
    Call(
        name="quote_order", method="POST", path="/v1/quotes", scope="orders",
        summary="Ask what an order would earn and what could be redeemed on it",
        handle=quotes.handle, body=orders.OrderIn, answers={200: quotes.QuoteOut},
        problems=(
            "member_unknown", "ref_invalid", "email_invalid", "phone_invalid", "order_is_empty",
            "line_ids_repeated", "currency_not_in_program", "time_out_of_range", "account_moved",
        ),
        kinds=("secret", "device", "publishable"),
    ),
    Call(
        name="get_balances", method="GET", path="/v1/members/{ref}/balances", scope="members",
        summary="Read what a member has", handle=balances.handle,
        answers={200: balances.BalancesOut},
        problems=("member_unknown", "ref_invalid", "email_invalid", "phone_invalid"),
        kinds=("secret", "device"),
    ),
    Call(
        name="create_redemption", method="POST", path="/v1/redemptions", scope="redemptions",
        summary="Reserve a reward for points",
        handle=redemptions.handle_reserve, body=redemptions.RedemptionIn,
        answers={200: redemptions.RedemptionOut, 201: redemptions.RedemptionOut},
        problems=(
            "exists_with_different_content", "member_unknown", "ref_invalid", "email_invalid",
            "phone_invalid", "idempotency_key_needed", "reward_unknown", "reward_not_for_points",
            "price_unknown", "redeeming_not_here", "balance_too_low", "account_moved",
            "reward_not_yet", "reward_over", "reward_not_today", "tier_needed",
            "reward_not_for_member", "limit_reached", "out_of_stock", "budget_spent",
        ),
        kinds=("secret", "device"),
    ),
    Call(
        name="get_redemption", method="GET", path="/v1/redemptions/{id}", scope="redemptions",
        summary="Read how a redemption stands", handle=redemptions.handle_get,
        answers={200: redemptions.RedemptionOut}, problems=("redemption_unknown",),
        kinds=("secret", "device"),
    ),
    Call(
        name="commit_redemption", method="POST", path="/v1/redemptions/{id}/commit",
        scope="redemptions", summary="Spend what was reserved and get the reward's voucher",
        handle=redemptions.handle_commit, body=redemptions.CommitIn,
        answers={200: redemptions.RedemptionOut},
        problems=(
            "redemption_unknown", "redemption_not_reserved", "voucher_not_open", "account_moved",
        ),
        kinds=("secret", "device"),
    ),
    Call(
        name="cancel_redemption", method="POST", path="/v1/redemptions/{id}/cancel",
        scope="redemptions", summary="Set what was reserved free",
        handle=redemptions.handle_cancel, body=redemptions.Nothing,
        answers={200: redemptions.RedemptionOut},
        problems=("redemption_unknown", "redemption_not_reserved", "account_moved"),
        kinds=("secret", "device"),
    ),
    Call(
        name="roll_back_redemption", method="POST", path="/v1/redemptions/{id}/rollback",
        scope="redemptions", summary="Undo a committed redemption whose voucher is unused",
        handle=redemptions.handle_rollback, body=redemptions.RollbackIn,
        answers={200: redemptions.RedemptionOut},
        problems=(
            "redemption_unknown", "redemption_not_committed", "redemption_already_restored",
            "voucher_not_open", "rollback_exceeds_rest", "rollback_needs_whole",
            "use_comes_back_with_order",
            "idempotency_key_needed", "account_moved",
        ),
        kinds=("secret", "device"),
    ),
    Call(
        name="get_voucher", method="GET", path="/v1/vouchers/{code}", scope="redemptions",
        summary="Look a voucher up by its code", handle=vouchers.handle_get,
        answers={200: vouchers.VoucherOut}, problems=("voucher_unknown",),
        kinds=("secret", "device"),
    ),
    Call(
        name="use_voucher", method="POST", path="/v1/vouchers/{code}/redeem", scope="redemptions",
        summary="Use a voucher on an order", handle=vouchers.handle_use, body=vouchers.VoucherUse,
        answers={200: vouchers.VoucherUsed, 201: vouchers.VoucherUsed},
        problems=(
            "voucher_unknown", "voucher_not_open", "voucher_fits_no_line", "minimum_spend_not_met",
            "redeeming_not_here", "tier_needed", "reward_not_for_member",
            "exists_with_different_content", "idempotency_key_needed",
            "time_out_of_range", "account_moved",
        ),
        kinds=("secret", "device"),
    ),
    Call(
        name="reserve_voucher", method="POST", path="/v1/vouchers/{code}/reserve",
        scope="redemptions", summary="Set one use of a voucher aside; a redemption commits it",
        handle=voucher_holds.handle, body=vouchers.VoucherHold,
        answers={200: redemptions.RedemptionOut, 201: redemptions.RedemptionOut},
        problems=(
            "voucher_unknown", "voucher_not_open", "voucher_fits_no_line", "minimum_spend_not_met",
            "redeeming_not_here", "tier_needed", "reward_not_for_member",
            "exists_with_different_content", "idempotency_key_needed",
            "time_out_of_range", "account_moved",
        ),
        kinds=("secret", "device"),
    ),
)  # fmt: skip
