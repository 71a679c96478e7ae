"""Letters for the printer: a face that has them is embedded; what none has is not misprinted.

Bitstream Vera comes with the PDF library and knows Western European letters; what the system has
(DejaVu, Noto, Liberation, Arial) knows more. Chinese, Japanese and Korean names use the faces that
every PDF reader brings. Scripts whose letters join or run from right to left need more than a face,
so their words are left out on plastic; a screen shows them.
"""

import unicodedata
from functools import cache
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

_OWN = Path(reportlab.__file__).parent / "fonts"
_FOLDERS = (
    Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts"),
    Path("/System/Library/Fonts"), Path("C:/Windows/Fonts"),
)  # fmt: skip
_PAIRS = (
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"), ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"), ("arial.ttf", "arialbd.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
)  # fmt: skip
_PICTURES = {"So", "Sk", "Mn", "Cf"}  # emoji, their tones and what joins them
_JOINED = range(0x0900, 0x10A0)
_KANA, _HAN, _HANGUL = range(0x3040, 0x3100), range(0x3400, 0xA000), range(0xAC00, 0xD7A4)


def face(text: str, *, bold: bool = False) -> str | None:
    """Will name a registered face that has all letters of a text; None if nobody can print it."""
    if any(unicodedata.bidirectional(one) in ("R", "AL") or ord(one) in _JOINED for one in text):
        return None
    for name in _faces(bold):
        letters = pdfmetrics.getFont(name).face.charToGlyph
        if all(ord(one) in letters for one in text):
            return name
    return _eastern(text)


def printable(text: str, *, bold: bool = False) -> str:
    """Will give a text as it can be printed: on one line, without pictures that no face has; ""
    where letters are missing."""
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    if face(line, bold=bold) is not None:
        return line
    plain = "".join(one for one in line if unicodedata.category(one) not in _PICTURES)
    plain = " ".join(plain.split())
    return plain if face(plain, bold=bold) is not None else ""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Will give how wide a text is, in the unit of its size."""
    name = face(text, bold=bold) or _faces(bold)[0]
    return float(pdfmetrics.stringWidth(text, name, size))


def _eastern(text: str) -> str | None:
    """A face for Japanese, Korean or Chinese; with Latin letters besides at most."""
    numbers = [ord(one) for one in text]
    if any(one in _KANA for one in numbers):
        name = "HeiseiKakuGo-W5"
    elif any(one in _HANGUL for one in numbers):
        name = "HYGothic-Medium"
    else:
        name = "STSong-Light"
    known = all(one < 128 or one in _KANA or one in _HAN or one in _HANGUL for one in numbers)
    return _registered_eastern(name) if known else None


@cache
def _registered_eastern(name: str) -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(name))
    return name


@cache
def _faces(bold: bool) -> tuple[str, ...]:
    """The faces there are, in the order in which they are asked."""
    files = [_OWN / ("VeraBd.ttf" if bold else "Vera.ttf")]
    for pair in _PAIRS:
        files.extend(_found(pair[bold])[:1])
    names = []
    for file in files:
        name = f"card-{file.stem}"
        try:
            pdfmetrics.registerFont(TTFont(name, str(file)))
        except (TTFError, OSError):
            continue
        names.append(name)
    return tuple(names)


def _found(name: str) -> list[Path]:
    return sorted(one for folder in _FOLDERS if folder.is_dir() for one in folder.rglob(name))
