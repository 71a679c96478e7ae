"""Taking earned points back: from the lot that they opened, then as far as the program's policy
goes.

'pending-only' takes what still waits; 'within-balance' also takes other free lots; 'negative'
carries the rest as a deficit that the next earnings repay. What is forgiven is said in the reason.
"""

from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Move, Params, Why
from regulars.core.facts import LotPiece, Share
from regulars.core.points import lots


def claw_back(account: Account, program: Compiled, share: Share, amount: int, at: int) -> None:
    """Will take back an amount that a rule had given."""
    policy = program.document.clawback
    taken: list[LotPiece] = []
    pending = free = 0
    own = account.lots.get(share.lot)
    if own is not None and own.left and (own.available is not None or policy != "pending-only"):
        part = min(own.left, amount)
        taken.append(lots.take_from(account, own.number, part))
        pending, free = (part, 0) if own.available is not None else (0, part)
    left = amount - pending - free
    if left and policy != "pending-only":
        others = lots.take(account, share.currency, left)
        taken.extend(others)
        more = sum(piece.amount for piece in others)
        free, left = free + more, left - more
    owed = left if policy == "negative" else 0
    account.deficits[share.currency] = account.deficits.get(share.currency, 0) + owed
    params: Params = {"rule": share.rule, "amount": amount, "owed": owed, "forgiven": left - owed}
    if not (pending or free or owed):
        account.passed(share.rule, "points.forgiven", params)
        return
    account.post(
        "claw_back", at=at, why=Why(code="points.order_came_back", params=params),
        version=program.version, rule=share.rule, used=tuple(taken),
        moves=(
            Move(share.currency, "pending", "reversed", pending),
            Move(share.currency, "available", "reversed", free),
            Move(share.currency, "deficit", "reversed", owed),
        ),
    )  # fmt: skip
