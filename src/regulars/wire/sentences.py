"""Codes as sentences for the reader. Inside, reasons and refusals are codes with parameters only.

Each text is a message id of gettext with named places; a code without a text fails a test.
"""

from collections.abc import Mapping

from regulars.core.facts import Scalar
from regulars.kit.i18n import translate
from regulars.wire.staff_sentences import STAFF

REASONS = {
    "account.closed": "The account is closed.",
    "account.moved": "Moved together with everything else that the account held.",
    "automatic.due": "Given automatically by the rule “{rule}”.",
    "benefit.undone": "The use of “{benefit}” was taken back.",
    "benefit.used": "“{benefit}” was used.",
    "earn.fixed": "{amount} by the rule “{rule}”.",
    "earn.per_amount": (
        "{amount} for a purchase that counts {base} (in the smallest unit), by the rule “{rule}”."
    ),
    "earn.per_amount_times": (
        "{amount} for a purchase that counts {base} (in the smallest unit), times {times} "
        "({factor}), by the rule “{rule}”."
    ),
    "earn.per_item_times": (
        "{amount} for the items bought, times {times} ({factor}), by the rule “{rule}”."
    ),
    "earn.per_item": "{amount} for the items bought, by the rule “{rule}”.",
    "level.reached": "{points} at the end of the period reached the level “{level}”.",
    "limit.reached": "The limit of the rule “{rule}” per {per} is used up.",
    "points.adjusted": "Adjusted by hand by {amount}.",
    "points.deficit_repaid": "{amount} went to what was owed; {left} is still owed.",
    "points.lapsed_before": "{lapsed} of what came back had lapsed already.",
    "points.forgiven": "{forgiven} could not be taken back and is forgiven.",
    "points.lapsed": "{amount} lapsed because the time to spend it was over.",
    "points.order_came_back": "{amount} taken back or given back because the order came back.",
    "points.order_fulfilled": "{amount} can be spent now that the order was handed over.",
    "points.period_ended": "{amount} ended with the period.",
    "points.released": "{amount} can be spent now that the waiting time is over.",
    "points.remainder_lapsed": "{amount} was left over and lapsed.",
    "points.turned": "Turned into rewards, {times} times {chunk}.",
    "payment.committed": "Paid for a part of an order.",
    "payment.reserved": "Set aside to pay for a part of an order.",
    "redemption.cancelled": "The reservation was cancelled.",
    "redemption.committed": "Spent for the reward “{reward}”.",
    "redemption.expired": "The reservation ran out.",
    "redemption.reserved": "Set aside for the reward “{reward}”.",
    "redemption.rolled_back": "The redemption was undone.",
    "reward.budget_spent": "The budget of the reward “{reward}” is spent.",
    "reward.codes_exhausted": "There are no codes left for the reward “{reward}”.",
    "reward.limit_reached": "The reward “{reward}” was given as often as its limit says.",
    "reward.out_of_stock": "There are none left of the reward “{reward}”.",
    "campaign.another_holds": "The campaign “{campaign}” holds instead.",
    "campaign.bonus": "{amount} more for “{campaign}”: times {times} on the rule “{on}”.",
    "campaign.held_out": "The member is in the part that gets nothing of it, for comparison.",
    "rule.already_given": (
        "The rule “{rule}” has already given for this order’s place in the count."
    ),
    "stamp_card.completed": "A full card of {amount} stamps.",
    "stamp_card.finished": "This card is full, and there is only one of it.",
    "stamp_card.place_lost": "Its place on the card is empty again.",
    "stamp_card.reopened": "A stamp of the full card was taken back, so its reward is, too.",
    "stamp_card.reward": "Given for {at} stamps on the card.",
    "stamps.earned": "{amount} on the card.",
    "stamps.goodwill": "{amount} on the card to begin with.",
    "stamps.place_unknown": (
        "This card counts in each {counted_by} by itself, and where this happened is not known."
    ),
    "gift_card.given": "Given as a gift card.",
    "gift_card.loaded": "Loaded from a gift card into a wallet.",
    "gift_card.sold": "Paid for as a gift card.",
    "stored_value.received": "Received from another account.",
    "stored_value.sent": "Sent to another account.",
    "stored_value.paid_out": "Paid out in money.",
    "stored_value.reserved": "Set aside to pay with.",
    "stored_value.spent": "Paid with stored value.",
    "stored_value.topped_up": "Paid in.",
    "tier.accepted": "The invitation to “{after}” was accepted.",
    "tier.approved": "“{after}” was approved.",
    "tier.held": "“{after}” is held by hand.",
    "tier.reached": "Reached “{after}”.",
    "tier.refund": "A refund changed the tier to “{after}”.",
    "tier.released": "It is no longer held by hand: it is “{after}” now.",
    "tier.reviewed": "The tier’s time was over: it is “{after}” now.",
    "voucher.earned": "Given by the rule “{rule}”.",
    "voucher.expired": "Its time was over.",
    "voucher.order_came_back": "The order that gave it came back.",
    "voucher.reinstated": "The order that it was used on came back.",
    "voucher.turned": "Given for {points} points.",
    "voucher.used": "Used.",
}

