"""A sentence and a cure for every code that a program file can be refused with, in plain English.

The texts are templates over the problem's parameters: they are what catalogues translate.
"""

from collections.abc import Mapping

from regulars.core.effects import Params
from regulars.domains.programs.form_sentences import FORM, GUESS, Sentence
from regulars.kit.speech import either, say

MEANING: Mapping[str, Sentence] = {
    "number_out_of_range": Sentence(
        "This number is out of range.", "Choose one from {least} to {most}."
    ),
    "number_too_fine": Sentence(
        "This number has too many digits after the point.", "Use at most {places}."
    ),
    "span_too_long": Sentence("This is too long.", "Use at most {years} years."),
    "date_impossible": Sentence(
        "{day} is not a day of the calendar.", "Choose a day that exists, written as 2026-12-31."
    ),
    "time_zone_unknown": Sentence(
        "There is no time zone '{name}'.", "Write it as Europe/Helsinki or America/New_York."
    ),
    "id_repeated": Sentence("The id {id} is used twice.", "Give one of the two another id."),
    "currency_unknown": Sentence(
        "There are no points called '{name}'.", "Define {name} under points.", GUESS
    ),
    "reward_unknown": Sentence(
        "There is no reward called '{name}'.", "Define {name} under rewards.", GUESS
    ),
    "tier_unknown": Sentence(
        "There is no tier called '{name}'.", "Define {name} under tiers: levels.", GUESS
    ),
    "exactly_one": Sentence(
        "Exactly one of these words is needed here: {words}.", "Keep one of them."
    ),
    "word_needs": Sentence("'{word}' means nothing without '{needs}'.", "Add {needs}."),
    "word_not_here": Sentence(
        "'{word}' can never hold or count here.",
        "Remove it, or put it into a rule on: order.paid.",
    ),
    "group_empty": Sentence("This group says nothing.", "Add a condition, or remove the group."),
    "choices_empty": Sentence("No value is allowed here.", "List at least one."),
    "campaign_needs_dates": Sentence(
        "A campaign has a first and a last day.", "Add dates: {{from: ..., to: ...}} to its when."
    ),
    "campaign_offers_nothing": Sentence(
        "This campaign offers nothing.", "Add rules, or prices of rewards."
    ),
    "segment_in_circle": Sentence(
        "The segment '{name}' asks for itself.", "Leave the other segment out, or say what it says."
    ),
    "children_without_head": Sentence(
        "A household of children has no head.", "Let at most {most} be children."
    ),
    "name_reserved": Sentence("'{name}' is a role by itself.", "Choose another name."),
    "steps_not_rising": Sentence(
        "A step begins no higher than the one before it.", "Write the steps from few to many."
    ),
    "range_empty": Sentence("This range has no end.", "Add from, to, or both."),
    "from_after_to": Sentence("from lies after to.", "Exchange the two."),
    "time_window_empty": Sentence(
        "from and to are the same time.", "Choose a later to, or remove the window."
    ),
    "percent_out_of_range": Sentence(
        "A percentage lies above 0 and is at most 100.", "Choose one from 1 to 100."
    ),
    "amount_not_positive": Sentence(
        "This must be more than nothing.", "Write a number above zero."
    ),
    "trigger_unknown": Sentence(
        "'{name}' is the program's own event; no rule can wait for it.",
        "Use order.paid, member.joined, tier.reached, tier.anniversary, or your own activity.",
    ),
    "points_removed": Sentence(
        "'{name}' is missing, but members may still hold some.",
        "Keep {name} under points; remove the rules that give it.",
    ),
    "stored_value_removed": Sentence(
        "'{name}' is missing, but members may still have money in it.",
        "Keep {name} under stored_value.",
    ),
    "gift_card_needs_wallet": Sentence(
        "No stored value of the program is sold as gift cards.",
        "Add `gift_cards: {{}}` to one under stored_value.",
    ),
    "gift_card_used_once": Sentence(
        "A voucher becomes a gift card once; the card is what is spent in parts.", "Remove uses."
    ),
    "least_above_most": Sentence(
        "The least is above the most.", "Make `least` no larger than `most`."
    ),
    "value_lapses_too_soon": Sentence(
        "This lapses before the {least} that the law asks.", "Let it last longer, or for ever."
    ),
    "stamp_card_removed": Sentence(
        "'{name}' is missing, but members may still hold stamps of it.",
        "Keep {name} under stamp_cards; end it by when: dates.",
    ),
    "currency_changed": Sentence(
        "The money's currency was {before}.", "Keep it; start a new program for another one."
    ),
    "program_changed": Sentence(
        "The program was called {before}.", "Keep its name; only title may change."
    ),
}

