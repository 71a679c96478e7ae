"""What counts as one address."""

import pytest

from regulars.wire.addresses import address


@pytest.mark.parametrize(("said", "read"), [
    ("", ""),
    (" 192.0.2.7 ", "192.0.2.7"),
    ("::ffff:192.0.2.7", "192.0.2.7"),
    ("2001:DB8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("Till 7", "till 7"),
    ("x" * 500, "x" * 100),
])  # fmt: skip
def test_an_address_is_read(said: str, read: str) -> None:
    assert address(said) == read
