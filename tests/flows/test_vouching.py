"""Tokens by which a shop vouches for its customer: made as the manual says, and no other way."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from regulars.flows.vouching import LONGEST, read, secret_of, write

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECRET = secret_of(b"server", uuid4())
SOON = NOW + timedelta(minutes=5)
MANUAL = Path(__file__).parents[2] / "docs" / "how-to" / "widget.md"


def test_a_token_names_the_customer_for_a_while() -> None:
    token = write(SECRET, "C-3 & co", SOON)
    assert read(SECRET, token, NOW) == "C-3 & co"
    assert read(SECRET, token, SOON) is None
    assert read(SECRET, write(SECRET, "C-3", NOW + LONGEST * 2), NOW) is None
    assert read(secret_of(b"server", uuid4()), token, NOW) is None
    assert read(secret_of(b"another", uuid4()), token, NOW) is None


def test_whatever_else_is_sent_is_nobody() -> None:
    token = write(SECRET, "C-3", SOON)
    part, _, signature = token.partition(".")
    other = write(SECRET, "C-4", SOON).partition(".")[0]
    for wrong in (
        "",
        ".",
        part,
        f"{part}.",
        f"{other}.{signature}",
        f"{token}0",
        "é.ü",
        "a" * 9000,
    ):
        assert read(SECRET, wrong, NOW) is None


def test_the_manual_s_example_makes_such_tokens() -> None:
    found = re.search(r"```python\n(.*?)```", MANUAL.read_text(), re.DOTALL)
    assert found is not None
    made: dict[str, Any] = {}
    exec(found[1], made)  # noqa: S102 - our own manual
    assert read(SECRET, made["token"](SECRET, "C-3"), datetime.now(UTC)) == "C-3"
