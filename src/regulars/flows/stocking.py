"""Stock that staff change by hand: so many more or fewer, with a reason, once for its key."""

from msgspec import Struct
from psycopg import Connection

from regulars.core.effects import Params, Refused
from regulars.domains.budgets import operations as budgets
from regulars.domains.budgets.contracts import Change
from regulars.flows import shelves
from regulars.flows.shops import Shop


class NewChange(Struct, frozen=True, kw_only=True):
    """A change at the door: `amount` more (fewer, where negative). `key` makes it happen once."""

    reward: str
    amount: int
    key: str
    actor: str
    reason: str


class Changed(Struct, frozen=True, kw_only=True):
    """How many are left, and whether this was told before."""

    left: int
    repeated: bool = False


def limit_of(reward: str) -> str:
    """Will name the limit that a reward's stock is."""
    return f"reward:{reward}#stock"


def change(conn: Connection, shop: Shop, new: NewChange) -> Changed | Refused:
    """Will put more of a reward on the shelf, or take some off. Refusals: reward_unknown,
    reward_has_no_stock, stock_below_nothing, exists_with_different_content."""
    if new.reward not in shop.program.document.rewards:
        return Refused(code="reward_unknown", params={"reward": new.reward})
    key = limit_of(new.reward)
    allowed = shelves.most(shop.program).get(key)
    if allowed is None:
        return Refused(code="reward_has_no_stock", params={"reward": new.reward})
    left = allowed - budgets.lock(conn, shop.program_id, [key]).get(key, 0)
    row = Change(
        program_id=shop.program_id, change_key=new.key, limit_key=key, amount=new.amount,
        actor=new.actor, reason=new.reason, at=shop.now,
    )  # fmt: skip
    before = budgets.change_of(conn, shop.program_id, new.key)
    if before is not None:
        same = (before.limit_key, before.amount, before.reason) == (key, new.amount, new.reason)
        if not same:
            return Refused(code="exists_with_different_content")
        return Changed(left=max(left, 0), repeated=True)
    if left + new.amount < 0:
        params: Params = {"reward": new.reward, "left": max(left, 0)}
        return Refused(code="stock_below_nothing", params=params)
    budgets.note_change(conn, row)
    budgets.add(conn, shop.program_id, {key: new.amount})
    return Changed(left=left + new.amount)