PROBLEMS = {
    "rest_too_large": (
        "What is left is too much to be paid out; only a rest below {below} (in the smallest unit) "
        "is."
    ),
    "gift_card_as_before": "Nothing changes: the gift card stands like that already.",
    "gift_card_blocked": "This gift card is blocked.",
    "gift_card_out_of_bounds": "A gift card is sold with {least} to {most} (in the smallest unit).",
    "gift_card_unknown": "There is no gift card with this code.",
    "gift_cards_not_sold": "The program sells no gift cards of this kind.",
    "transfer_out_of_bounds": "From {least} to {most} (in the smallest unit) can be sent at once.",
    "transfer_to_self": "Nothing can be sent to the account that it is in.",
    "transfers_not_allowed": "This cannot be sent to other members.",
    "transfers_of_day_used": "Only {left} (in the smallest unit) can still be sent on this day.",
    "payment_or_voucher": "Name a payment with its amount, or a voucher.",
    "voucher_for_gift_card": "This voucher is not used on an order: it becomes a gift card.",
    "voucher_no_gift_card": "This voucher does not become a gift card.",
    "too_many_attempts": "Too many wrong codes. Try again in {minutes} minutes.",
    "top_up_spent": "Of this payment {left} (in the smallest unit) is left, which is less.",
    "top_up_too_small": "Less than {least} (in the smallest unit) cannot be paid in.",
    "top_up_unknown": "There is no such payment into stored value.",
    "wallet_full": "Stored value may reach {most} (in the smallest unit), and {held} is there.",
    "wallet_unknown": "The program has no such stored value.",
    "barred_after_no_show": (
        "A place was kept for you and stayed empty. You can sign up again from {until} on."
    ),
    "card_blocked": "This card is blocked.",
    "card_numbers_used_up": "There is no number left for a new card.",
    "card_replaced": "This card was replaced by a new one; please use that.",
    "card_unknown": "There is no such card.",
    "check_in_code_unknown": "There is no place of this code at the event.",
    "check_in_not_yet": "You can check in on {date}.",
    "check_in_waiting": "You are on the waiting list and have no place yet.",
    "event_cancelled": "The event was called off.",
    "event_full": "All {places} places are taken.",
    "event_not_for_member": "This event is for other members.",
    "event_over": "The event is over.",
    "event_times_wrong": "An event ends after it begins, and its registration before.",
    "event_unknown": "There is no such event.",
    "registration_not_open": "You cannot sign up for this event now.",
    "registration_unknown": "The member has not signed up for this event.",
    "account_already_moved": "This account was moved into another one before.",
    "account_closed": "This account is closed; joining again opens it.",
    "account_not_closed": "The account is not closed.",
    "member_merges_itself": "Both are the same member already.",
    "account_moved": "This account was moved into another one.",
    "activity_type_reserved": "Activities of the type “{type}” are the platform’s own.",
    "amount_is_nothing": "An adjustment needs an amount other than 0.",
    "balance_too_low": "There is not enough to spend: {missing} is missing.",
    "benefit_not_allowed": "The member may not have this benefit now.",
    "benefit_unknown": "The program has no such benefit.",
    "benefit_use_undone": "This use was taken back before.",
    "benefit_use_unknown": "There is no such use of this benefit.",
    "birth_date_needed": (
        "The program asks for a date of birth, because members must be {age_from} or older."
    ),
    "body_invalid": "The body does not fit: {reason}",
    "body_too_large": "The body is larger than {max} bytes. Send it in parts.",
    "body_unreadable": "The body is not JSON in UTF-8.",
    "budget_spent": "There is nothing left of this reward.",
    "clock_cannot_go_back": "The test clock only goes forward.",
    "code_not_yet": "This code works from {from} on.",
    "code_over": "This code worked until {to}.",
    "code_unknown": "There is no such code.",
    "code_used": "This code has already been used.",
    "code_used_by_member": "You have used this code before.",
    "codes_exhausted": "There are none left.",
    "currency_not_in_program": "The order is in {currency}; this program counts {expected}.",
    "currency_unknown": "The program has no currency of that name.",
    "cursor_invalid": "The cursor is not one that this list gave. Start without one.",
    "email_invalid": "This is not an e-mail address.",
    "exists_with_different_content": "This number or key was used before, for other content.",
    "expires_out_of_range": "Points lapse after now and before 2200.",
    "idempotency_key_invalid": "An Idempotency-Key has 1 to 255 printable ASCII characters.",
    "idempotency_key_needed": "Send an Idempotency-Key, so that a retry cannot happen twice.",
    "internal_error": "Something went wrong on our side; nothing was changed. Try again.",
    "key_invalid": "The key is missing, wrong, revoked or expired.",
    "key_kind_refused": "A key of the kind “{kind}” may not do this.",
    "key_lacks_scope": "The key does not have the scope “{scope}”.",
    "key_unknown": "There is no such key.",
    "limit_reached": "You have had this reward as often as it can be had for now.",
    "line_ids_repeated": "Two lines of the order have the same line_id.",
    "member_already_joined": "The member has already joined.",
    "member_ambiguous": (
        "These names belong to several members. Send only one of them, or merge the members."
    ),
    "member_has_no_name": (
        "Send an e-mail, a phone, a card or an external_id to find the member by."
    ),
    "members_only": "This is for members only.",
    "member_too_young": "Members must be {age_from} or older. Nothing was kept.",
    "member_unknown": "There is no member “{ref}”.",
    "method_not_allowed": "This address does not take that method.",
    "minimum_spend_not_met": (
        "The voucher needs a spend of {least} (in the smallest unit); this order has {spend}."
    ),
    "name_taken": "An e-mail, phone, card or external_id belongs to another member.",
    "not_found": "There is nothing at this address.",
    "order_already_cancelled": "The order was cancelled before.",
    "order_is_empty": "Send lines, or a total.",
    "order_of_another_member": "The order belongs to another member.",
    "order_unknown": "There is no order “{order}”.",
    "origin_refused": "The key may not be used from this origin.",
    "out_of_stock": "There are none left.",
    "payment_not_in_steps": "Points can pay in steps of {step}.",
    "payment_out_of_bounds": "From {least} to {most} points can pay here.",
    "phone_invalid": "This is not a phone number. Write it with + and the country’s number.",
    "points_do_not_pay": "These points cannot pay for an order.",
    "price_unknown": "The reward has no such price.",
    "program_invalid": "The program has errors; each is listed with its line and a cure.",
    "program_not_found": "There is no such program.",
    "program_without_version": "The program has no published version yet.",
    "query_invalid": "A parameter does not fit: {reason}",
    "rate_limited": "Too many calls with this key. Wait as long as Retry-After says.",
    "redeeming_not_here": "It cannot be redeemed here.",
    "redemption_already_restored": "All of this redemption was given back before.",
    "redemption_not_committed": (
        "Only a committed redemption can be rolled back; this one is {status}."
    ),
    "redemption_not_reserved": "The redemption is not reserved (any more).",
    "redemption_unknown": "There is no such redemption.",
    "ref_invalid": "“{ref}” is not a reference that this address takes.",
    "refund_below_nothing": "A refund cannot be less than nothing.",
    "refund_exceeds_order": "The refund is {amount}; only {left} is left (in the smallest unit).",
    "refund_line_unknown": "The order has no line “{line_id}”.",
    "reward_has_no_stock": "The reward “{reward}” has no stock: there is no end to it.",
    "reward_not_for_member": "This reward is for other members.",
    "reward_not_for_points": "This reward cannot be bought with points.",
    "reward_not_today": "This reward cannot be had today.",
    "reward_not_yet": "This reward can be had from {from} on.",
    "reward_or_payment": "Name either a reward or what to pay with points.",
    "reward_over": "This reward could be had until {to}.",
    "reward_unknown": "The program has no reward “{reward}”.",
    "rollback_exceeds_rest": "Only {left} are left to give back; {amount} are more.",
    "rollback_needs_whole": (
        "A redemption of several currencies can only be given back as a whole."
    ),
    "test_mode_only": "Only a test key of a program with a test clock may do this.",
    "tier_needed": "This is for members who are “{tier}”.",
    "tier_already_higher": "The member already has “{tier}” or a higher level.",
    "tier_no_candidate": "The member is not a candidate for “{tier}”.",
    "tier_no_invitation": "There is no open invitation to “{tier}”.",
    "tier_not_by_invitation": "“{tier}” is opened by credit alone; hold it by hand instead.",
    "tier_not_held": "“{tier}” is not held by hand, so there is nothing to take back.",
    "tier_unknown": "The program has no level “{tier}”.",
    "tier_until_needed": "Say until when the level is held.",
    "tier_until_over": "That time is over already, or too far away.",
    "amount_out_of_range": "It would give or take more than any account can hold.",
    "campaign_unknown": "There is no campaign of this name.",
    "segment_in_file": "The segment “{segment}” stands in the program file: change it there.",
    "segment_invalid": "The definition says what cannot be; see errors.",
    "segment_name_invalid": "A segment's name is made of small letters, digits, - and _.",
    "segment_unknown": "There is no segment of this name.",
    "time_in_the_future": "The time lies more than a day ahead of the shop's clock.",
    "time_out_of_range": "The time lies outside of 1970 to 2200.",
    "time_without_zone": "A time needs its offset, as in 2026-03-01T12:00:00+02:00.",
    "use_comes_back_with_order": "A voucher's use comes back with the refund of its order.",
    "version_breaks_promises": "A published version made a promise that this text no longer knows.",
    "version_in_the_past": "A version can only come into force now or later.",
    "version_not_found": "There is no such version.",
    "voucher_does_not_combine": "“{reward}” cannot be used together with “{other}”.",
    "voucher_fits_no_line": "The voucher fits nothing on this order.",
    "voucher_not_open": "The voucher was used, revoked or has expired.",
    "voucher_unknown": "There is no such voucher.",
}

