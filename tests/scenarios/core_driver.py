"""Lives stories in memory against core alone: what tables keep is in dictionaries here."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, structs
from tests.scenarios.core_answers import answered, lines
from tests.scenarios.core_gifts import WithGifts
from tests.scenarios.words import Answer, Item, Person, Purchase, Scalar

from regulars.core import benefits, calendar, progress
from regulars.core.compiled import Timeline, compile_program
from regulars.core.effects import (
    SAVED,
    AnyEffect,
    Notify,
    Outcome,
    Posted,
    RedemptionChanged,
    VoucherChanged,
    VoucherIssued,
)
from regulars.core.evaluate import evaluate, pass_time
from regulars.core.facts import (
    Activity,
    Adjust,
    AnyFact,
    BenefitUse,
    CancelHold,
    Commit,
    Inputs,
    Joined,
    Order,
    Profile,
    Refund,
    RefundLine,
    Reserve,
    Rollback,
    SpendValue,
    SpentOn,
    Standing,
    TopUp,
    UsedVoucher,
    UseVoucher,
)
from regulars.core.program import Program
from regulars.core.refunds import come_back
from regulars.core.stamps.following import following
from regulars.core.state import AccountState
from regulars.domains.programs.reader import read

NO_CHANCE = Inputs(draw=999_999_999)


class Redeemed(Struct, kw_only=True):
    """A redemption as the tables would keep it."""

    member: str
    number: int
    spent: SpentOn | None = None
    voucher: int | None = None
    order: str = ""
    undone: bool = False


class Kept(Struct, kw_only=True):
    """One account with everything that was written about it."""

    state: AccountState = AccountState()
    pots: dict[str, dict[str, int]]
    vouchers: dict[int, VoucherIssued]
    statuses: dict[int, str]
    used: dict[str, list[UsedVoucher]]
    notices: list[str]
    enjoyed: list[tuple[str, BenefitUse]] = []
    adviser: str = ""


class CoreDriver(WithGifts):
    """A shop in memory."""

    def begin(self, program: str, at: datetime) -> None:
        """Will publish the program."""
        document = read(program)
        assert isinstance(document, Program), document
        self.now = calendar.instant(at)
        self.timeline = Timeline([(self.now, compile_program(document, 1))])
        self.document = document
        self.kept: dict[str, Kept] = {}
        self.names: dict[str, str] = {}
        self.orders: dict[str, tuple[Purchase, Order, str, Standing]] = {}
        self.answers: dict[tuple[str, str], Answer] = {}
        self.pool_of: dict[str, str] = {}
        self.claimed: set[str] = set()
        self.redeemed: dict[str, Redeemed] = {}
        self.places: dict[str, dict[str, str]] = {}

    def advance(self, to: datetime) -> None:
        """Will let time pass for everybody."""
        self.now = max(self.now, calendar.instant(to))
        for kept in self.kept.values():
            outcome, kept.state = pass_time(self.timeline, kept.state, self.now)
            self._write(kept, outcome.effects)

    def location(self, name: str, attributes: Mapping[str, Scalar]) -> None:
        """Will keep what is known of a shop."""
        self.places[name] = {key: str(value) for key, value in attributes.items()}

    def join(self, person: Person) -> Answer:
        """Will find or enrol a person; the age gate is the door's, as in the flow."""
        refs = [one for one in (person.name, person.email, person.phone) if one]
        found = next((self.names[one] for one in refs if one in self.names), None)
        if found is not None:
            self.names.update(dict.fromkeys(refs, found))
            return Answer(status="exists", member=found)
        least = self.document.joining.age_from
        if least is not None:
            if person.born is None:
                return Answer(status="refused", code="birth_date_needed")
            today = calendar.local(self.now, self.document.time_zone).date()
            if calendar.age(person.born, today) < least:
                params = {"age_from": least}
                return Answer(status="refused", code="member_too_young", params=params)
        self.names.update(dict.fromkeys(refs, person.name))
        profile = Profile(birth_date=person.born, attributes=person.attributes)
        self._evaluate(person.name, Joined(occurred_at=self._moment(), profile=profile,
                                           way=person.way))  # fmt: skip
        return Answer(member=person.name)

    def order(self, purchase: Purchase) -> Answer:
        """Will award once for a number; the unknown join with it where the program says so."""
        key = f"{purchase.source}/{purchase.number}"
        told = structs.replace(purchase, occurred_at=None)
        if key in self.orders:
            if self.orders[key][0] != told:
                return Answer(status="refused", code="exists_with_different_content")
            return structs.replace(self.answers["order", key], status="exists")
        if purchase.member not in self.names and self.document.joining.at_first_order:
            self.join(Person(name=purchase.member, way="first-order"))
        fact = Order(
            occurred_at=purchase.occurred_at or self._moment(),
            order_id=purchase.number, source=purchase.source, external_id=purchase.number,
            currency=self.document.currency, lines=lines(purchase.items),
            payment_method=purchase.payment_method, location=purchase.location,
            channel=purchase.channel, place=self.places.get(purchase.location, {}),
        )  # fmt: skip
        member = self.names.get(purchase.member, purchase.member)
        outcome = self._evaluate(member, fact)
        if outcome.standing is not None:
            self.orders[key] = (told, fact, member, outcome.standing)
        self.answers["order", key] = answered(outcome)
        return self.answers["order", key]

    def refund(self, number: str, amount_minor: int | None, line: str) -> Answer:
        """Will give a part or all back."""
        lines = (RefundLine(line_id=line),) if line else ()
        return self._refund(number, amount_minor=amount_minor, lines=lines)

    def cancel(self, number: str) -> Answer:
        """Will undo an order, once. A cancelled one may be placed again under a new number."""
        if any(key.split("/")[1] == number and kept[3].cancelled
               for key, kept in self.orders.items()):  # fmt: skip
            return Answer(status="exists")
        return self._refund(number, cancel=True)

    def _refund(self, number: str, **said: Any) -> Answer:
        key = next(key for key in self.orders if key.split("/")[1] == number)
        told, order, member, standing = self.orders[key]
        fact = Refund(
            occurred_at=self._moment(), external_id=f"refund of {number}", order=order,
            standing=standing, spent=tuple(one.spent for one in self.redeemed.values()
                                           if one.spent and one.order == number),
            used=tuple(self.kept[member].used.get(number, ())),
            benefits=tuple(one for on, one in self.kept[member].enjoyed if on == number), **said,
        )  # fmt: skip
        outcome = self._evaluate(member, fact)
        if outcome.standing is not None:
            self.orders[key] = (told, order, member, outcome.standing)
            self.come_back_to_cards(number, come_back(order, outcome.standing))
        return answered(outcome)

    def activity(self, member: str, kind: str, data: Mapping[str, Scalar], key: str) -> Answer:
        """Will award for an activity, once for its key."""
        if (member, key) in self.answers:
            return structs.replace(self.answers[member, key], status="exists")
        fact = Activity(occurred_at=self._moment(), type=kind, data=dict(data))
        self.answers[member, key] = answered(self._evaluate(self.names[member], fact))
        return self.answers[member, key]

    def codes(self, pool: str, codes: tuple[str, ...]) -> None:
        """Will make one-time codes."""
        self.pool_of.update(dict.fromkeys(codes, pool))

    def code(self, member: str, code: str) -> Answer:
        """Will claim a code and award for it."""
        if code not in self.pool_of:
            return Answer(status="refused", code="code_unknown")
        if code in self.claimed:
            return Answer(status="refused", code="code_used")
        self.claimed.add(code)
        return self.activity(member, "code.redeemed", {"pool": self.pool_of[code]}, f"code {code}")

    def reserve(self, name: str, member: str, reward: str, location: str) -> Answer:
        """Will set a reward's price aside."""
        owner = self.names[member]
        fact = Reserve(occurred_at=self._moment(), reward=reward, location=location)
        outcome = self._evaluate(owner, fact)
        for effect in outcome.effects:
            if isinstance(effect, RedemptionChanged):
                self.redeemed[name] = Redeemed(member=owner, number=effect.number)
        return answered(outcome)

    def commit(self, name: str, order: str) -> Answer:
        """Will spend what was set aside, once."""
        one = self.redeemed[name]
        if one.spent is not None:
            return Answer(status="exists")
        outcome = self._evaluate(
            one.member,
            Commit(occurred_at=self._moment(), redemption=one.number, order_id=order),
        )
        for effect in outcome.effects:
            if isinstance(effect, RedemptionChanged) and effect.status == "committed":
                one.order, one.voucher = effect.order_id, effect.voucher
                one.spent = SpentOn(
                    redemption=effect.number, currency=effect.currency, amount=effect.amount,
                    pieces=effect.pieces, voucher=effect.voucher, more=effect.more,
                    worth_minor=effect.worth_minor, charges=effect.charges,
                )  # fmt: skip
        return answered(outcome)

    def release(self, name: str) -> Answer:
        """Will set a reservation free."""
        one = self.redeemed[name]
        fact = CancelHold(occurred_at=self._moment(), redemption=one.number)
        return answered(self._evaluate(one.member, fact))

    def roll_back(self, name: str) -> Answer:
        """Will undo a redemption."""
        one = self.redeemed[name]
        if one.spent is None:
            return Answer(status="refused", code="redemption_not_committed")
        if one.undone:
            return Answer(status="exists")
        fact = Rollback(occurred_at=self._moment(), spent=one.spent, voucher=one.voucher)
        outcome = self._evaluate(one.member, fact)
        one.undone = outcome.refused is None
        return answered(outcome)

    def use(
        self, member: str, reward: str, items: tuple[Item, ...], order: str, location: str
    ) -> Answer:
        """Will use the oldest open voucher for a reward."""
        owner = self.names[member]
        kept = self.kept[owner]
        number = next(
            (number for number, one in kept.vouchers.items()
             if one.reward == reward and kept.statuses[number] == "open"), 0
        )  # fmt: skip
        fact = UseVoucher(
            occurred_at=self._moment(), voucher=number, lines=lines(items),
            location=location, order_id=order,
        )  # fmt: skip
        return answered(self._evaluate(owner, fact))

    def adjust(self, member: str, currency: str, amount: int) -> Answer:
        """Will give or take points by hand."""
        fact = Adjust(occurred_at=self._moment(), currency=currency, amount=amount, actor="staff")
        return answered(self._evaluate(self.names[member], fact))

    def saved(self, member: str) -> int:
        """What was posted as saved in all."""
        return self._of(member).pots.get(SAVED, {}).get("redeemed", 0)

    def pots(self, member: str, currency: str) -> Mapping[str, int]:
        """Will give the pots, summed up from what was posted."""
        return dict(self._of(member).pots.get(currency, {}))

    def top_up(self, member: str, amount_minor: int, payment: str) -> Answer:
        """Will pay in, once for the payment."""
        if (member, payment) in self.answers:
            return structs.replace(self.answers[member, payment], status="exists")
        fact = TopUp(occurred_at=self._moment(), wallet=self._wallet(), amount_minor=amount_minor)
        self.answers[member, payment] = answered(self._evaluate(self.names[member], fact))
        return self.answers[member, payment]

    def pay(self, member: str, amount_minor: int, order: str, location: str) -> Answer:
        """Will spend stored value; what an order took is kept for its refund."""
        fact = SpendValue(
            occurred_at=self._moment(), wallet=self._wallet(), amount_minor=amount_minor,
            order_id=order, location=location,
        )  # fmt: skip
        outcome = self._evaluate(self.names[member], fact)
        for effect in outcome.effects:
            if isinstance(effect, RedemptionChanged) and effect.status == "committed":
                spent = SpentOn(
                    redemption=effect.number, currency=effect.currency, amount=effect.amount,
                    pieces=effect.pieces,
                )  # fmt: skip
                name = f"pay {member} {effect.number}"
                self.redeemed[name] = Redeemed(
                    member=self.names[member], number=effect.number, spent=spent, order=order
                )
        return answered(outcome)

    def card(self, member: str, currency: str) -> tuple[int, int]:
        """Will give what is filled of a card."""
        for one in following(self.timeline.at(self.now), self._of(member).state, self.now):
            if one.currency == currency:
                return one.filled, one.stamps
        return 0, 0

    def tier(self, member: str) -> str:
        """Will name the tier."""
        return self._of(member).state.tier.level

    def level(self, member: str) -> str:
        """Will name the level of the points."""
        program = self.timeline.at(self.now)
        found = progress.progress(program, self._of(member).state, self.now)
        return next((one.level for one in found.points if one.level), "none")

    def vouchers(self, member: str) -> Mapping[int, tuple[str, str]]:
        """Will give all vouchers with their status."""
        kept = self._of(member)
        return {
            number: (one.reward, kept.statuses[number]) for number, one in kept.vouchers.items()
        }

    def notices(self, member: str) -> tuple[str, ...]:
        """Will give all triggers so far."""
        return tuple(self._of(member).notices)

    def entitlement(self, member: str, benefit: str) -> Answer:
        """Will ask for a benefit; who is no member has an account without history."""
        state = self._of(member).state if self.knows(member) else AccountState()
        found = benefits.entitlement(self.timeline.at(self.now), state, benefit, self.now)
        if isinstance(found, benefits.Allowed):
            return Answer()
        return Answer(status="refused", code=found.code, params=found.params)

    def knows(self, member: str) -> bool:
        """Will tell whether the name leads to somebody."""
        return self.names.get(member) in self.kept

    def _of(self, member: str) -> Kept:
        return self.kept[self.names[member]]

    def _moment(self) -> datetime:
        return calendar.moment(self.now)

    def _evaluate(self, member: str, fact: AnyFact) -> Outcome:
        kept = self.kept.setdefault(
            member, Kept(pots={}, vouchers={}, statuses={}, used={}, notices=[])
        )
        self.names.setdefault(member, member)
        outcome, kept.state = evaluate(self.timeline, fact, kept.state, NO_CHANCE, self.now)
        self._write(kept, outcome.effects)
        return outcome

    def _write(self, kept: Kept, effects: Iterable[AnyEffect]) -> None:
        effects = tuple(effects)
        self.undone(kept, effects)
        for effect in effects:
            match effect:
                case Posted():
                    for move in effect.moves:
                        pots = kept.pots.setdefault(move.currency, {})
                        pots[move.debit] = pots.get(move.debit, 0) - move.amount
                        pots[move.credit] = pots.get(move.credit, 0) + move.amount
                case VoucherIssued():
                    kept.vouchers[effect.number] = effect
                    kept.statuses[effect.number] = "open"
                case VoucherChanged():
                    self._voucher(kept, effect)
                case Notify():
                    kept.notices.append(effect.trigger)
                case RedemptionChanged() if effect.status in ("partly_restored", "rolled_back"):
                    for one in self.redeemed.values():
                        if one.spent and one.spent.redemption == effect.number:
                            one.spent = structs.replace(
                                one.spent, restored=effect.restored, more=effect.more
                            )

    def _voucher(self, kept: Kept, effect: VoucherChanged) -> None:
        if effect.status == "unsaved":
            return
        issued = kept.vouchers[effect.number]
        open_ = effect.status in ("used", "reinstated") and effect.uses_left != 0
        kept.statuses[effect.number] = "open" if open_ else effect.status
        if effect.status == "used" and effect.order_id:
            kept.used.setdefault(effect.order_id, []).append(
                UsedVoucher(
                    number=effect.number, reward=issued.reward, version=issued.version,
                    expires=issued.expires, saved_minor=effect.saved_minor,
                    event_no=kept.state.events,
                )
            )  # fmt: skip
