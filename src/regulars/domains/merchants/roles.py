"""Who may do what: one table of roles. Pages name the permission that they need, never a role."""

from collections.abc import Mapping
from typing import Literal, get_args

Permission = Literal[
    "adjust",
    "bring_in",
    "export",
    "handle_money",
    "look",
    "prove",
    "publish",
    "see_audit",
    "see_contacts",
    "see_figures",
    "see_ledger",
    "see_members",
    "see_tills",
    "serve",
    "shape",
    "sign_members_in",
    "staff",
    "tills",
    "unite",
]
Role = Literal["owner", "manager", "marketer", "finance", "support", "cashier"]

PERMISSIONS: tuple[Permission, ...] = get_args(Permission)
ROLES: tuple[Role, ...] = get_args(Role)

# What changes something: whoever has one of them "may write", as the policy of the second factor
# has it.
WRITES: frozenset[Permission] = frozenset(
    {
        "adjust",
        "bring_in",
        "handle_money",
        "publish",
        "serve",
        "shape",
        "sign_members_in",
        "staff",
        "tills",
        "unite",
    }
)
_SEEN_BY_ALL: frozenset[Permission] = frozenset({"look", "see_members"})

GRANTS: Mapping[Role, frozenset[Permission]] = {
    "owner": frozenset(PERMISSIONS),
    "manager": frozenset(PERMISSIONS) - {"staff"},
    "marketer": _SEEN_BY_ALL | {"see_figures", "shape"},
    "finance": _SEEN_BY_ALL | {"see_figures", "see_ledger", "see_tills", "see_audit", "prove"},
    "support": _SEEN_BY_ALL
    | {
        "adjust",
        "handle_money",
        "prove",
        "see_contacts",
        "see_figures",
        "see_tills",
        "serve",
        "sign_members_in",
        "unite",
    },
    "cashier": _SEEN_BY_ALL | {"serve"},
}


def granted(role: str) -> frozenset[Permission]:
    """Will give what a role may do; an unknown one may do nothing."""
    return next((may for name, may in GRANTS.items() if name == role), frozenset())


def writes(role: str) -> bool:
    """Will tell whether a role may change anything."""
    return bool(granted(role) & WRITES)
