"""Codes read from a grey picture: what cards, phones and goods carry. Nothing is kept."""

from zxingcpp import BarcodeFormat, BarcodeFormats, read_barcode

SIDE_MAX = 1280
_KINDS = BarcodeFormats(
    [
        BarcodeFormat.QRCode, BarcodeFormat.DataMatrix, BarcodeFormat.Code128,
        BarcodeFormat.Code39, BarcodeFormat.EAN13, BarcodeFormat.EAN8, BarcodeFormat.UPCA,
        BarcodeFormat.UPCE,
    ]
)  # fmt: skip


def read(pixels: bytes, width: int) -> str:
    """Will give the text of a code in a picture of one byte for each point, row by row; '' for
    none, and for what is no such picture."""
    height = len(pixels) // width if 0 < width <= SIDE_MAX else 0
    if not 0 < height <= SIDE_MAX or len(pixels) != width * height:
        return ""
    found = read_barcode(memoryview(pixels).cast("B", (height, width)), _KINDS)
    return found.text if found is not None and found.valid else ""
