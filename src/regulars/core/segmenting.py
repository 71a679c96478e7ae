"""What it means for an account that its member entered or left segments: rules may wait for it."""

from regulars.core import earning
from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import SegmentChanged
from regulars.core.facts import Activity, Inputs, SegmentsChanged

ENTERED, LEFT = "segment.entered", "segment.left"


def change(
    account: Account, program: Compiled, fact: SegmentsChanged, at: int, now: int, inputs: Inputs
) -> None:
    """Will note the segments, and wake the rules on `segment.entered` and `segment.left`."""
    before, after = set(account.segments), set(fact.segments)
    account.segments = tuple(sorted(after))
    for name in sorted(before ^ after):
        entered = name in after
        account.effects.append(SegmentChanged(segment=name, entered=entered, at=at))
        activity = Activity(
            occurred_at=fact.occurred_at, type=ENTERED if entered else LEFT, data={"segment": name}
        )
        earning.earn_activity(account, program, activity, at, now, inputs)
