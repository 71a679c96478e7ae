"""Calendar files (RFC 5545): events with their times in UTC, escaped, folded, lines ended by CRLF.

Written by hand: a calendar that is only told needs five rules of the standard.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from unicodedata import category

from msgspec import Struct

MEDIA_TYPE = "text/calendar; charset=utf-8"
LINE_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class Entry(Struct, frozen=True, kw_only=True):
    """One event. `status` is CONFIRMED, TENTATIVE or CANCELLED; `sequence` counts its changes."""

    uid: str
    changed_at: datetime
    begins_at: datetime
    ends_at: datetime
    title: str
    text: str = ""
    location: str = ""
    status: str = "CONFIRMED"
    sequence: int = 0


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """Will write a calendar of these events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Regulars//Events//EN",
             "CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"]  # fmt: skip
    for entry in entries:
        lines += _event(entry)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(entry: Entry) -> list[str]:
    found = [
        "BEGIN:VEVENT", f"UID:{escaped(entry.uid)}", f"DTSTAMP:{_utc(entry.changed_at)}",
        f"DTSTART:{_utc(entry.begins_at)}", f"DTEND:{_utc(entry.ends_at)}",
        f"SEQUENCE:{entry.sequence}", f"STATUS:{entry.status}",
        f"SUMMARY:{escaped(entry.title)}",
    ]  # fmt: skip
    found += [f"DESCRIPTION:{escaped(entry.text)}"] if entry.text else []
    found += [f"LOCATION:{escaped(entry.location)}"] if entry.location else []
    return [*found, "END:VEVENT"]


def escaped(text: str) -> str:
    """Will write a text as a value: what would end it is escaped, control characters go."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPED)
    return "".join(letter for letter in plain if letter == "\t" or category(letter) != "Cc")


def folded(line: str) -> bytes:
    """Will break a line into pieces of at most 75 octets, never within a character."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if len(piece) + len(octets) > LINE_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
