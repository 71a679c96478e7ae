"""Small changes to an account that several share, whoever of them or of the staff asks: another
name, an invitation withdrawn, a child noted or taken out.
"""

from collections.abc import Callable, Mapping

from psycopg import Connection

from regulars.core.effects import Refused
from regulars.domains.sharing.contracts import Shared
from regulars.flows import invite, leave_account, share_account
from regulars.flows.share_account import Firm
from regulars.flows.shops import Shop
from regulars.kit import ids

Told = Mapping[str, str]
Change = Callable[[Connection, Shop, Shared, Told], Refused | None]
NAMED = {"rename": "name", "add-child": "child"}
"""What a change needs to be told a name by."""


def change(conn: Connection, shop: Shop, shared: Shared, what: str, told: Told) -> Refused | None:
    """Will make one of CHANGES with what was told: a `name` and perhaps a `number`, an
    `invitation`, or a `child`, by first name or by id. Refusals: those of the change. Raises
    LookupError for what is not there."""
    return CHANGES[what](conn, shop, shared, told)


def _rename(conn: Connection, shop: Shop, shared: Shared, told: Told) -> None:
    firm = Firm(
        name=told["name"], number=told.get("number", shared.number),
        attributes=share_account.attributes(shared),
    )  # fmt: skip
    share_account.rename(conn, shop, shared, firm)


def _withdraw(conn: Connection, _shop: Shop, shared: Shared, told: Told) -> Refused | None:
    invitation_id = ids.decode("inv", told["invitation"])
    if invitation_id is None:
        raise LookupError(told["invitation"])
    code = invite.withdraw(conn, shared, invitation_id)
    return Refused(code=code) if code else None


def _add_child(conn: Connection, shop: Shop, shared: Shared, told: Told) -> Refused | None:
    return invite.add_child(conn, shop, shared, told["child"])[0].refused


def _drop_child(conn: Connection, shop: Shop, shared: Shared, told: Told) -> None:
    child_id = ids.decode("chi", told["child"])
    if child_id is None:
        raise LookupError(told["child"])
    leave_account.drop_child(conn, shop, shared, child_id)


CHANGES: Mapping[str, Change] = {
    "rename": _rename, "withdraw": _withdraw, "add-child": _add_child, "drop-child": _drop_child,
}  # fmt: skip
