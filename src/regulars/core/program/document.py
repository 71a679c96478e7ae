"""The whole of a program file."""

from typing import Annotated, Literal

from msgspec import Meta

from regulars.core.program.benefits import Benefit
from regulars.core.program.campaigns import Campaign
from regulars.core.program.cards import Cards
from regulars.core.program.events import Events
from regulars.core.program.joining import Joining
from regulars.core.program.look import Look
from regulars.core.program.points import Currency
from regulars.core.program.profile import Question
from regulars.core.program.rewards import Redeeming, Reward
from regulars.core.program.segments import Segment, Stages
from regulars.core.program.sharing import Company, Household
from regulars.core.program.stamps import StampCard
from regulars.core.program.tiers import Tiers
from regulars.core.program.wallet import Wallet
from regulars.core.rules.nodes import Automatic, EarnRule, Id, Node, Products


class Program(Node, frozen=True):
    """Everything that the merchant promised, as one file says it."""

    program: Id
    title: str
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")]
    time_zone: str
    points: dict[Id, Currency] = {}
    summary: str = ""
    earns_on: Products | None = None
    pays_for: Products | None = None
    earn: tuple[EarnRule, ...] = ()
    stamp_cards: dict[Id, StampCard] = {}
    stored_value: dict[Id, Wallet] = {}
    rewards: dict[Id, Reward] = {}
    automatic: tuple[Automatic, ...] = ()
    tiers: Tiers | None = None
    tier_sets: dict[Id, Tiers] = {}
    benefits: dict[Id, Benefit] = {}
    events: Events = Events()
    joining: Joining = Joining()
    profile: Annotated[dict[Id, Question], Meta(max_length=30)] = {}
    households: Household | None = None
    companies: Company | None = None
    cards: Cards = Cards()
    look: Look = Look()
    redeeming: Redeeming = Redeeming()
    clawback: Literal["pending-only", "within-balance", "negative"] = "negative"
    campaigns: dict[Id, Campaign] = {}
    segments: dict[Id, Segment] = {}
    stages: Stages = Stages()
    terms: dict[str, str] = {}
