"""Codes as sentences for the reader. Inside, reasons and refusals are codes with parameters only.

Each text is a message id of gettext with named places; a code without a text fails a test.
"""

from collections.abc import Mapping

from regulars.core.facts import Scalar
from regulars.kit import speech
from regulars.kit.i18n import translate
from regulars.wire.problem_sentences import PROBLEMS
from regulars.wire.reason_sentences import REASONS
from regulars.wire.staff_sentences import STAFF

__all__ = ["BENEFITS", "PROBLEMS", "REASONS", "STAFF", "for_staff", "sentence"]

BENEFITS = {
    "invitation_needed": "This is for “{tier}”, which is by invitation.",
    "is_over": "This was possible until {date}.",
    "members_only": "This is for members.",
    "not_for_member": "This is not for this member, or not here and now.",
    "opens_later": "This is possible from {date} on.",
    "uses_spent": "It was had {times} times per {per}; it opens again on {date}.",
    "tier_needed": "This is for “{tier}”: {missing_minor} is missing.",
}


MONEY: Mapping[str, tuple[str, ...]] = {
    "rest_too_large": ("below",),
    "gift_card_out_of_bounds": ("least", "most"),
    "refund_exceeds_order": ("amount", "left"),
    "minimum_spend_not_met": ("least", "spend"),
    "tier_needed": ("missing_minor",),
    "top_up_spent": ("left",),
    "top_up_too_small": ("least",),
    "transfer_out_of_bounds": ("least", "most"),
    "transfers_of_day_used": ("per_day", "left"),
    "wallet_full": ("most", "held"),
    "earn.per_amount": ("base",),
    "earn.per_amount_times": ("base",),
}
"""Which parameters of a code are money: they come in the smallest unit, and are said as money."""


def for_staff(code: str, params: Mapping[str, Scalar], language: str | None = None) -> str:
    """Will say a refusal to those who help a member: with what they can look up or do. Without a
    language, in the reader's."""
    text = STAFF.get(code)
    if text is None:
        return sentence(f"problem.{code}", params, language)
    return _filled(text, code, params, language)


def _filled(text: str, code: str, params: Mapping[str, Scalar], language: str | None) -> str:
    with speech.spoken(language or speech.language()):
        said = {
            name: speech.minor(value) if name in MONEY.get(code, ()) and isinstance(value, int)
            else value
            for name, value in params.items()
        }  # fmt: skip
        return translate(text, speech.language()).format_map(_Gaps(said))


class _Gaps(dict[str, object]):
    """A text is shown even where an old reason lacks a parameter that it names today."""

    def __missing__(self, key: str) -> str:
        return "–"


def sentence(code: str, params: Mapping[str, Scalar], language: str | None = None) -> str:
    """Will say a code in a language, or in the reader's: a reason; with 'problem.' before it a
    refusal; with 'benefit.' why somebody may not have one."""
    kind, _, rest = code.partition(".")
    text = {"problem": PROBLEMS, "benefit": BENEFITS}.get(kind, {}).get(rest, REASONS.get(code))
    if text is None:
        return code
    return _filled(text, rest if kind in ("problem", "benefit") else code, params, language)
