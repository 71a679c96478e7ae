"""The demo's people are invented, all different, and nobody can be reached by what is told."""

from datetime import date

from regulars.connectors.completejourney.people import invent
from regulars.kit.contact import normal_email, normal_phone

HOUSEHOLDS = range(1, 2_501)


def test_all_are_different_and_always_the_same() -> None:
    people = [invent(one) for one in HOUSEHOLDS]
    for field in ("external_id", "email", "phone", "card"):
        assert len({getattr(one, field) for one in people}) == len(people), field
    assert people == [invent(one) for one in HOUSEHOLDS]


def test_addresses_lead_nowhere() -> None:
    for one in map(invent, HOUSEHOLDS):
        assert one.email.endswith(("@example.com", "@example.net", "@example.org"))
        assert normal_email(one.email) == one.email
        assert normal_phone(one.phone) == one.phone
        assert one.phone[5:10] == "55501"
        assert date(1937, 12, 31) < one.birth_date < date(1999, 1, 1)


def test_cards_have_their_check_digit() -> None:
    for one in map(invent, HOUSEHOLDS):
        doubled = [
            sum(divmod(int(digit) * 2, 10)) if place % 2 else int(digit)
            for place, digit in enumerate(reversed(one.card))
        ]
        assert sum(doubled) % 10 == 0
