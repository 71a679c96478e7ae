"""A colour as pages would have it, by day and in the dark, with how well it can be read."""

from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.core.checks.cards import contrast
from regulars.kit.pages import shades

# What tokens.css has, without the names that only few devices know.
_HEAD = "'Iowan Old Style', 'Palatino Linotype', Palatino, Georgia, serif"
_BODY = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"


class Swatch(Struct, frozen=True, kw_only=True):
    """The colour on one kind of page: the ground, the shade, what is written on it, how much they
    differ, and whether it is the shop's own."""

    title: str
    ground: str
    shade: str
    ink: str
    ratio: str
    own: bool


def swatches(color: str) -> tuple[Swatch, Swatch]:
    """Will show a colour as light pages and dark ones have it."""
    found = shades.shades(color)
    day, night = (
        Swatch(title=title, ground=ground, shade=found.accent[at], ink=found.ink[at],
               ratio=f"{contrast(found.accent[at], ground):.1f}",
               own=found.accent[at] == color.lower())
        for at, (title, ground) in enumerate(
            ((_("On light pages"), shades.DAY), (_("In the dark"), shades.NIGHT)))
    )  # fmt: skip
    return day, night


def faces(typeface: str) -> tuple[str, str]:
    """Will give the letters of headings and of texts, as style sheets name them."""
    head, body = shades.FACES.get(typeface, ("", ""))
    return head or _HEAD, body or _BODY
