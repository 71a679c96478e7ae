"""Codes as sentences for the reader. Inside, reasons and refusals are codes with parameters only.

Each text is a message id of gettext with named places; a code without a text fails a test.
"""

from collections.abc import Mapping

from regulars.core.facts import Scalar
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
