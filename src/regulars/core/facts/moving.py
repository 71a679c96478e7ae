"""An account that becomes part of another one."""

from msgspec import Struct

from regulars.core.facts.fact import Fact
from regulars.core.facts.standing import BenefitUse, SpentOn, UsedVoucher
from regulars.core.facts.tiers import TierPassage


class Passage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A lot on its way from one account to another."""

    lot: int
    currency: str
    amount: int
    available: int | None = None
    expires: int | None = None


class VoucherPassage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A voucher on its way from one account to another: its terms and its code stay."""

    number: int
    reward: str
    version: int
    expires: int | None = None
    uses_left: int | None = None
    used: int = 0


class CardPassage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stamp card on its way: what it gave stays given; full ones stay full."""

    until: int | None = None
    given: tuple[tuple[int, int], ...] = ()
    completed: int = 0


class MoveOut(Fact, frozen=True, tag="account.moved_out"):
    """All that the account holds leaves for another one (a guest's orders are claimed)."""

    into: str


class MoveIn(Fact, frozen=True, tag="account.moved_in"):
    """What another account held arrives here; orders and qualifying credit come along. `freed` is
    what limits had counted of what has since come back. `back`: the account had become part of the
    one that this comes from, and is one of its own again.
    """

    came_from: str
    lots: tuple[Passage, ...] = ()
    vouchers: tuple[VoucherPassage, ...] = ()
    deficits: dict[str, int] = {}
    orders: int = 0
    halves: tuple[int, ...] = ()
    qualifying: dict[str, int] = {}
    counters: dict[str, dict[str, tuple[int, int]]] = {}
    nth_done: dict[str, int] = {}
    arms: dict[str, bool] = {}
    cards: dict[str, CardPassage] = {}
    tiers: dict[str, TierPassage] = {}
    clubs: tuple[str, ...] = ()
    freed: tuple[tuple[str, str, int, int], ...] = ()
    back: bool = False


class SplitOut(Fact, frozen=True, tag="account.split_out"):
    """Two accounts that became one are two again: this leaves for the former one. `lots` and
    `vouchers` are named by their numbers here. `nth_done`, `arms`, `halves`, `clubs` and what
    `tiers` say besides credit are as they are from now on; `levels` go back to where they were
    (level, since, until).
    """

    into: str
    lots: tuple[Passage, ...] = ()
    vouchers: tuple[int, ...] = ()
    deficits: dict[str, int] = {}
    orders: int = 0
    halves: tuple[int, ...] = ()
    counters: dict[str, dict[str, tuple[int, int]]] = {}
    nth_done: dict[str, int] = {}
    arms: dict[str, bool] = {}
    clubs: tuple[str, ...] = ()
    cards: dict[str, CardPassage] = {}
    tiers: dict[str, TierPassage] = {}
    levels: dict[str, tuple[str, int | None, int | None]] = {}


class GivesBack(Fact, frozen=True, tag="account.gives_back"):
    """An order came back on which an account had spent something before all of it moved: that is
    free again here, to go where the rest went. `part` is how much of the order has come back, as
    numerator and denominator; `order` is the shop's number for it.
    """

    order: str
    part: tuple[int, int]
    spent: tuple[SpentOn, ...] = ()
    used: tuple[UsedVoucher, ...] = ()
    benefits: tuple[BenefitUse, ...] = ()