BENEFITS = {
    "invitation_needed": "This is for “{tier}”, which is by invitation.",
    "is_over": "This was possible until {date}.",
    "members_only": "This is for members.",
    "not_for_member": "This is not for this member, or not here and now.",
    "opens_later": "This is possible from {date} on.",
    "uses_spent": "It was had {times} times per {per}; it opens again on {date}.",
    "tier_needed": "This is for “{tier}”: {missing_minor} (in the smallest unit) is missing.",
}


def for_staff(code: str, params: Mapping[str, Scalar], language: str = "en") -> str:
    """Will say a refusal to those who help a member: with what they can look up or do."""
    text = STAFF.get(code)
    if text is None:
        return sentence(f"problem.{code}", params, language)
    return translate(text, language).format_map(_Gaps(params))


class _Gaps(dict[str, object]):
    """A text is shown even where an old reason lacks a parameter that it names today."""

    def __missing__(self, key: str) -> str:
        return "–"


def sentence(code: str, params: Mapping[str, Scalar], language: str = "en") -> str:
    """Will say a code in a language: a reason; with 'problem.' before it a refusal; with 'benefit.'
    why somebody may not have one."""
    kind, _, rest = code.partition(".")
    text = {"problem": PROBLEMS, "benefit": BENEFITS}.get(kind, {}).get(rest, REASONS.get(code))
    if text is None:
        return code
    return translate(text, language).format_map(_Gaps(params))
