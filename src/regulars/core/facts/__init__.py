"""What happened, and to whom: frozen values that doors translate into and that `evaluate` reads.

Money is an integer in the smallest unit of the program's currency, quantities are decimals,
instants are aware datetimes. Facts are what replay feeds on, so each encodes to JSON and back
without loss.
"""

from msgspec import Struct, field

from regulars.core.facts.adjusting import (
    Adjust,
)
from regulars.core.facts.benefits import (
    UndoBenefit,
    UseBenefit,
)
from regulars.core.facts.clubs import (
    ClubJoined,
    ClubLeft,
)
from regulars.core.facts.fact import (
    Fact,
    Scalar,
)
from regulars.core.facts.moving import (
    CardPassage,
    GivesBack,
    MoveIn,
    MoveOut,
    Passage,
    SplitOut,
    VoucherPassage,
)
from regulars.core.facts.orders import (
    Fulfilled,
    Line,
    Order,
    Refund,
    RefundLine,
)
from regulars.core.facts.people import (
    Activity,
    Closed,
    Joined,
    Profile,
    ProfileChanged,
    Returned,
    SegmentsChanged,
)
from regulars.core.facts.redeeming import (
    CancelHold,
    Commit,
    Reserve,
    ReservePayment,
    ReserveVoucher,
    Rollback,
    UseVoucher,
)
from regulars.core.facts.sharing import (
    AccountShared,
    Parted,
    PersonCame,
    PersonLeft,
    SharingEnded,
    SharingFact,
)
from regulars.core.facts.standing import (
    BenefitUse,
    Credited,
    IssuedFor,
    LotPiece,
    Part,
    Share,
    SpentOn,
    Standing,
    UsedVoucher,
)
from regulars.core.facts.tiers import (
    Floor,
    TierDecided,
    TierPassage,
)
from regulars.core.facts.wallet import (
    BlockCard,
    PayBackCard,
    PayOut,
    ReceiveValue,
    ReplaceCard,
    SellCard,
    SendValue,
    SpendValue,
    TopUp,
    ValueFact,
)

__all__ = [
    "AccountShared",
    "Activity",
    "Adjust",
    "AnyFact",
    "BenefitUse",
    "BlockCard",
    "CancelHold",
    "CardPassage",
    "Closed",
    "ClubJoined",
    "ClubLeft",
    "Commit",
    "Credited",
    "Fact",
    "Floor",
    "Fulfilled",
    "GivesBack",
    "Inputs",
    "IssuedFor",
    "Joined",
    "Line",
    "LotPiece",
    "MoveIn",
    "MoveOut",
    "Order",
    "Part",
    "Parted",
    "Passage",
    "PayBackCard",
    "PayOut",
    "PersonCame",
    "PersonLeft",
    "Profile",
    "ProfileChanged",
    "ReceiveValue",
    "Refund",
    "RefundLine",
    "ReplaceCard",
    "Reserve",
    "ReservePayment",
    "ReserveVoucher",
    "Returned",
    "Rollback",
    "Scalar",
    "SegmentsChanged",
    "SellCard",
    "SendValue",
    "Share",
    "SharingEnded",
    "SharingFact",
    "SpendValue",
    "SpentOn",
    "SplitOut",
    "Standing",
    "TierDecided",
    "TierPassage",
    "TopUp",
    "UndoBenefit",
    "UseBenefit",
    "UseVoucher",
    "UsedVoucher",
    "ValueFact",
    "VoucherPassage",
]

AnyFact = (
    Order | Refund | Fulfilled | Activity | Joined | ProfileChanged | Closed | Returned
    | SegmentsChanged | Reserve | ReserveVoucher | ReservePayment | Commit | CancelHold
    | Rollback | UseVoucher | Adjust | MoveOut | MoveIn | TierDecided | UseBenefit | UndoBenefit
    | AccountShared | PersonCame | PersonLeft | SharingEnded | Parted | ClubJoined | ClubLeft
    | TopUp | SpendValue | PayOut | SellCard | BlockCard | ReplaceCard | PayBackCard | SendValue
    | ReceiveValue | GivesBack | SplitOut
)  # fmt: skip


class Inputs(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came from outside of the rules for one event. Recorded, so that replay never asks again.

    `draw` is a uniform integer in [0, 10**9); `budget_left` is what program-wide limits have left;
    `newest` is the version of the program that was the newest one known; `lot` is a number of the
    account's own, by which it is held out of campaigns or not.
    """

    draw: int = 0
    newest: int = 0
    lot: int = 0
    budget_left: dict[str, int] = field(default_factory=dict)
