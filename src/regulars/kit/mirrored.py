"""A language made up from English, to see a page as those do who read from right to left.

Each text is longer, as translations are, has marks over its letters, so that a text that nobody
can translate stands out, and runs from right to left. Nobody is offered it.
"""

import re

from babel.messages.catalog import Catalog

LANGUAGE = "ar-xb"
"""As browsers ask for it: private to whoever uses it, in a script's direction."""

_LETTERS = str.maketrans(
    "aceghijklnorstuwyzACEGHIJKLNORSTUWYZ", "áçéĝĥíĵķļñóŕšţúŵýžÁÇÉĜĤÍĴĶĻÑÓŔŠŢÚŴÝŽ"
)
# Gaps, marks, entities and words in capitals that a script replaces.
_KEPT = re.compile(r"(%\(\w+\)s|%[%sd]|\{\w*\}|<[^>]*>|&\w+;|\b[A-Z]{4,}\b)")
_TURN, _BACK = "\u202e", "\u202c"
_LONGER_BY = 3  # a letter for so many


def mirrored(text: str) -> str:
    """Will give an English text in that language, its gaps and marks as they were."""
    parts = _KEPT.split(text)
    return "".join(part if nth % 2 else _turned(part) for nth, part in enumerate(parts))


def _turned(part: str) -> str:
    bare = part.strip()
    if not bare:
        return part
    lead, _, trail = part.partition(bare)
    longer = f"{bare} {'·' * (len(bare) // _LONGER_BY)}".rstrip()
    return f"{lead}{_TURN}{longer.translate(_LETTERS)}{_BACK}{trail}"


def catalogue(known: Catalog) -> Catalog:
    """Will translate whatever another language has a translation of."""
    made = Catalog(locale="en", domain=known.domain, fuzzy=False)
    for message in known:
        if message.id:
            texts = [message.id] if isinstance(message.id, str) else list(message.id)
            said = tuple(mirrored(one) for one in texts)
            made.add(message.id, said if len(said) > 1 else said[0], context=message.context)
    return made
