"""E-mail addresses and telephone numbers in one form, so that one person is found by either.

Syntax only: nothing is looked up on a network. What cannot be read is None.
"""

import phonenumbers
from email_validator import EmailNotValidError, validate_email


def normal_email(text: str) -> str | None:
    """Will give an address in lower case with its domain in one form."""
    try:
        found = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        return None
    return found.normalized.lower()


def normal_phone(text: str, region: str | None = None) -> str | None:
    """Will give a number as E.164 ('+358401234567'); without `region` it must start with '+'."""
    try:
        found = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(found):
        return None
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
