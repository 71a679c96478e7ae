"""Levels and benefits for the driver in memory: what people decide, uses, what was bought."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec import structs
from tests.scenarios.words import Answer

from regulars.core import progress
from regulars.core.effects import AnyEffect, BenefitChanged, Outcome, Refused
from regulars.core.facts import AnyFact, BenefitUse, TierDecided, UndoBenefit, UseBenefit


class Levels(ABC):
    """What a driver in memory does about levels and benefits."""

    timeline: Any
    now: int
    names: dict[str, str]
    kept: dict[str, Any]
    orders: dict[str, Any]

    @abstractmethod
    def _evaluate(self, member: str, fact: AnyFact) -> Outcome:
        """What follows from a fact of a member."""

    @abstractmethod
    def _moment(self) -> datetime:
        """Now."""

    def decide(
        self, member: str, decision: Any, level: str, until: datetime | None, adviser: str
    ) -> Answer:
        """Will decide about a level."""
        fact = TierDecided(
            occurred_at=self._moment(), decision=decision, level=level, actor="staff", until=until
        )
        outcome = self._evaluate(self.names[member], fact)
        if outcome.refused is None and adviser:
            self.kept[self.names[member]].adviser = adviser
        return _answer(outcome.refused)

    def enjoy(self, member: str, benefit: str, order: str) -> Answer:
        """Will use a benefit; the reason of a no stands for its code, as over HTTP."""
        owner = self.names[member]
        fact = UseBenefit(occurred_at=self._moment(), benefit=benefit, order_id=order)
        outcome = self._evaluate(owner, fact)
        saved = 0
        for effect in outcome.effects:
            if isinstance(effect, BenefitChanged):
                saved = effect.saved_minor
                kept = self.kept[owner]
                use = BenefitUse(
                    benefit=benefit, event_no=kept.state.events, period=effect.period,
                    saved_minor=saved,
                )  # fmt: skip
                kept.enjoyed.append((order, use))
        return structs.replace(_answer(outcome.refused), saved_minor=saved)

    def forgo(self, member: str, benefit: str) -> Answer:
        """Will take the last use back."""
        kept = self.kept[self.names[member]]
        use = next(one for _, one in reversed(kept.enjoyed) if one.benefit == benefit)
        outcome = self._evaluate(
            self.names[member], UndoBenefit(occurred_at=self._moment(), use=use)
        )
        return _answer(outcome.refused)

    def undone(self, kept: Any, effects: Iterable[AnyEffect]) -> None:
        """Will note which uses came back."""
        gone = {
            one.use for one in effects if isinstance(one, BenefitChanged) and one.status == "undone"
        }
        kept.enjoyed = [
            (on, structs.replace(one, undone=one.undone or one.event_no in gone))
            for on, one in kept.enjoyed
        ]

    def candidate(self, member: str) -> str:
        """Will name the level that waits for staff."""
        return next((one.candidate for one in self._ahead(member) if one.candidate), "none")

    def adviser(self, member: str) -> str:
        """Will name the member's adviser."""
        return str(self.kept[self.names[member]].adviser) or "nobody"

    def keep_missing(self, member: str) -> int | None:
        """Will give the credit that must still be earned for the level to stay."""
        return self._ahead(member)[0].keep_missing

    def bought(self, member: str, sku: str) -> str:
        """Will name the newest order with an article."""
        found = [
            order.external_id
            for _, order, owner, _ in self.orders.values()
            if owner == self.names[member] and any(line.sku == sku for line in order.lines)
        ]
        return found[-1] if found else "never"

    def _ahead(self, member: str) -> Any:
        state = self.kept[self.names[member]].state
        return progress.progress(self.timeline.at(self.now), state, self.now).tiers


def _answer(refused: Refused | None) -> Answer:
    if refused is None:
        return Answer()
    return Answer(status="refused", code=refused.code, params=refused.params)
