"""Calendar files keep to RFC 5545: what is said in one comes out again, in lines that fit."""

import re
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from regulars.kit.icalendar import LINE_OCTETS, Entry, calendar, escaped, folded

AT = datetime(2026, 3, 20, 18, tzinfo=timezone(timedelta(hours=2)))


def unfolded(raw: bytes) -> list[str]:
    """The content lines again (section 3.1)."""
    assert raw.endswith(b"\r\n")
    return raw.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def unescaped(value: str) -> str:
    """The text again (section 3.3.11)."""
    return re.sub(r"\\([\\;,nN])", lambda one: "\n" if one[1] in "nN" else one[1], value)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=300))
def test_any_text_comes_out_again_in_lines_that_fit(text: str) -> None:
    raw = folded(f"SUMMARY:{escaped(text)}")
    pieces = raw.split(b"\r\n")
    assert all(len(piece) <= LINE_OCTETS for piece in pieces)
    # Each piece is text by itself: none begins in the middle of a character.
    whole = [piece.decode() for piece in pieces]
    assert [one[0] for one in whole[1:-1]] == [" "] * (len(whole) - 2)
    (line,) = unfolded(raw)
    assert unescaped(line.removeprefix("SUMMARY:")) == text


def test_what_would_end_a_value_is_escaped() -> None:
    assert escaped("a;b,c\\d\r\ne\rf\x00g") == "a\\;b\\,c\\\\d\\ne\\nfg"
    assert folded("x" * 75) == b"x" * 75 + b"\r\n"
    assert folded("x" * 76) == b"x" * 75 + b"\r\n x\r\n"


def test_an_event_has_what_the_standard_asks_for() -> None:
    entry = Entry(uid="evn_1@regulars", changed_at=datetime(2026, 1, 2, tzinfo=UTC), begins_at=AT,
                  ends_at=AT + timedelta(hours=2), title="Lamps", sequence=3)  # fmt: skip
    assert unfolded(calendar("Shop", [entry])) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Regulars//Events//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", "X-WR-CALNAME:Shop", "BEGIN:VEVENT", "UID:evn_1@regulars",
        "DTSTAMP:20260102T000000Z", "DTSTART:20260320T160000Z", "DTEND:20260320T180000Z",
        "SEQUENCE:3", "STATUS:CONFIRMED", "SUMMARY:Lamps", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
