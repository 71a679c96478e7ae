"""What each word of a program file means, in one sentence: the source of schema and reference.

Named as the file names them. A word without a sentence, or a sentence without a word, fails a test.
"""

from regulars.core.rules.nodes import Node
from regulars.core.words.automatic import AUTOMATIC
from regulars.core.words.campaigns import CAMPAIGNS
from regulars.core.words.cards import CARDS
from regulars.core.words.conditions import CONDITIONS
from regulars.core.words.document import DOCUMENT
from regulars.core.words.earning import EARNING
from regulars.core.words.events import EVENTS
from regulars.core.words.points import POINTS
from regulars.core.words.rewards import REWARDS
from regulars.core.words.segments import SEGMENTS
from regulars.core.words.sharing import SHARING
from regulars.core.words.stamps import STAMPS
from regulars.core.words.tiers import TIERS
from regulars.core.words.wallet import WALLET

__all__ = ["WORDS"]

WORDS: dict[type[Node], dict[str, str]] = {
    **DOCUMENT,
    **POINTS,
    **CONDITIONS,
    **EARNING,
    **AUTOMATIC,
    **REWARDS,
    **STAMPS,
    **CARDS,
    **WALLET,
    **TIERS,
    **CAMPAIGNS,
    **SEGMENTS,
    **SHARING,
    **EVENTS,
}
