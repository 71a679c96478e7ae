"""Taking earned points back: from the lot that they opened, then as far as the program's policy
goes.

What lapsed unspent is gone already and is not taken a second time. 'pending-only' takes what still
waits; 'within-balance' also takes other free lots; 'negative' carries the rest as a deficit that
the next earnings repay. What is forgiven is said in the reason.
"""

from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Move, Params, Why
from regulars.core.facts import LotPiece, Share
from regulars.core.points import lots


def claw_back(
    account: Account, program: Compiled, share: Share, amount: int, lapsed: int, at: int
) -> int:
    """Will take back an amount that a rule had given; answers how much of it had lapsed by itself.

    `lapsed` is how much of the share's lot lapsed and was not yet counted so.
    """
    policy = program.document.clawback
    taken: list[LotPiece] = []
    pending = free = 0
    own = account.lots.get(share.lot)
    if own is not None and own.left and (own.available is not None or policy != "pending-only"):
        part = min(own.left, amount)
        taken.append(lots.take_from(account, own.number, part))
        pending, free = (part, 0) if own.available is not None else (0, part)
    written_off = min(lapsed, amount - pending - free)
    left = amount - pending - free - written_off
    if left and policy != "pending-only":
        others = lots.take(account, share.currency, left)
        taken.extend(others)
        more = sum(piece.amount for piece in others)
        free, left = free + more, left - more
    owed = left if policy == "negative" else 0
    account.deficits[share.currency] = account.deficits.get(share.currency, 0) + owed
    params: Params = {"rule": share.rule, "amount": amount, "owed": owed, "forgiven": left - owed}
    if written_off:
        params = {**params, "lapsed": written_off}
    if not (pending or free or owed):
        code = "points.lapsed_before" if left == 0 else "points.forgiven"
        account.passed(share.rule, code, params)
        return written_off
    account.post(
        "claw_back", at=at, why=Why(code="points.order_came_back", params=params),
        version=program.version, rule=share.rule, used=tuple(taken),
        moves=(
            Move(share.currency, "pending", "reversed", pending),
            Move(share.currency, "available", "reversed", free),
            Move(share.currency, "deficit", "reversed", owed),
        ),
    )  # fmt: skip
    return written_off
