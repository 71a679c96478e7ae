"""Gift cards: bearer value under a code, in an account of its own that no member owns.

The code is looked up outside; here a card is stored value that was sold and can be blocked.
"""

from regulars.core.account import Account
from regulars.core.compiled import Compiled
from regulars.core.effects import Move, Params, Refused, Why
from regulars.core.facts import BlockCard, SellCard
from regulars.core.points import lots
from regulars.core.wallet import word_of


def sell(account: Account, program: Compiled, fact: SellCard, at: int, now: int) -> Refused | None:
    """Will put money on a new card: paid, or the shop's own gift where it is a reward.

    Refusals: wallet_unknown, amount_is_nothing, gift_cards_not_sold, gift_card_out_of_bounds.
    """
    word = word_of(program, fact.wallet, fact.amount_minor)
    if isinstance(word, Refused):
        return word
    terms, amount = word.gift_cards, fact.amount_minor
    if terms is None:
        return Refused(code="gift_cards_not_sold", params={"wallet": fact.wallet})
    least = program.minor(terms.least) if terms.least is not None else 1
    most = program.minor(terms.most) if terms.most is not None else amount
    if not fact.reward and not least <= amount <= most:
        return Refused(code="gift_card_out_of_bounds", params={"least": least, "most": most})
    opened = lots.open_lot(
        account, program, fact.wallet, amount, at=at, now=now, available=min(at, now),
        expires=lots.expiry(program, fact.wallet, at, at),
    )  # fmt: skip
    params: Params = {"amount": amount}
    code, pot = ("gift_card.given", "issued") if fact.reward else ("gift_card.sold", "funded")
    account.post(
        "sell_card", at=at, version=program.version, opened=(opened,),
        why=Why(code=code, params=params),
        moves=(Move(fact.wallet, pot, "available", amount),),
    )  # fmt: skip
    lots.repay(account, program, fact.wallet, now)
    return None


def block(account: Account, fact: BlockCard) -> Refused | None:
    """Will block a card, or let it be good again. Refusal: gift_card_as_before."""
    if account.blocked is fact.blocked:
        return Refused(code="gift_card_as_before", params={"blocked": fact.blocked})
    account.blocked = fact.blocked
    return None
