"""One reward: its terms, what is left and was spent of it, its picture, and members' view of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from psycopg import Connection

from regulars.core.effects import Refused
from regulars.core.program import Reward
from regulars.core.rules.nodes import When
from regulars.domains.budgets import operations as budgets
from regulars.domains.pictures.contracts import Picture
from regulars.domains.programs import phrases, plain
from regulars.domains.rewards import figures
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.entrypoints.console.members.entries import plain as worded
from regulars.entrypoints.console.rewards import shelf
from regulars.flows import donating, picturing, stocking
from regulars.kit import ids, speech
from regulars.kit.images import BYTES_MAX
from regulars.kit.pg.django import transact
from regulars.wire.sentences import for_staff

CHANGES = 20


@require_GET
@staff_page("look")
def reward(request: HttpRequest, visit: Visit, reward: str) -> HttpResponse:
    """All that staff want to know of a reward."""
    word = visit.shop.program.document.rewards.get(reward)
    if word is None:
        raise Http404
    said = {
        "id": reward, "title": word.title or reward, "terms": word.terms,
        "sentence": _sentence(visit, reward),
        "prices": _prices(visit, word),
        "facts": _facts(visit, word),
        "stock": shelf.of(visit).get(reward), "key": ids.new().hex,
        "changes": budgets.changes(
            visit.conn, visit.program_id, stocking.limit_of(reward), limit=CHANGES
        ),
        "budget": _budget(visit, reward, word),
        **_had(visit, reward, word),
        "image": picturing.addresses(visit.conn, visit.shop).get(reward),
        "image_mib": BYTES_MAX // 1_048_576,
        "donations": _donations(visit, word),
    }  # fmt: skip
    return render(request, visit, "console/rewards/reward.html", said)


@require_POST
@staff_page("shape")
def image(request: HttpRequest, visit: Visit, reward: str) -> HttpResponse:
    """Puts a picture up, or takes it down."""
    if reward not in visit.shop.program.document.rewards:
        raise Http404
    back = HttpResponseRedirect(visit.address("reward", reward=reward))
    if "remove" in request.POST:
        transact(lambda conn: picturing.hide(conn, visit.shop, reward))
        messages.success(request, _("The picture is taken down."))
        return back
    file = request.FILES.get("image")
    raw = file.read(BYTES_MAX + 1) if file is not None else b""

    def work(conn: Connection) -> Picture | Refused:
        return picturing.show(conn, visit.shop, reward, raw)

    done = transact(work, undo=lambda one: isinstance(one, Refused))
    if isinstance(done, Refused):
        messages.error(request, for_staff(done.code, done.params))
    else:
        messages.success(request, _("The picture is up."))
    return back


def _sentence(visit: Visit, name: str) -> str:
    document = visit.shop.program.document
    said = {one.heading: one.sentences for one in plain.sections(document)}
    return dict(zip(document.rewards, said["Rewards"], strict=True))[name]


def _prices(visit: Visit, word: Reward) -> list[tuple[str, str]]:
    """Whose price it is, and the price."""
    document = visit.shop.program.document
    sets = [document.tiers, *document.tier_sets.values()]
    titles = {
        level.id: level.title or level.id
        for one in sets if one is not None for level in one.levels
    }  # fmt: skip
    everybody = _(" or ").join(_price(visit, one) for one in word.alternatives)
    found = [(_("Everybody"), everybody)] if everybody else []
    of_tiers = word.tier_prices.items()
    return found + [(titles.get(tier, tier), _price(visit, price)) for tier, price in of_tiers]


def _price(visit: Visit, price: dict[str, int]) -> str:
    return " + ".join(worded(visit, *pair) for pair in price.items())


def _facts(visit: Visit, word: Reward) -> list[tuple[str, str]]:
    """Limits and times, as far as the file sets them."""
    document = visit.shop.program.document
    found = [(_("Each member"), phrases.limit(document, one, "")) for one in word.limits]
    if word.on_offer is not None:
        found.append((_("On offer"), phrases.when(When(dates=word.on_offer))))
    if word.not_on:
        found.append((_("Not on"), ", ".join(one.isoformat() for one in word.not_on)))
    if word.valid_for:
        found.append((_("Valid for"), speech.span(word.valid_for)))
    if word.visible != When():
        found.append((_("Seen only"), phrases.when(word.visible)))
    if word.when != When():
        found.append((_("Only"), phrases.when(word.when)))
    return found


def _budget(visit: Visit, name: str, word: Reward) -> dict[str, int] | None:
    if word.budget is None:
        return None
    whole = visit.shop.program.minor(word.budget)
    spent = budgets.taken(visit.conn, visit.program_id).get(f"reward:{name}#budget", 0)
    return {"whole": whole, "spent": spent, "left": max(whole - spent, 0)}


def _had(visit: Visit, name: str, word: Reward) -> dict[str, int | None]:
    """How often it was had, and what that cost the shop, each at the terms it was had under; None
    where no version says what it costs."""
    given = [(one.version, one.times) for one in figures.given(visit.conn, visit.program_id, name)]
    if word.kind == "donation":
        rows = donating.by_cause(visit.conn, visit.shop)
        mine = sum(one.times for one in rows if one.cause == word.cause)
        given = [(visit.shop.program.version, mine)]
    total, known = 0, word.cost is not None
    for version, times in given:
        program = visit.shop.timeline.version(version)
        then = program.document.rewards.get(name)
        if then is not None and then.cost is not None:
            total, known = total + times * program.minor(then.cost), True
    return {"times": sum(times for _, times in given), "cost": total if known else None}


def _donations(visit: Visit, word: Reward) -> list[dict[str, Any]]:
    if word.kind != "donation":
        return []
    return [
        {
            "period": one.period, "times": one.times, "money": one.money_minor,
            "points": " + ".join(worded(visit, *pair) for pair in one.points.items()),
        }
        for one in donating.by_cause(visit.conn, visit.shop) if one.cause == word.cause
    ]  # fmt: skip
