"""Rewards: all of them, one of them, and getting it once for its form."""

import re
from collections.abc import Mapping
from hashlib import sha256

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http import HttpResponseRedirect as Redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from psycopg import Connection

from regulars.core.facts import Reserve
from regulars.core.state import balance
from regulars.entrypoints.portal.access import Visit, club_page, for_members, render
from regulars.entrypoints.portal.amounts import amount, price_of, reward_title
from regulars.entrypoints.portal.rewards.shelf import detail, prices, shelf
from regulars.entrypoints.portal.why_not import refusal, said
from regulars.flows import redeem
from regulars.kit import ids
from regulars.kit.pages.requests import typed
from regulars.kit.pg.django import transact

_KEY = re.compile(r"[0-9a-f]{32}")


@require_GET
@club_page
@for_members
def rewards(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everything that the member may see, what they can have now first."""
    now, near, others = shelf(visit)
    found = {"now": now, "near": near, "others": others, "spends": visit.spends}
    return render(request, visit, "portal/rewards/rewards.html", found)


@require_GET
@club_page
@for_members
def reward(request: HttpRequest, visit: Visit, reward: str) -> HttpResponse:
    """One reward: its prices, its terms, and what stands in the way."""
    found = detail(visit, reward)
    if found is None:
        raise Http404
    shown = {"one": found.shown, "sentence": found.sentence, "terms": found.terms}
    shown["not_mine"] = _not_mine(visit)
    return render(request, visit, "portal/rewards/reward.html", shown)


@require_http_methods(["GET", "POST"])
@club_page
@for_members
def get(request: HttpRequest, visit: Visit, reward: str, price: int) -> HttpResponse:
    """What it costs and what is left; then, once for the form's key, the voucher."""
    asked = prices(visit, reward)
    if price >= len(asked):
        raise Http404
    if not visit.spends:
        return _refused(request, visit, reward, _not_mine(visit))
    key, agreed = typed(request, "key"), typed(request, "agreed")
    if request.method == "GET" or agreed != _written(asked[price]) or not _KEY.fullmatch(key):
        # A price may have changed since it was shown: nobody pays what they have not seen.
        changed = request.method == "POST"
        return _ask(request, visit, reward, asked[price], changed=changed)
    done = _get(visit, reward, price, key, agreed)
    if done.answer.refused is not None:
        return _refused(request, visit, reward, refusal(visit, done.answer.refused))
    if done.voucher is None:
        thanks = _("Done: %(reward)s. Thank you!") % {"reward": reward_title(visit, reward)}
        messages.success(request, thanks)
        return Redirect(visit.address("rewards"))
    return Redirect(visit.address("voucher", code=done.voucher.code))


def _get(visit: Visit, reward: str, price: int, key: str, agreed: str) -> redeem.Redeemed:
    fact = Reserve(occurred_at=visit.shop.now, reward=reward, price=price)
    fingerprint = sha256(f"{reward}\0{price}\0{agreed}".encode()).digest()

    def work(conn: Connection) -> redeem.Redeemed:
        held = redeem.reserve(
            conn, visit.shop, visit.me.account_id, fact, key=f"club:{key}", fingerprint=fingerprint
        )
        if held.answer.refused is not None or held.redemption is None:
            return held
        return redeem.commit(conn, visit.shop, held.redemption)

    return transact(work, undo=lambda one: one.answer.refused is not None)


def _ask(
    request: HttpRequest, visit: Visit, reward: str, price: Mapping[str, int], *, changed: bool
) -> HttpResponse:
    found = detail(visit, reward)
    state = visit.state()
    if found is None:
        raise Http404
    left = {one: balance(state, one, visit.shop.instant) - much for one, much in price.items()}
    if any(one < 0 for one in left.values()) or found.shown.why:
        return Redirect(visit.address("reward", reward=reward))
    shown = {
        "one": found.shown, "sentence": found.sentence, "key": ids.new().hex,
        "agreed": _written(price), "cost": price_of(visit, price), "changed": changed,
        "left": [amount(visit, *one) for one in left.items()],
    }  # fmt: skip
    return render(request, visit, "portal/rewards/get.html", shown, 409 if changed else 200)


def _refused(request: HttpRequest, visit: Visit, reward: str, why: str) -> HttpResponse:
    found = detail(visit, reward)
    if found is None:
        raise Http404
    shown = {
        "one": found.shown, "sentence": found.sentence, "terms": found.terms, "refused": why,
        "not_mine": _not_mine(visit),
    }  # fmt: skip
    return render(request, visit, "portal/rewards/reward.html", shown, 409)


def _not_mine(visit: Visit) -> str:
    """Why the member may not spend, if they may not."""
    return "" if visit.spends else said(visit, "problem.spending_not_allowed", {})


def _written(price: Mapping[str, int]) -> str:
    return " ".join(f"{one}:{price[one]}" for one in sorted(price))
