"""Codes as sentences for the reader. Inside, reasons and refusals are codes with parameters only.

Each text is a message id of gettext with named places; a code without a text fails a test.
"""

from collections.abc import Mapping

from regulars.core.facts import Scalar
from regulars.kit.i18n import translate
from regulars.wire.member_sentences import PROBLEMS
from regulars.wire.staff_sentences import STAFF

REASONS = {
    "account.closed": "The account is closed.",
    "account.parted": "A part that goes along with somebody who left the household.",
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
