"""A sentence and a cure for files that cannot be read as a program at all."""

from collections.abc import Mapping

from msgspec import Struct


class Sentence(Struct, frozen=True):
    """What is wrong and what to do. `guess` is the cure when a near name is known."""

    says: str
    cure: str
    guess: str = ""


GUESS = "Did you mean {nearest}?"

FORM: Mapping[str, Sentence] = {
    "file_too_large": Sentence("The file is larger than {most} bytes.", "Make it shorter."),
    "not_yaml": Sentence("This is not YAML: {reason}.", "Check indentation, colons and quotes."),
    "one_document_only": Sentence(
        "A second document begins here.", "Keep one program in a file: remove the line ---."
    ),
    "alias_not_allowed": Sentence(
        "Anchors (&) and aliases (*) are not allowed.",
        "Write the value out; put a text that begins with & or * in quotes.",
    ),
    "tag_not_allowed": Sentence(
        "The tag {tag} is not allowed.",
        "Remove it; put a text that begins with ! in quotes.",
    ),
    "nested_too_deep": Sentence(
        "This is nested more than {most} levels deep.", "Say it with fewer groups."
    ),
    "key_not_a_word": Sentence("A word is expected before the colon.", "Write one word: value."),
    "key_repeated": Sentence(
        "'{name}' already stands in line {line}.", "Keep one of the two, or rename one."
    ),
    "number_too_long": Sentence(
        "This number has more than {most} digits.", "Shorten it, or put it in quotes."
    ),
    "word_unknown": Sentence("'{word}' is not a word here.", "Allowed are: {known}.", GUESS),
    "word_missing": Sentence("'{word}' is missing here.", "Add a line {word}: with its value."),
    "wrong_kind": Sentence("{wanted} is expected here, not {found}.", "Write {wanted}."),
    "not_a_choice": Sentence(
        "'{name}' is not one of the choices.", "Choose one of: {choices}.", GUESS
    ),
    "wrong_length": Sentence(
        "This list has {found} items, which is not what is expected.",
        "Leave an empty list out; give exactly two forms of a name, as in [point, points].",
    ),
    "not_a_span": Sentence("'{text}' is not a span of time.", "Write it as 30 minutes or 2 years."),
    "not_a_day_span": Sentence("'{text}' is not a span of days.", "Write it as 30 days or 1 year."),
    "not_a_clock": Sentence("'{text}' is not a time of day.", "Write it as 09:30."),
    "not_a_month_day": Sentence("'{text}' is not a day of the year.", "Write it as 12-31."),
    "not_a_currency": Sentence("'{text}' is not a currency code.", "Write three capitals: EUR."),
    "not_a_prefix": Sentence("'{text}' is no beginning of numbers.", "Write two to seven digits."),
    "not_a_color": Sentence("'{text}' is not a colour.", 'Write it in quotes, as "#1f3a2e".'),
    "not_a_trigger": Sentence(
        "'{text}' is not the name of an event.", "Write two words with a point: order.paid."
    ),
    "not_a_id": Sentence(
        "'{text}' cannot be a name in the file.",
        "Begin with a small letter; use small letters, digits, - and _; at most 63 in all.",
    ),
    "not_a_name": Sentence(
        "'{text}' cannot be a name in the file.",
        "Begin with a small letter; use small letters, digits, - and _; at most 63 in all.",
    ),
    "not_valid": Sentence("This cannot be read: {reason}.", "Compare it with the reference."),
}
