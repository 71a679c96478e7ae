"""The grammar notices what is wrong: a wrong story fails, and names its line."""

import pytest
from tests.scenarios.core_driver import CoreDriver
from tests.scenarios.story import parse
from tests.scenarios.telling import Telling

BEFORE = """\
2026-03-01  join ana born 1990-05-01
2026-03-01  order A1 ana 20.00   balance 160
"""
WRONG = [
    "2026-03-02  order A2 ana 10.00   earned 79",
    "2026-03-02  order A2 ana 10.00   balance 239",
    "2026-03-02  order A2 ana 10.00   pending 1",
    "2026-03-02  order A2 ana 10.00   refused balance_too_low",
    "2026-03-02  order A2 ana 10.00   exists",
    "2026-03-02  order A2 ana 10.00   issued key-ring",
    "2026-03-02  order A2 ana 10.00   holds key-ring x2",
    "2026-03-02  order A2 ana 10.00   not holds key-ring",
    "2026-03-02  order A2 ana 10.00   sent tier.up",
    "2026-03-02  refund A1 10.00      taken 81",
    "2026-03-02  refund A1 20.01",
    "2026-03-02  reserve R1 ana five-off   reserved 800",
    "2026-03-02  reserve R1 ana five-off   refused balance_too_low missing=1",
    "2026-03-02  ask ana              benefit early-access yes",
    "2026-03-02  ask ana              benefit members-only no members_only",
    "2026-03-02  ask ana              ana unknown",
    "2026-03-02  join ben born 1990-05-01   same as ana",
    "2026-03-02  use ana key-ring [key-ring 3.00]   saved 2.99",
]
MUTE = [
    "2026-03-02  dance ana", "2026-03-02  order A2 ana 10.00   shines 3", "order A2 ana 10.00",
    "2026-03-02", "2026-03-02  order A2 ana [a; b 1.00]",
]  # fmt: skip


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_expectation_fails_and_names_its_line(line: str) -> None:
    (story,) = parse("brick-vip", BEFORE + line)
    with pytest.raises(AssertionError, match="brick-vip, line 3: found"):
        Telling(story, CoreDriver()).tell()


@pytest.mark.parametrize("line", MUTE)
def test_a_line_that_says_nothing_known_fails(line: str) -> None:
    with pytest.raises(AssertionError):
        parse("brick-vip", BEFORE + line)


def test_what_was_right_passes() -> None:
    (story,) = parse("brick-vip", BEFORE)
    assert Telling(story, CoreDriver()).tell() == 1
