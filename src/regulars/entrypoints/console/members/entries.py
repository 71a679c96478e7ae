"""One ledger entry as its Why unfolds it: amounts, the reason, lots, transfers, and its hash."""

from datetime import datetime

import msgspec
from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.core.effects import SAVED, Why
from regulars.core.rules.nodes import When
from regulars.domains.ledger.contracts import Entry
from regulars.entrypoints.console import words
from regulars.entrypoints.console.access import Visit
from regulars.flows.answers import posted_of
from regulars.kit.pages.templatetags.pages import money, number, signed
from regulars.wire.effects import posted
from regulars.wire.sentences import sentence

_WHEN = msgspec.json.Decoder(When)


class Amount(Struct, frozen=True):
    """What a member sees of it: '+25 points', and whether that is good news."""

    text: str
    sign: str


class Transfer(Struct, frozen=True):
    """One move between two pots."""

    debit: str
    credit: str
    amount: str


class LotLine(Struct, frozen=True):
    """A lot that was opened or touched."""

    text: str
    expires_at: datetime | None = None


class Unfolded(Struct, frozen=True, kw_only=True):
    """An entry with everything that explains it."""

    title: str
    amount: Amount
    reason: str
    code: str
    params: tuple[tuple[str, str], ...]
    rule: str
    rule_id: str
    version: int
    number: int
    effective_at: datetime
    booked_at: datetime
    actor: str
    note: str | None
    lots: tuple[LotLine, ...]
    transfers: tuple[Transfer, ...]
    hash: str
    prev_hash: str


def unfolded(visit: Visit, entry: Entry) -> Unfolded:
    """Will explain an entry of a member of this program."""
    row = entry.row
    effect = posted(posted_of(entry))
    return Unfolded(
        title=words.word(words.ENTRIES, row.kind),
        amount=Amount(amount(visit, effect.currency, effect.amount), _sign(effect.amount)),
        reason=reason(visit, entry.why),
        code=entry.why.code,
        params=tuple(_counted(visit, entry.why)),
        rule=rule_title(visit, row.rule),
        rule_id=row.rule,
        version=row.program_version,
        number=row.seq,
        effective_at=row.effective_at,
        booked_at=row.booked_at,
        actor=row.actor,
        note=entry.note,
        lots=tuple(_lots(visit, entry)),
        transfers=tuple(
            Transfer(
                words.word(words.POTS, one.debit), words.word(words.POTS, one.credit),
                plain(visit, one.currency, one.amount),
            )
            for one in entry.transfers
        ),
        hash=row.hash.hex(),
        prev_hash=row.prev_hash.hex(),
    )  # fmt: skip


def plain(visit: Visit, currency: str, value: int) -> str:
    """Will write an amount of points, or of the money that was saved, without a sign."""
    if currency == SAVED or currency in visit.shop.program.document.stored_value:
        return money(value, visit.currency)
    one, many = visit.names(currency)
    return f"{number(value)} {one if abs(value) == 1 else many}"


def amount(visit: Visit, currency: str, value: int) -> str:
    """Will write a change of points; what was saved has no sign."""
    if currency == SAVED or currency in visit.shop.program.document.stored_value:
        return money(value, visit.currency)
    one, many = visit.names(currency)
    return f"{signed(value)} {one if abs(value) == 1 else many}"


def reason(visit: Visit, why: Why) -> str:
    """Will say why, with rules by their titles."""
    params = why.params
    if why.code.startswith("earn.per_amount") and isinstance(base := params.get("base"), int):
        text = _("%(amount)s for a purchase that counts %(base)s, by the rule “%(rule)s”.")
        if "times" in params:
            text = _(
                "%(amount)s for a purchase that counts %(base)s, times %(times)s (%(factor)s), "
                "by the rule “%(rule)s”."
            )
        rule = rule_title(visit, str(params.get("rule", "")))
        return text % {
            "amount": params.get("amount"), "base": money(base, visit.currency), "rule": rule,
            "times": params.get("times"), "factor": params.get("factor"),
        }  # fmt: skip
    known = {"rule": rule_title(visit, str(why.params["rule"]))} if "rule" in why.params else {}
    return sentence(why.code, {**why.params, **known})


def rule_title(visit: Visit, rule: str) -> str:
    """Will give a rule's title as the program of today words it; an old rule goes by its id."""
    document = visit.shop.program.document
    titles = {one.id: one.title for one in document.earn}
    titles |= {one.id: one.title for one in document.automatic}
    return titles.get(rule) or rule


def reward_title(visit: Visit, reward: str) -> str:
    """Will give a reward's title, or its id where it is gone."""
    word = visit.shop.program.document.rewards.get(reward)
    return (word.title if word else "") or reward


def level_title(visit: Visit, level: str) -> str:
    """Will give a tier's title, or its id where it is gone."""
    ladder = visit.shop.program.ladder_of(level)
    found = [one for one in ladder.word.levels if one.id == level] if ladder else []
    return (found[0].title if found else "") or level


def levels_asked(visit: Visit, audience: bytes) -> tuple[str, ...]:
    """Will give the titles of the levels that an audience is limited to."""
    return tuple(level_title(visit, one) for one in _WHEN.decode(audience).tier)


def _counted(visit: Visit, why: Why) -> list[tuple[str, str]]:
    """What the reason is built on, besides what its sentence says of rules and amounts."""
    labels = {"base": _("Counted"), "times": _("Times"), "points": _("Points"), "per": _("Per")}
    return [
        (
            labels[name],
            money(value, visit.currency)
            if name == "base" and isinstance(value, int)
            else str(value),
        )
        for name, value in why.params.items()
        if name in labels
    ]


def _sign(value: int) -> str:
    return "plus" if value > 0 else "minus" if value < 0 else ""


def _lots(visit: Visit, entry: Entry) -> list[LotLine]:
    found = [
        LotLine(
            _("Lot %(lot)s opened with %(amount)s")
            % {"lot": lot.number, "amount": plain(visit, lot.currency, lot.amount)},
            lot.expires_at,
        )
        for lot in entry.lots
    ]
    for piece in entry.consumptions:
        text = (
            _("%(amount)s from lot %(lot)s")
            if piece.amount > 0
            else _("%(amount)s back to lot %(lot)s")
        )
        said = {"lot": piece.lot, "amount": number(abs(piece.amount))}
        found.append(LotLine(text % said))
    return found
