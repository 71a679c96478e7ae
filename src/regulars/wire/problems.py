"""An expected no on the wire: RFC 9457 problem details with a stable code.

`STATUSES` is the registry of codes: a code that is not here fails a test, and each has its sentence
in `sentences.py` and its heading in the reference.
"""

from collections.abc import Mapping

from msgspec import Struct, structs

from regulars.core.effects import Refused
from regulars.core.facts import Scalar
from regulars.wire.sentences import for_staff, sentence

STATUSES = {
    "account_already_moved": 409,
    "account_already_shared": 409,
    "account_closed": 409,
    "account_full": 409,
    "account_moved": 409,
    "account_not_closed": 409,
    "account_not_empty": 409,
    "account_not_shared": 409,
    "account_unknown": 404,
    "activity_type_reserved": 422,
    "amount_is_nothing": 422,
    "amount_out_of_range": 422,
    "balance_too_low": 409,
    "barred_after_no_show": 409,
    "benefit_not_allowed": 409,
    "benefit_unknown": 404,
    "benefit_use_undone": 409,
    "benefit_use_unknown": 404,
    "birth_date_needed": 422,
    "body_invalid": 422,
    "body_too_large": 413,
    "body_too_slow": 408,
    "body_unreadable": 400,
    "budget_spent": 409,
    "campaign_unknown": 404,
    "card_blocked": 409,
    "card_numbers_used_up": 409,
    "card_replaced": 409,
    "card_unknown": 404,
    "check_in_code_unknown": 404,
    "check_in_not_yet": 409,
    "check_in_waiting": 409,
    "children_not_here": 422,
    "clock_cannot_go_back": 409,
    "club_by_invitation": 409,
    "club_closed": 409,
    "club_code_needed": 422,
    "club_full": 409,
    "club_joined_already": 409,
    "club_members_only": 409,
    "club_not_asked": 409,
    "club_not_for_member": 409,
    "club_not_joined": 409,
    "club_removed": 409,
    "club_unknown": 404,
    "code_not_yet": 409,
    "code_over": 409,
    "code_unknown": 404,
    "code_used": 409,
    "code_used_by_member": 409,
    "codes_exhausted": 409,
    "currency_not_in_program": 422,
    "currency_unknown": 422,
    "cursor_invalid": 400,
    "database_away": 503,
    "email_invalid": 422,
    "event_cancelled": 409,
    "event_full": 409,
    "event_not_for_member": 409,
    "event_over": 409,
    "event_times_wrong": 422,
    "event_unknown": 404,
    "exists_with_different_content": 422,
    "expires_out_of_range": 422,
    "gift_card_as_before": 409,
    "gift_card_blocked": 409,
    "gift_card_out_of_bounds": 422,
    "gift_card_replaced": 409,
    "gift_card_unknown": 404,
    "gift_cards_not_sold": 422,
    "head_hands_over_first": 409,
    "household_again_later": 409,
    "idempotency_key_invalid": 400,
    "idempotency_key_needed": 400,
    "image_refused": 422,
    "internal_error": 500,
    "invitation_over": 409,
    "invitation_settled": 409,
    "invitation_unknown": 404,
    "key_invalid": 401,
    "key_kind_refused": 403,
    "key_lacks_scope": 403,
    "key_unknown": 404,
    "limit_reached": 409,
    "line_ids_repeated": 422,
    "managing_not_allowed": 403,
    "member_already_joined": 409,
    "member_ambiguous": 409,
    "member_has_no_name": 422,
    "merge_not_traceable": 409,
    "merge_too_old": 409,
    "merge_unknown": 404,
    "member_merges_itself": 422,
    "member_shares_account": 409,
    "member_too_young": 422,
    "member_unknown": 404,
    "members_only": 409,
    "method_not_allowed": 405,
    "minimum_spend_not_met": 409,
    "name_taken": 409,
    "not_barred": 409,
    "not_found": 404,
    "order_already_cancelled": 409,
    "order_is_empty": 422,
    "order_of_another_member": 409,
    "order_unknown": 404,
    "origin_refused": 403,
    "overloaded": 503,
    "out_of_stock": 409,
    "payment_not_in_steps": 422,
    "payment_or_voucher": 422,
    "payment_out_of_bounds": 409,
    "person_unknown": 404,
    "phone_code_unknown": 404,
    "phone_invalid": 422,
    "points_do_not_pay": 409,
    "post_times_wrong": 422,
    "post_unknown": 404,
    "price_unknown": 422,
    "program_invalid": 422,
    "program_not_found": 404,
    "program_without_version": 409,
    "query_invalid": 422,
    "rate_limited": 429,
    "redeeming_not_here": 409,
    "redemption_already_restored": 409,
    "redemption_not_committed": 409,
    "redemption_not_reserved": 409,
    "redemption_unknown": 404,
    "ref_invalid": 422,
    "refund_below_nothing": 422,
    "refund_exceeds_order": 422,
    "refund_line_unknown": 422,
    "registration_not_open": 409,
    "registration_unknown": 404,
    "rest_too_large": 409,
    "reward_has_no_stock": 409,
    "reward_not_for_member": 409,
    "reward_not_for_points": 409,
    "reward_not_today": 409,
    "reward_not_yet": 409,
    "reward_or_payment": 422,
    "reward_over": 409,
    "reward_unknown": 404,
    "role_unknown": 422,
    "rollback_exceeds_rest": 422,
    "rollback_needs_whole": 422,
    "segment_in_file": 409,
    "segment_invalid": 422,
    "segment_name_invalid": 422,
    "segment_unknown": 404,
    "sharing_not_offered": 409,
    "spending_not_allowed": 403,
    "stock_below_nothing": 409,
    "test_mode_only": 403,
    "tier_already_higher": 409,
    "tier_needed": 409,
    "tier_no_candidate": 409,
    "tier_no_invitation": 409,
    "tier_not_by_invitation": 409,
    "tier_not_held": 409,
    "tier_unknown": 422,
    "tier_until_needed": 422,
    "tier_until_over": 422,
    "time_in_the_future": 422,
    "time_out_of_range": 422,
    "time_without_zone": 422,
    "too_many_attempts": 429,
    "top_up_spent": 409,
    "top_up_too_small": 422,
    "top_up_unknown": 404,
    "transfer_out_of_bounds": 422,
    "transfer_to_self": 422,
    "transfers_not_allowed": 409,
    "transfers_of_day_used": 409,
    "use_comes_back_with_order": 409,
    "version_breaks_promises": 422,
    "version_in_force": 409,
    "version_in_the_past": 422,
    "version_not_found": 404,
    "voucher_does_not_combine": 409,
    "voucher_fits_no_line": 409,
    "voucher_for_gift_card": 409,
    "voucher_no_gift_card": 409,
    "voucher_not_open": 409,
    "voucher_unknown": 404,
    "wallet_full": 409,
    "wallet_unknown": 422,
}


