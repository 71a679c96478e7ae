"""What the merchant promised: a versioned value, built from the plain data of a program file.

`Program` mirrors the file word for word. It holds no computed value: `compiled.py` prepares what
evaluation needs, `reading.py` turns plain data into it or into problems with path and cure.
"""

from regulars.core.program.benefits import Benefit, PriceOff, Uses, VolumePrice
from regulars.core.program.campaigns import Budget, Campaign
from regulars.core.program.cards import CardFace, Cards
from regulars.core.program.document import Program
from regulars.core.program.events import Events, NoShows
from regulars.core.program.joining import Joining
from regulars.core.program.look import Look
from regulars.core.program.points import Currency, Expires
from regulars.core.program.profile import Question
from regulars.core.program.rewards import Payment, Redeeming, Reward
from regulars.core.program.segments import (
    Ago,
    Bought,
    Did,
    Lapsing,
    Scores,
    Segment,
    Spent,
    Stages,
    Times,
    Where,
)
from regulars.core.program.sharing import Company, Household, Role
from regulars.core.program.stamps import (
    CardDesign,
    CardExpiry,
    Goodwill,
    PlaceReward,
    StampCard,
)
from regulars.core.program.tiers import Qualify, Tier, Tiers
from regulars.core.program.wallet import GiftCards, Transfers, ValueLaw, Wallet

__all__ = [
    "Ago",
    "Benefit",
    "Bought",
    "Budget",
    "Campaign",
    "CardDesign",
    "CardExpiry",
    "CardFace",
    "Cards",
    "Company",
    "Currency",
    "Did",
    "Events",
    "Expires",
    "GiftCards",
    "Goodwill",
    "Household",
    "Joining",
    "Lapsing",
    "Look",
    "NoShows",
    "Payment",
    "PlaceReward",
    "PriceOff",
    "Program",
    "Qualify",
    "Question",
    "Redeeming",
    "Reward",
    "Role",
    "Scores",
    "Segment",
    "Spent",
    "Stages",
    "StampCard",
    "Tier",
    "Tiers",
    "Times",
    "Transfers",
    "Uses",
    "ValueLaw",
    "VolumePrice",
    "Wallet",
    "Where",
]
