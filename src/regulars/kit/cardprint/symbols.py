"""Numbers as a machine reads them: Code 128, EAN-13 and QR, as cells with their quiet zones."""

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from regulars.core.card_numbers import is_ean13
from regulars.kit.cardprint.marks import Cells

QR_QUIET = 4
_EAN_LEFT = (
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
_EAN_PARITY = (
    "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG",
    "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL",
)  # fmt: skip
_QUIET = {True: (11, 7), False: (10, 10)}


class TooWideError(ValueError):
    """The bars of a number would be too narrow to be read, or a sign of it has none."""


def bars(number: str) -> tuple[str, tuple[int, int]]:
    """Will give a number's modules, '1' for a bar, and how many stay empty before and after.

    Raises TooWideError for a number that Code 128 cannot write.
    """
    if is_ean13(number):
        return _ean13(number), _QUIET[True]
    if not (number.isascii() and number.isprintable() and number):
        raise TooWideError(number)
    code = Code128(number)
    code.validate()
    code.encode()
    code.decompose()
    # An upper case letter is a bar, a lower case one a gap; A is one module wide.
    parts = (
        ("1" if one.isupper() else "0") * (int(one) if one.isdigit() else ord(one.lower()) - 96)
        for one in code.decomposed
    )
    return "".join(parts), _QUIET[False]


def barcode(
    number: str, *, x: float, y: float, width: float, height: float, least: float, most: float,
    color: str,
) -> Cells:  # fmt: skip
    """Will draw bars in the middle of a place of this width, quiet zones included, with modules of
    `most` millimetres or as wide as there is room. Raises TooWideError below `least`."""
    modules, (before, after) = bars(number)
    module = min(most, width / (before + len(modules) + after))
    if module < least:
        raise TooWideError(number)
    start = x + (width - (before + len(modules) + after) * module) / 2 + before * module
    return Cells(color=color, cells=tuple(
        (start + at * module, y, wide * module, height) for at, wide in _runs(modules)
    ))  # fmt: skip


def qr(text: str, *, x: float, y: float, size: float, color: str) -> Cells:
    """Will draw a QR code of level M with its quiet zone into a square of this size."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    module = size / (count + 2 * QR_QUIET)
    return Cells(color=color, cells=tuple(
        (x + (QR_QUIET + at) * module, y + (QR_QUIET + row) * module, wide * module, module)
        for row in range(count)
        for at, wide in _runs("".join("1" if code.isDark(row, at) else "0" for at in range(count)))
    ))  # fmt: skip


def _runs(modules: str) -> list[tuple[int, int]]:
    """Where neighbouring dark modules begin, and how many they are."""
    found: list[tuple[int, int]] = []
    for at, one in enumerate(modules):
        if one == "0":
            continue
        if found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((at, 1))
    return found


def _ean13(number: str) -> str:
    """Guard bars, six digits whose parities say the first one, six digits more."""
    left, right = number[1:7], number[7:]
    coded = (
        _EAN_LEFT[int(digit)] if parity == "L" else _mirrored(_inverted(_EAN_LEFT[int(digit)]))
        for digit, parity in zip(left, _EAN_PARITY[int(number[0])], strict=True)
    )
    after = (_inverted(_EAN_LEFT[int(digit)]) for digit in right)
    return "".join(("101", *coded, "01010", *after, "101"))


def _inverted(modules: str) -> str:
    return modules.translate(str.maketrans("01", "10"))


def _mirrored(modules: str) -> str:
    return modules[::-1]
