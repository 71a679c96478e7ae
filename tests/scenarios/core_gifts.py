"""Gift cards for the driver in memory: each is an account of its own, known by its name."""

from typing import Any

from msgspec import Struct
from tests.scenarios.core_answers import answered
from tests.scenarios.core_clubs import WithClubs
from tests.scenarios.words import Answer

from regulars.core.effects import Outcome, Posted, RedemptionChanged
from regulars.core.facts import (
    BlockCard,
    Passage,
    PayBackCard,
    ReceiveValue,
    ReplaceCard,
    Rollback,
    SellCard,
    SendValue,
    SpendValue,
    SpentOn,
)
from regulars.core.restoring import in_proportion


class Sold(Struct, kw_only=True):
    """A card: its account, its price, the order that bought it, and what it paid for which one."""

    account: str
    order: str
    spent: list[tuple[str, SpentOn]] = []


class WithGifts(WithClubs):
    """What core knows of gift cards. Who is told of a sale is the flow's."""

    def buy_card(
        self,
        name: str,
        amount_minor: int,
        buyer: str,  # noqa: ARG002 - told by the flow
        receiver: str,  # noqa: ARG002 - told by the flow
        order: str,
    ) -> Answer:
        """Will sell a card, once for its name."""
        account = f"gift card {name}"
        if name in self._cards():
            return Answer(status="exists")
        fact = SellCard(
            occurred_at=self._moment(), wallet=self._wallet(), amount_minor=amount_minor
        )
        outcome = self._evaluate(account, fact)
        if outcome.refused is None:
            self._cards()[name] = Sold(account=account, order=order)
        return answered(outcome)

    def pay_by_card(self, name: str, amount_minor: int, order: str, location: str) -> Answer:
        """Will spend what is on a card; what an order took is kept for its refund."""
        card = self._cards()[name]
        fact = SpendValue(
            occurred_at=self._moment(), wallet=self._wallet(), amount_minor=amount_minor,
            order_id=order, location=location,
        )  # fmt: skip
        outcome = self._evaluate(card.account, fact)
        for one in outcome.effects:
            if isinstance(one, RedemptionChanged) and one.status == "committed":
                spent = SpentOn(
                    redemption=one.number, currency=one.currency, amount=one.amount,
                    pieces=one.pieces,
                )  # fmt: skip
                card.spent.append((order, spent))
        return answered(outcome)

    def load_card(self, name: str, member: str) -> Answer:
        """Will move all of a card into a wallet, lot by lot."""
        at, wallet, account = self._moment(), self._wallet(), self._cards()[name].account
        sent = self._evaluate(
            account, SendValue(occurred_at=at, wallet=wallet, to=member, load=True)
        )
        if sent.refused is not None:
            return answered(sent)
        fact = ReceiveValue(occurred_at=at, wallet=wallet, came_from=account, lots=_lots(sent))
        return answered(self._evaluate(self.names[member], fact))

    def block_card(self, name: str) -> Answer:
        """Will block a card."""
        fact = BlockCard(occurred_at=self._moment())
        return answered(self._evaluate(self._cards()[name].account, fact))

    def replace_card(self, name: str) -> Answer:
        """Will end a block; codes are the flow's."""
        fact = ReplaceCard(occurred_at=self._moment())
        return answered(self._evaluate(self._cards()[name].account, fact))

    def on_card(self, name: str) -> int:
        """What is left on a card."""
        pots = self.kept[self._cards()[name].account].pots
        return int(pots.get(self._wallet(), {}).get("available", 0))

    def come_back_to_cards(self, number: str, part: Any) -> None:
        """Will give back to cards what they paid for an order, and end those that it bought."""
        for card in self._cards().values():
            for index, (order, spent) in enumerate(card.spent):
                amount = in_proportion(spent, part)[0] - spent.restored
                if order == number and amount > 0:
                    fact = Rollback(occurred_at=self._moment(), spent=spent, amount=amount)
                    outcome = self._evaluate(card.account, fact)
                    card.spent[index] = (order, _restored(spent, outcome))
            if card.order == number and part == 1:
                ended = PayBackCard(occurred_at=self._moment(), refund=f"refund of {number}")
                self._evaluate(card.account, ended)

    def _cards(self) -> dict[str, Sold]:
        cards: dict[str, Sold] = self.__dict__.setdefault("_gift_cards", {})
        return cards

    def _wallet(self) -> str:
        return next(iter(self.timeline.at(self.now).document.stored_value), "")


def _restored(spent: SpentOn, outcome: Outcome) -> SpentOn:
    changed = next(one for one in outcome.effects if isinstance(one, RedemptionChanged))
    return SpentOn(
        redemption=spent.redemption, currency=spent.currency, amount=spent.amount,
        pieces=spent.pieces, restored=changed.restored,
    )  # fmt: skip


def _lots(sent: Outcome) -> tuple[Passage, ...]:
    return tuple(
        Passage(lot=piece.lot, currency=move.currency, amount=piece.amount, expires=piece.expires)
        for one in sent.effects
        if isinstance(one, Posted) and one.kind == "send_value"
        for move in one.moves
        for piece in one.used
    )
