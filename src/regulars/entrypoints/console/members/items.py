"""The items of a time line, in words: each has a title, what it changed, and what unfolds."""

from datetime import datetime

import msgspec
from django.utils.translation import gettext as _
from msgspec import Struct

from regulars.core.effects import (
    AnyEffect,
    Passed,
    RedemptionChanged,
    VoucherChanged,
    VoucherIssued,
    Why,
)
from regulars.core.facts import Activity, Joined, Order, Refund, Reserve, Scalar
from regulars.domains.events.contracts import KeptEvent, KeptOrder, effects_of
from regulars.domains.ledger.contracts import Entry
from regulars.domains.messages.contracts import Notice
from regulars.domains.rewards.contracts import Voucher
from regulars.entrypoints.console import words
from regulars.entrypoints.console.access import Visit
from regulars.entrypoints.console.members.entries import (
    Amount,
    Unfolded,
    reason,
    reward_title,
    rule_title,
    unfolded,
)
from regulars.kit.pages.templatetags.pages import money


class Besides(Struct, frozen=True):
    """Something that followed besides entries, and why."""

    text: str
    reason: str


class Item(Struct, frozen=True, kw_only=True):
    """One thing on the time line. `kind` chooses its mark, `actor` is who did it by hand."""

    kind: str
    title: str
    at: datetime
    detail: str = ""
    amounts: tuple[Amount, ...] = ()
    entries: tuple[Unfolded, ...] = ()
    besides: tuple[Besides, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    actor: str = ""


def happened(visit: Visit, kept: KeptOrder | KeptEvent, entries: list[Entry]) -> Item:
    """Will tell what happened, with the entries that it made and what else followed."""
    fact = kept.fact()
    name = "order.paid" if isinstance(kept, KeptOrder) else kept.kind
    why = tuple(unfolded(visit, one) for one in entries)
    title = words.word(words.EVENTS, name)
    if isinstance(fact, Activity):
        title = fact.type
    return Item(
        kind=name.partition(".")[0] if name != "order.refunded" else "refund",
        title=title,
        at=kept.occurred_at,
        detail=_detail(visit, fact),
        amounts=tuple(one.amount for one in why if one.amount.sign),
        entries=why,
        besides=tuple(
            said for one in effects_of(kept.outcome) if (said := _besides(visit, one)) is not None
        ),
    )


def passed(visit: Visit, entry: Entry) -> Item:
    """Will tell what time alone brought."""
    why = unfolded(visit, entry)
    return Item(
        kind="time", title=why.title, at=entry.row.effective_at, detail=why.reason,
        amounts=(why.amount,), entries=(why,),
    )  # fmt: skip


def told(visit: Visit, notice: Notice) -> Item:
    """Will tell of a notice."""
    data = msgspec.json.decode(notice.data, type=dict[str, Scalar])
    said = [(name, str(value)) for name, value in data.items()]
    reward = reward_title(visit, str(data["reward"])) if "reward" in data else ""
    return Item(
        kind="notice", title=_("Notice"), at=notice.due_at, facts=tuple(said),
        detail=" · ".join(filter(None, [words.word(words.NOTICES, notice.trigger), reward])),
    )  # fmt: skip


def ended(visit: Visit, voucher: Voucher) -> Item:
    """Will tell of a voucher whose time ran out."""
    assert voucher.ended_at is not None, "it has ended"
    return Item(
        kind="voucher", title=_("Voucher lapsed"), at=voucher.ended_at,
        detail=f"{reward_title(visit, voucher.reward)} · {voucher.code}",
    )  # fmt: skip


def given(visit: Visit, voucher: Voucher) -> Item:
    """Will tell of a voucher that time alone brought."""
    text = _("Voucher “%(reward)s” issued") % {"reward": reward_title(visit, voucher.reward)}
    why = msgspec.json.decode(voucher.why, type=Why)
    return Item(
        kind="voucher", title=text, at=voucher.issued_at, detail=reason(visit, why)
    )  # fmt: skip


def _detail(visit: Visit, fact: object) -> str:
    match fact:
        case Order():
            total = sum(line.net_minor for line in fact.lines)
            where = [fact.external_id, money(total, fact.currency), fact.location, fact.channel]
            return " · ".join(part for part in where if part)
        case Refund():
            parts = [_("of order %(number)s") % {"number": fact.order.external_id}]
            if fact.cancel:
                parts.append(_("cancelled as a whole"))
            elif fact.amount_minor is not None:
                parts.append(money(fact.amount_minor, fact.order.currency))
            return " · ".join(parts)
        case Joined():
            return _("by way of %(way)s") % {"way": fact.way}
        case Reserve():
            return reward_title(visit, fact.reward)
    return ""


def _besides(visit: Visit, effect: AnyEffect) -> Besides | None:
    match effect:
        case VoucherIssued():
            text = _("Voucher “%(reward)s” issued")
            return Besides(
                text % {"reward": reward_title(visit, effect.reward)}, reason(visit, effect.why)
            )
        case VoucherChanged() if effect.status != "unsaved":
            status = words.word(words.STATUSES, effect.status)
            text = _("Voucher %(number)s: %(status)s")
            return Besides(
                text % {"number": effect.number, "status": status.lower()},
                reason(visit, effect.why),
            )
        case RedemptionChanged() if effect.reward:
            text = _("Redemption %(number)s of “%(reward)s”")
            said = {"number": str(effect.number), "reward": reward_title(visit, effect.reward)}
            return Besides(text % said, "")
        case Passed():
            text = _("The rule “%(rule)s” gave nothing")
            return Besides(
                text % {"rule": rule_title(visit, effect.rule)}, reason(visit, effect.why)
            )
    return None
