"""A shop's colour made fit for pages: shades of it that can be read, by day and in the dark.

The style sheet that comes of it sets the same tokens as `tokens.css` does, and nothing else.
"""

from msgspec import Struct

from regulars.core.checks.cards import contrast

READABLE = 4.6  # a little over what WCAG 2 asks of text, since tokens of pages are rounded
WHITE, BLACK = "#ffffff", "#000000"
# The darkest paper of light pages and the lightest of dark ones, near tokens.css.
DAY, NIGHT = "#f2efe9", "#232b28"
_STEPS = 40

_ROUNDED = (
    "ui-rounded, 'SF Pro Rounded', 'Hiragino Maru Gothic ProN', Quicksand, Nunito, Comfortaa, "
    "'Arial Rounded MT Bold', 'Noto Sans', sans-serif"
)
_BOOK = "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Noto Serif', serif"
# For headings and for text; '' where pages keep theirs.
FACES = {
    "plain": ("system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif", ""),
    "rounded": (_ROUNDED, _ROUNDED),
    "book": (_BOOK, _BOOK),
    "engraved": (
        "Optima, Candara, 'Gill Sans', 'URW Gothic', Copperplate, 'Noto Sans', sans-serif",
        "",
    ),
}


class Shades(Struct, frozen=True, kw_only=True):
    """Each for light pages and for dark ones: what acts, what is written on it, what lies behind
    it."""

    accent: tuple[str, str]
    ink: tuple[str, str]
    soft: tuple[str, str]


def shades(color: str) -> Shades:
    """Will give the colour itself where it can be read, else the nearest shade of it that can."""
    soft = (mixed(color, WHITE, 0.9), mixed(color, NIGHT, 0.85))
    accents = (
        _readable(color, BLACK, (DAY, WHITE, soft[0])), _readable(color, WHITE, (NIGHT, soft[1]))
    )  # fmt: skip
    return Shades(accent=accents, ink=(ink_on(accents[0]), ink_on(accents[1])), soft=soft)


def ink_on(color: str) -> str:
    """Will give white or black, whichever is easier to read on a colour."""
    return max(WHITE, BLACK, key=lambda one: contrast(one, color))


def mixed(one: str, other: str, share: float) -> str:
    """Will mix two colours, with so large a share of the other."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def style(color: str | None, typeface: str) -> str:
    """Will write the style sheet; '' where everything stays as it is."""
    said = []
    if color:
        found = shades(color)
        for name, pair in (("", found.accent), ("-ink", found.ink), ("-soft", found.soft)):
            said.append(f"--accent{name}: light-dark({pair[0]}, {pair[1]});")
        said.append(f"--on-accent: light-dark({found.ink[0]}, {found.ink[1]});")
    head, body = FACES.get(typeface, ("", ""))
    said += [f"--face-head: {head};"] if head else []
    said += [f"--face-body: {body};"] if body else []
    if not said:
        return ""
    words = "\n    ".join(said)
    # The widget's own small sheet has no layers: without one, this wins there, too.
    return f":root {{\n    {words}\n}}\n"


def _readable(color: str, towards: str, grounds: tuple[str, ...]) -> str:
    for step in range(_STEPS + 1):
        found = mixed(color, towards, step / _STEPS)
        if min(contrast(found, one) for one in grounds) >= READABLE:
            return found
    return towards
