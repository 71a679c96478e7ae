"""Pictures of a code, as a camera would see it."""

from pathlib import Path

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

WIDTH, HEIGHT, MODULE = 640, 480, 9
PAPER, INK = 220, 20


def grey(text: str) -> bytes:
    """A QR code on paper: a byte for each point, row by row."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    side = code.getModuleCount()
    left, top = (WIDTH - side * MODULE) // 2, (HEIGHT - side * MODULE) // 2

    def point(x: int, y: int) -> int:
        row, column = (y - top) // MODULE, (x - left) // MODULE
        inside = 0 <= row < side and 0 <= column < side
        return INK if inside and code.isDark(row, column) else PAPER

    return bytes(point(x, y) for y in range(HEIGHT) for x in range(WIDTH))


def film(text: str, at: Path) -> Path:
    """A film of it (YUV4MPEG2), which Chromium shows instead of a camera's."""
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode()
    colours = bytes([128]) * (WIDTH * HEIGHT // 2)
    at.write_bytes(head + (b"FRAME\n" + grey(text) + colours) * 3)
    return at