RULES: Mapping[str, Sentence] = {
    "rule_gives_nothing": Sentence(
        "The rule {rule} gives nothing.", "Add give, issue or multiply, or remove the rule."
    ),
    "multiply_stands_alone": Sentence(
        "A rule that multiplies cannot give or issue something, too.",
        "Make two rules of it: one with multiply, one with the rest.",
    ),
    "multiply_has_no_limit": Sentence(
        "A rule that multiplies has no limit of its own.",
        "Put the limit on the rule whose points it multiplies.",
    ),
    "stack_needs_multiply": Sentence(
        "stack: multiply is for rules that multiply.", "Use add, best or exclusive here."
    ),
    "per_or_per_items": Sentence("per and per_items exclude one another.", "Keep one of them."),
    "per_needs_give": Sentence("There is nothing to give for each of these.", "Add give."),
    "whole_needs_per": Sentence("units: whole counts units of per.", "Add per: 1.00."),
    "limit_amount_needs_give": Sentence(
        "The rule gives no points whose amount could be limited.", "Use times in place of amount."
    ),
    "notice_needs_expiry": Sentence(
        "These points have no date on which they lapse.", "Remove notice, or add expires: after."
    ),
    "notice_needs_end": Sentence("A tier for life never ends.", "Remove notice."),
    "life_has_no": Sentence("A tier for life never ends.", "Remove {word}."),
    "first_level_is_open": Sentence(
        "Everybody is on the first level; nobody decides about it.", "Remove by."
    ),
    "invitation_has_no_line": Sentence(
        "No credit opens the level {level}, which is by invitation.",
        "Remove from, or write by: approval.",
    ),
    "qualify_says_nothing": Sentence(
        "Nothing would count towards these levels.",
        "Add spend, orders, items, points or activities, or remove qualify.",
    ),
    "one_currency_only": Sentence("Only one kind of points can be used here.", "Keep one."),
    "price_is_nothing": Sentence("This price is nothing.", "Say how many of which points."),
    "donation_is_bought": Sentence(
        "A rule cannot issue the donation {reward}: members give it for points.",
        "Remove it from the rule.",
    ),
    "counted_not_automatic": Sentence(
        "There is only so much of {reward}, but time issues it by itself.",
        "Remove stock, limit, budget and codes, or issue it by a rule under earn.",
    ),
    "limit_of_reward": Sentence(
        "A reward's limit counts how often, in a period longer than an order.",
        "Write it as {{times: 1, per: month}}.",
    ),
    "image_address": Sentence(
        "This is not the address of a picture.", "Write one that begins with https://."
    ),
    "gift_needs_purchase": Sentence(
        "Nothing says with which purchase the gift comes.", "Add minimum_spend or products."
    ),
    "reward_unreachable": Sentence(
        "Nobody can get the reward {reward}.", "Give it a price, issue it by a rule, or remove it."
    ),
    "kind_needs": Sentence("A reward of kind {kind} needs '{word}'.", "Add {word}."),
    "kind_has_no": Sentence("A reward of kind {kind} has no '{word}'.", "Remove {word}."),
    "turn_stands_alone": Sentence(
        "A rule that turns points into a reward does nothing else.",
        "Make another rule of the rest.",
    ),
    "reach_below_turn": Sentence(
        "The rule would wake before there is enough to turn.", "Reach at least what is turned."
    ),
    "places_not_ascending": Sentence(
        "This place does not come after the one before it.", "Order the rewards by their places."
    ),
    "card_full_without_reward": Sentence(
        "A full card would give nothing, or a place is not on it.",
        "Let the last reward stand at: {stamps}.",
    ),
    "goodwill_fills_card": Sentence(
        "A new card would be full.", "Give fewer than {stamps} stamps to begin with."
    ),
    "goodwill_needs_place": Sentence(
        "Who joins is in no place yet, and this card counts by place.", "Use on: first-stamp."
    ),
    "ean13_prefix_not_restricted": Sentence(
        "Numbers that begin with {prefix} are articles of the trade.",
        "Begin with 02, 04, 20 to 29, or 0000000.",
    ),
    "ean13_has_own": Sentence("EAN-13 has a '{word}' of its own.", "Remove {word}."),
    "number_like_payment_card": Sentence(
        "A number of {digits} digits that begins like this looks like a payment card's.",
        "Begin with a first_digit that is none of 3 to 6, or take 12 or 20 digits.",
    ),
    "colors_too_close": Sentence(
        "Text in this colour cannot be read on the background.",
        "Choose colours with a contrast of at least {least} : 1.",
    ),
    "answer_repeated": Sentence("The answer {answer} stands twice.", "Remove one of the two."),
    "question_unknown": Sentence(
        "The profile has no question '{name}'.", "Ask {name} under profile.", GUESS
    ),
    "levels_stand_alone": Sentence(
        "A rule with levels issues what the level says.", "Make another rule of the rest."
    ),
    "levels_missing": Sentence("There are no levels.", "Add at least one, from: 0."),
    "levels_not_ascending": Sentence(
        "This level does not begin above the one before it.", "Order the levels from low to high."
    ),
    "levels_start_above_zero": Sentence(
        "New members would have no level.", "Begin the first level with from: 0."
    ),
}

SENTENCES: Mapping[str, Sentence] = {**FORM, **MEANING, **RULES}
KINDS = {
    "object": "a group of words", "array": "a list", "string": "a text", "boolean": "true or false",
    "integer": "a whole number", "number": "a number", "nothing": "nothing",
}  # fmt: skip


def explain(code: str, params: Params) -> tuple[str, str]:
    """Will give the sentence and the cure of a code."""
    text = SENTENCES[code]
    values = {name: _readable(name, value) for name, value in params.items()}
    cure = text.guess if text.guess and params.get("nearest") else text.cure
    sentence = say(text.says, **values)
    return sentence[:1].upper() + sentence[1:], say(cure, **values)


def _readable(name: str, value: object) -> str:
    if name in ("wanted", "found") and isinstance(value, str):
        return either(say(KINDS[part]) if part in KINDS else part for part in value.split(" or "))
    return str(value)
