"""A program of the gallery made a shop's own: its name, its money, its clock, and what members read
first, in the language of whoever begins it. The rest stays.
"""

import re
from decimal import Decimal
from importlib.resources import files

from regulars.core.checking import Path
from regulars.domains.programs.editing import at, put, remove
from regulars.domains.programs.parsing import parse
from regulars.kit import speech
from regulars.kit.speech import say, say_later

# What needs more of a shop than a name, and is left out until somebody wants it.
_WITHOUT: dict[str, tuple[Path, ...]] = {
    "sub-card": (("stamp_cards", "sub", "counted_by"), ("stamp_cards", "sub", "limit", "at")),
    "monthly-cash": (("earn", 1),),
}
_OTHERWISE: dict[str, dict[Path, str]] = {
    "sub-card": {
        ("stamp_cards", "sub", "title"): "Stamp card",
        ("stamp_cards", "sub", "design", "note"): "One stamp a day.",
    },
}
# What members read first; the others keep what stands in their file.
_SUMMARIES = {
    "sub-card": say_later("A stamp for each visit; the fifth one is a free drink."),
    "beauty-tiers": say_later(
        "A point for every {currency}, and up to half as many again for those who come often."
    ),
    "climb-and-earn": say_later(
        "One point for every {currency}; points buy rewards, levels bring free shipping and more."
    ),
    "vip-auto": say_later("Your own VIP discount from the first order on, and gifts that grow."),
    "save-more": say_later(
        "Members pay less, and see how much less it was. A point for every {currency} pays 0.01."
    ),
    "move-members": say_later("Free to join; classes and other experiences in place of money."),
}
_SLUG = re.compile(r"[^a-z0-9]+")
NAME_MAX = 40


def begin(gallery: str, *, name: str, title: str, currency: str, time_zone: str) -> str:
    """Will give the text of a program of the gallery with a shop's own words in it."""
    text = files("regulars.gallery").joinpath(f"{gallery}.yaml").read_text(encoding="utf-8")
    text = "\n".join(line for line in text.split("\n") if not line.startswith("#")).lstrip("\n")
    said = {"program": name, "title": title, "currency": currency, "time_zone": time_zone}
    if gallery == "shoe-points":
        said["summary"] = ten_points(currency, 1_000, 10)
    elif gallery in _SUMMARIES:
        said["summary"] = say(_SUMMARIES[gallery], currency=currency)
    for word, value in said.items():
        text = put(text, (word,), value)
    for path, value in _OTHERWISE.get(gallery, {}).items():
        text = put(text, path, value)
    for path in _WITHOUT.get(gallery, ()):
        if at(parse(text).value, path) is not None:
            text = remove(text, path)
    return text


def ten_points(currency: str, points: int, off: object) -> str:
    """Will say what a program of ten points for each unit of money is."""
    return say(
        "Ten points for every {currency}; {points} points are {off} off.",
        currency=currency, points=speech.number(Decimal(points)), off=off,
    )  # fmt: skip


def name_of(title: str) -> str:
    """Will give the name that a program goes by in addresses."""
    name = _SLUG.sub("-", title.lower()).strip("-")[:NAME_MAX].strip("-")
    return name if name[:1].isalpha() else f"shop-{name}".strip("-")
