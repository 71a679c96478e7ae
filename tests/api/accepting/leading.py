"""Requests as they were made up, naming what is there and what the program offers."""

from typing import Any

from tests.api.accepting import program, sharing, shop, standing, together, value
from tests.api.accepting.shop import AT, LATER, PROGRAM, SOON, Making, Names, Shop

from regulars.entrypoints.api.examples import EXAMPLES

MAKES: dict[str, Making] = (
    shop.MAKES | sharing.MAKES | standing.MAKES | value.MAKES | together.MAKES | program.MAKES
)
# Fields that name something, in any call; what is made anew each time is a function of the shop.
NAMED: Names = {
    "member": Shop.member, "head": Shop.member, "by": Shop.member, "other": Shop.member,
    "buyer": Shop.member, "receiver": Shop.member,
    "order": lambda shop: f"shop:{shop.number('A')}",
    "email": lambda shop: f"{shop.number('m')}@example.com",
    "phone": lambda shop: f"+3725{int(shop.number('')):07}",
    "currency": "EUR", "wallet": "purse", "location": "harbour",
    "club": lambda shop: together.club(shop, {})["club"],
    "occurred_at": AT, "at": AT, "from": AT, "to": LATER, "until": LATER, "expires_at": LATER,
    "published_at": AT, "valid_from": SOON, "registration_from": AT,
    "registration_until": together.BEGINS.isoformat(),
    "begins_at": together.BEGINS.isoformat(), "ends_at": together.ENDS.isoformat(),
}  # fmt: skip
# The same, inside of what is said: whom something is for, and who bought.
INSIDE: Names = {"tier": ["gold"], "segment": ["buyers"]} | {
    key: NAMED[key] for key in ("email", "phone")
}
# What is something else in one call, and texts that are themselves a language.
MEANS: dict[str, Names] = {
    "create_club": {"key": lambda shop: shop.number("c")},
    "create_order": {"external_id": lambda shop: shop.number("A")},
    "issue_card": {"number": lambda shop: shop.number("card-")},
    "replace_card": {"number": lambda shop: shop.number("card-")},
    "adjust_points": {"currency": "point"},
    "list_donations": {"from": "2026-03-01", "to": "2026-03-31"},
    "save_draft": {"text": PROGRAM},
    "plan_program": {"text": PROGRAM},
    "publish_program": {"text": PROGRAM},
    "roll_back_program": {"version": 1},
    "preview_campaign": {"text": PROGRAM, "campaign": "double"},
    "preview_segment": {"where": EXAMPLES["preview_segment"]["where"]},
    "save_segment": {"where": EXAMPLES["preview_segment"]["where"]},
    "put_logo": EXAMPLES["put_logo"],
    "put_reward_image": EXAMPLES["put_logo"],
}
# What a page gives: no request begins with it.
LEFT_OUT = {"cursor"}


def made(there: Shop, call: str, path: str, said: Names) -> Names:
    """Make what a call's requests name: by the call's own name, or by its address."""
    known = max((one for one in MAKES if path.startswith(one)), key=len, default="")
    name = call if call in MAKES else known
    return MAKES[name](there, said) if name else {}


def led(there: Shop, call: str, said: Names, names: Names) -> Names:
    """Lead the fields of a body or a query that name something; what is null stays so."""
    offered = NAMED | names | MEANS.get(call, {})
    return {
        key: _one(there, offered, key, _inside(there, one))
        for key, one in said.items()
        if key not in LEFT_OUT
    }


def _one(there: Shop, offered: Names, key: str, said: Any) -> Any:
    found = offered.get(key, said) if said is not None else None
    return found(there) if callable(found) else found


def _inside(there: Shop, said: Any) -> Any:
    if not isinstance(said, dict):
        return said
    return {key: _one(there, INSIDE, key, one) for key, one in said.items()}