class FieldProblem(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """What is wrong with one part of the body."""

    pointer: str
    detail: str
    code: str = ""
    line: int = 0
    cure: str = ""


class Problem(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The body of every answer that is a no. `instance` is the request's id.

    `detail` can be shown to the member, `staff_detail` says more to those who help them.
    """

    type: str
    title: str
    status: int
    code: str
    detail: str
    params: Mapping[str, Scalar] = {}
    errors: tuple[FieldProblem, ...] = ()
    instance: str = ""
    staff_detail: str = ""


class Written(Problem, frozen=True, kw_only=True):
    """A no of which something is written down: its transaction commits."""


def problem(
    code: str, *, errors: tuple[FieldProblem, ...] = (), **params: str | int | bool
) -> Problem:
    """Will make a problem of a code; its sentence is in `sentences.py`."""
    return Problem(
        type=f"/docs/problems#{code}",
        title=code.replace("_", " ").capitalize(),
        status=STATUSES[code],
        code=code,
        detail=sentence(f"problem.{code}", params),
        params=params,
        errors=errors,
        staff_detail=for_staff(code, params),
    )


def of(refused: Refused) -> Problem:
    """Will make a problem of a refusal."""
    found = problem(refused.code)
    said = sentence(f"problem.{refused.code}", refused.params)
    staff = for_staff(refused.code, refused.params)
    return structs.replace(found, detail=said, params=refused.params, staff_detail=staff)


def undone(found: object) -> bool:
    """Whether nothing of a transaction that ended like this may be kept."""
    return isinstance(found, Problem) and not isinstance(found, Written)


def written(refused: Refused) -> Problem:
    """Will make a problem of a refusal that was counted."""
    return Written(**structs.asdict(of(refused)))
