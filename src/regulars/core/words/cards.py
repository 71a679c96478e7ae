"""Cards that members carry."""

from regulars.core.program import CardFace, Cards
from regulars.core.rules.nodes import Node

CARDS: dict[type[Node], dict[str, str]] = {
    Cards: {
        "digits": "How many digits a number has, with its first and its check digit.",
        "first_digit": "The digit that every number begins with: another one for a new series.",
        "check": (
            "How the last digit checks the others: `damm` finds every wrong digit and every swap "
            "of neighbours, `luhn` is what many tills know."
        ),
        "ean13_prefix": (
            "Makes numbers in the form of EAN-13 that begin with these digits, which GS1 leaves to "
            "shops: 02, 04, 20 to 29, or 0000000."
        ),
        "face": "How the cards look on plastic and on a phone.",
    },
    CardFace: {
        "brand": "What stands at the top of the card; the program's title, if not said.",
        "background": "The colour of the card, written as #1f3a2e.",
        "text": "The colour of what is written on it.",
        "note": "Small print on the back.",
    },
}  # fmt: skip
