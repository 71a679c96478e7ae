"""The catalogue as one member sees it: what they would pay, whether they can have it, and how far
it is otherwise.

The state must be of the moment that is asked about: let time pass before asking.
"""

from collections.abc import Mapping

from msgspec import Struct

from regulars.core import holding, offers
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Refused
from regulars.core.facts import Inputs
from regulars.core.program import Reward
from regulars.core.rules.nodes import When
from regulars.core.rules.row import Event
from regulars.core.state import AccountState


class Offer(Struct, frozen=True, kw_only=True):
    """A reward, what it costs, and what stands in its way. `missing` is by currency."""

    reward: str
    prices: tuple[Mapping[str, int], ...]
    pays: Mapping[str, int] = {}
    missing: Mapping[str, int] = {}
    refused: Refused | None = None


def for_anybody(program: Compiled) -> list[Offer]:
    """Will list what everybody may see, without saying who may have it."""
    return [
        Offer(reward=name, prices=word.alternatives)
        for name, word in program.document.rewards.items()
        if word.visible == When()
    ]


def for_member(
    program: Compiled, state: AccountState, at: int, inputs: Inputs, *, location: str = ""
) -> list[Offer]:
    """Will list what a member may see, and what they can have now."""
    account = Account(state)
    event = Event(program, account, at, location=location)
    found = []
    for name, word in program.document.rewards.items():
        offer = _offer(account, program, name, word, event, inputs)
        if offer.refused is None or offer.refused.code != "reward_unknown":
            found.append(offer)
    return found


def _offer(
    account: Account, program: Compiled, name: str, word: Reward, event: Event, inputs: Inputs
) -> Offer:
    prices = offers.prices(account, program, name, inputs.lot, event.at)
    pays = next((one for one in prices if not holding.short_of(account, one)), None)
    pays = pays if pays is not None else next(iter(prices), {})
    missing = {
        currency: amount - account.available(currency)
        for currency, amount in pays.items()
        if amount > account.available(currency)
    }
    refused = offers.closed(program.document.redeeming, name, word, event)
    if refused is None and not prices:
        refused = Refused(code="reward_not_for_points", params={"reward": name})
    if refused is None:
        taken = offers.charges(account, program, name, event, inputs)
        refused = taken if isinstance(taken, Refused) else holding.short_of(account, pays)
    return Offer(reward=name, prices=prices, pays=pays, missing=missing, refused=refused)
