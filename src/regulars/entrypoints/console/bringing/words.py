"""What kinds of files, our fields, and what is wrong with a row are called."""

from collections.abc import Mapping

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from regulars.domains.imports.contracts import Refused
from regulars.wire.problem_sentences import PROBLEMS
from regulars.wire.sentences import for_staff
from regulars.wire.staff_sentences import STAFF

KINDS: Mapping[str, str] = {
    "orders": _("Orders"),
    "members": _("Members"),
    "refunds": _("Refunds"),
    "activities": _("Activities"),
    "products": _("Products"),
    "locations": _("Locations"),
}

FIELDS: Mapping[str, str] = {
    "amount": _("Amount"),
    "birth_date": _("Birthday"),
    "brand": _("Brand"),
    "card": _("Card"),
    "categories": _("Categories"),
    "channel": _("Channel"),
    "collections": _("Collections"),
    "currency": _("Money"),
    "data": _("More about it"),
    "email": _("E-mail"),
    "external_id": _("Number"),
    "joined_at": _("Joined"),
    "language": _("Language"),
    "line_discount": _("Line: discount"),
    "line_id": _("Line: number"),
    "line_net": _("Line: what was paid, without tax"),
    "line_tax": _("Line: tax"),
    "lines": _("Lines (JSON)"),
    "location": _("Location"),
    "member_card": _("Customer’s card"),
    "member_email": _("Customer’s e-mail"),
    "member_external_id": _("Customer’s number"),
    "member_phone": _("Customer’s phone"),
    "name": _("Name"),
    "occurred_at": _("When"),
    "order": _("Order number"),
    "payment_method": _("Payment method"),
    "phone": _("Phone"),
    "points": _("Points they bring along"),
    "product": _("Product"),
    "quantity": _("Line: how many"),
    "segments": _("Segments"),
    "shipping": _("Shipping"),
    "sku": _("Article number"),
    "source": _("Which shop"),
    "tags": _("Tags"),
    "total": _("Total"),
    "type": _("Kind"),
    "unit_cost": _("Cost of one"),
    "unit_price": _("Price of one"),
}

REFUSED: Mapping[str, str] = {
    "columns_do_not_fit": _("The row has more or fewer cells than the first line."),
    "line_unreadable": _("The line cannot be read: check its quotes and its length."),
    "needed": _("This is empty and needed."),
    "not_text": _("A character cannot be kept: choose the encoding that the file has."),
    "not_money": _("Not an amount: write 12.34, without currency signs or thousands."),
    "too_many_decimals": _("The amount has more decimals than the money has."),
    "float_refused": _("Not an amount: write it as text."),
    "not_a_time": _("Not a time: choose how the file writes them."),
    "time_without_zone": _("The time needs its offset."),
    "not_a_date": _("Not a date: choose how the file writes them."),
    "not_a_number": _("Not a number: write 3 or 0.5."),
    "order_disagrees": _("Rows of one order differ in more than their lines."),
    "line_refused": _("Another row of this order was refused."),
}

COUNTS: Mapping[str, str] = {
    "created": _("New"),
    "repeated": _("Known already"),
    "kept": _("Kept"),
    "parked": _("Waiting for their order"),
}


def field_name(name: str) -> str:
    """Will call a field, or a place in the body, by its name."""
    head = name.split("/", maxsplit=1)[0]
    return gettext(FIELDS[head]) if head in FIELDS else name


def why(row: Refused) -> str:
    """Will say why a row was not taken, and what to do."""
    if row.code in REFUSED:
        return gettext(REFUSED[row.code])
    text = STAFF.get(row.code, PROBLEMS.get(row.code, "{"))
    return row.cure if "{" in text else for_staff(row.code, {}, get_language() or "en")
