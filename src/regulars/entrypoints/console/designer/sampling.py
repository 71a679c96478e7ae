"""The sample order: what it would earn under the draft, and why, beside what was published."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from regulars.core.compiled import compile_program
from regulars.core.program import Program
from regulars.core.rounding import exponent
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.designer import looking
from regulars.flows.try_out import Sample, Step, try_out
from regulars.wire.sentences import sentence

TEXTS = ("category", "product", "payment_method", "channel", "level")
AMOUNT_MAX = Decimal(10_000_000)
QUANTITY_MAX = 10_000


@require_POST
@staff_page("look")
def sample(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The result alone, for the text and the order as they stand in the browser."""
    text = looking.clean(request.POST.get("text", ""))[: looking.TEXT_MAX + 1]
    found = looking.look(visit, text if "text" in request.POST else None)
    said = sampled(visit, found, request.POST)
    return render(request, visit, "console/designer/_sampled.html", {"sample": said})


def sampled(visit: Visit, found: looking.Look, sent: QueryDict) -> dict[str, Any]:
    """Will try an order under the draft and under what was published, as plain values."""
    form: dict[str, Any] = {name: sent.get(name, "").replace("\0", "")[:100] for name in TEXTS}
    form |= {
        "amount": sent.get("amount", "50")[:20], "quantity": sent.get("quantity", "1")[:6],
        "first": "first" in sent,
    }  # fmt: skip
    said: dict[str, Any] = {"form": form, "levels": _levels(found.program or found.published)}
    amount = _number(form["amount"], AMOUNT_MAX)
    quantity = _number(form["quantity"], Decimal(QUANTITY_MAX))
    if amount is None:
        return said | {"wrong": _("Write an amount as 50 or 12.50.")}
    columns = []
    for title, program in ((_("Draft"), found.program), (_("Published"), found.published)):
        if program is not None:
            columns.append(_column(visit, title, program, form, amount, quantity or Decimal(1)))
    same = len(columns) == 2 and columns[0]["steps"] == columns[1]["steps"]
    return said | {"columns": columns[:1] if same else columns, "same": same}


def _column(
    visit: Visit, title: str, program: Program, form: dict[str, Any], amount: Decimal,
    quantity: Decimal,
) -> dict[str, Any]:  # fmt: skip
    minor = int(amount.scaleb(exponent(program.currency)))
    known = {value for value, _title in _levels(program)}
    order = Sample(
        amount_minor=minor, quantity=int(quantity), first=form["first"],
        level=form["level"] if form["level"] in known else "", category=form["category"],
        product=form["product"], payment_method=form["payment_method"], channel=form["channel"],
    )  # fmt: skip
    tried = try_out(program, order, visit.shop.instant)
    totals = [_amount(program, name, points) for name, points in tried.points.items()]
    totals += [_reward(program, name) for name in tried.rewards]
    return {
        "title": title, "totals": totals, "refused": tried.refused,
        "currency": program.currency, "minor": minor,
        "steps": [_step(program, one) for one in tried.steps],
    }  # fmt: skip


def _step(program: Program, one: Step) -> dict[str, Any]:
    rule = next((rule for rule in program.earn if rule.id == one.rule), None)
    what = ""
    if one.amount:
        what = _amount(program, one.currency, one.amount)
    elif one.reward:
        what = _reward(program, one.reward)
    elif one.level:
        what = dict(_levels(program)).get(one.level, one.level)
    return {
        "what": what, "passed": one.passed, "rule": (rule.title if rule else "") or one.rule,
        "why": sentence(one.why.code, one.why.params),
    }  # fmt: skip


def _amount(program: Program, name: str, amount: int) -> str:
    one, many = compile_program(program, 1).called(name)
    return f"{amount} {one if amount == 1 else many}"


def _reward(program: Program, name: str) -> str:
    word = program.rewards.get(name)
    return (word.title if word else "") or name


def _levels(program: Program | None) -> list[tuple[str, str]]:
    if program is None or program.tiers is None:
        return []
    return [(one.id, one.title or one.id) for one in program.tiers.levels]


def _number(text: str, most: Decimal) -> Decimal | None:
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found <= most else None
