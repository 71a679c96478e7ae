"""Where the places of a card stand on the picture: rows of at most five, all of one size."""

from typing import Any

from msgspec import Struct

from regulars.core.program import StampCard
from regulars.core.stamps.following import CardStanding

ROW = 5
STEP = 64
LEFT, TOP = 44, 104
FOOT = 68


class Place(Struct, frozen=True):
    """One place: its middle, its number, whether it is filled and whether it gives something."""

    x: int
    y: int
    number: int
    filled: bool
    gives: bool


def drawing(word: StampCard, one: CardStanding) -> dict[str, Any]:
    """Will give the places and the size of the picture."""
    gives = {place.at for place in one.places}
    filled = word.stamps if one.finished else one.filled
    rows = -(-word.stamps // ROW)
    places = [
        Place(
            LEFT + STEP * (index % ROW), TOP + STEP * (index // ROW), index + 1,
            index < filled, index + 1 in gives,
        )
        for index in range(word.stamps)
    ]  # fmt: skip
    foot = TOP + STEP * (rows - 1) + 52
    return {
        "places": places, "width": 2 * LEFT + STEP * (ROW - 1), "foot": foot,
        "height": foot + FOOT + 16 * len(one.places),
    }  # fmt: skip
