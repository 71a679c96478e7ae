"""The one versioned document per account: the state of every mechanic, rebuildable by replay.

Instants are whole seconds since 1970 in UTC: the document is rewritten with every event, so it is
kept small. Only `evaluate` makes a new one; the ledger stores it beside the pots.
"""

from msgspec import Struct

from regulars.core.facts import Floor, LotPiece, Part, Profile

STATE_VERSION = 1
FIRST_SET = "tier"  # the id of the set that a program file calls `tiers`


class Lot(Struct, frozen=True, array_like=True):
    """An open lot: `left` points of it are free, the rest is spent or held. `available` is None
    once released.
    """

    number: int
    currency: str
    left: int
    expires: int | None
    available: int | None = None
    inactive: bool = False


class Hold(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A redemption that is reserved: which pieces of which lots wait for it, until when.

    `more` is what it holds of other currencies; without any currency it holds a use of a voucher.
    """

    number: int
    reward: str
    version: int
    currency: str
    amount: int
    expires: int
    pieces: tuple[LotPiece, ...] = ()
    order_id: str = ""
    more: tuple[Part, ...] = ()
    voucher: int | None = None
    worth_minor: int = 0
    charges: tuple[tuple[str, str, int, int], ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it holds of each currency."""
        if not self.currency:
            return ()
        return (Part(currency=self.currency, amount=self.amount, pieces=self.pieces), *self.more)

    def of(self, currency: str) -> int:
        """Will sum what it holds of one currency."""
        return sum(part.amount for part in self.parts if part.currency == currency)


class Voucher(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An open voucher. Its terms are those of the program version that issued it.

    `held` is how many of its uses are set aside.
    """

    number: int
    reward: str
    version: int
    expires: int | None = None
    uses_left: int | None = None
    used: int = 0
    held: int = 0


class PlaceGiven(Struct, frozen=True, array_like=True, order=True):
    """A reward that a place of a card gave. Only lots up to `lots` can have led to it."""

    at: int
    voucher: int
    lots: int = 0


class FullCard(Struct, frozen=True, array_like=True):
    """A full card that may still come undone: its stamps, what it gave, until when it had held."""

    pieces: tuple[LotPiece, ...]
    given: tuple[PlaceGiven, ...]
    until: int | None = None


class Card(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stamp card beside its stamps, which are lots: until when the running one holds, what it
    gave on the way, full ones that may come undone, and how many were full.
    """

    until: int | None = None
    given: tuple[PlaceGiven, ...] = ()
    done: tuple[FullCard, ...] = ()
    completed: int = 0


class TierStanding(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The member's level in one set, since when, how long it is safe, and the credit that
    qualifies, by bucket. A candidate waits for approval; `invited` holds until when it would be.
    """

    level: str = ""
    since: int | None = None
    until: int | None = None
    buckets: dict[str, int] = {}
    floor: Floor | None = None
    approved: tuple[str, ...] = ()
    candidate: str = ""
    invited: dict[str, int | None] = {}
    declined: dict[str, int] = {}


class Counter(Struct, frozen=True, array_like=True):
    """How often and how much a limit was used in one period."""

    times: int
    amount: int


class AccountState(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything that rules remember about an account. `tier` is of the first set of levels,
    `tiers` of the others. `shared` is what several people share it as, `people` how many of them
    have a profile; `parted` is when its owner left a household. `halves` are the orders of each
    account that became this one, as they were when the last of them did.
    """

    version: int = STATE_VERSION
    events: int = 0
    done_until: int = 0
    due: int | None = None
    joined: int | None = None
    last_active: int | None = None
    profile: Profile = Profile()
    segments: tuple[str, ...] = ()
    clubs: tuple[str, ...] = ()
    lots_opened: int = 0
    lots: tuple[Lot, ...] = ()
    deficits: dict[str, int] = {}
    holds_opened: int = 0
    holds: tuple[Hold, ...] = ()
    vouchers_issued: int = 0
    vouchers: tuple[Voucher, ...] = ()
    orders: int = 0
    halves: tuple[int, ...] = ()
    months_run: int = 0
    last_month: str = ""
    program: int = 0
    counters: dict[str, dict[str, Counter]] = {}
    nth_done: dict[str, int] = {}
    tier: TierStanding = TierStanding()
    cards: dict[str, Card] = {}
    tiers: dict[str, TierStanding] = {}
    arms: dict[str, bool] = {}
    closed: int | None = None
    moved_into: str = ""
    blocked: bool = False
    shared: str = ""
    people: int = 0
    children: int = 0
    parted: int | None = None


def balance(state: AccountState, currency: str, now: int | None = None) -> int:
    """Will sum what can be spent of a currency: released lots; `now` leaves out what has lapsed."""
    return sum(
        lot.left
        for lot in state.lots
        if lot.currency == currency
        and lot.available is None
        and (now is None or lot.expires is None or lot.expires > now)
    )
