"""A program of the gallery made a shop's own: its name, its money, its clock. The rest stays."""

import re
from importlib.resources import files

from regulars.core.checking import Path
from regulars.domains.programs.editing import at, put, remove
from regulars.domains.programs.parsing import parse

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
_SLUG = re.compile(r"[^a-z0-9]+")
NAME_MAX = 40


def begin(gallery: str, *, name: str, title: str, currency: str, time_zone: str) -> str:
    """Will give the text of a program of the gallery with a shop's own words in it."""
    text = files("regulars.gallery").joinpath(f"{gallery}.yaml").read_text(encoding="utf-8")
    text = "\n".join(line for line in text.split("\n") if not line.startswith("#")).lstrip("\n")
    said = {"program": name, "title": title, "currency": currency, "time_zone": time_zone}
    for word, value in said.items():
        text = put(text, (word,), value)
    for path, value in _OTHERWISE.get(gallery, {}).items():
        text = put(text, path, value)
    for path in _WITHOUT.get(gallery, ()):
        if at(parse(text).value, path) is not None:
            text = remove(text, path)
    return text


def name_of(title: str) -> str:
    """Will give the name that a program goes by in addresses."""
    name = _SLUG.sub("-", title.lower()).strip("-")[:NAME_MAX].strip("-")
    return name if name[:1].isalpha() else f"shop-{name}".strip("-")
