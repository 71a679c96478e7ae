"""Whether somebody is one of those that something is for, in the words of `when`."""

from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.rules.nodes import When
from regulars.core.rules.prepared import conditions
from regulars.core.rules.row import MEANING, Event
from regulars.core.state import AccountState


def lacking(program: Compiled, state: AccountState, when: When, at: int) -> str:
    """Will name the first word that does not hold for a member, the level before all others."""
    event = Event(program, Account(state), at)
    for word, argument in sorted(conditions(when), key=lambda one: one[0] != "tier"):
        if not MEANING[word](argument, event, ()):
            return word
    return ""
