"""Pools of codes: how many are left, a file looked through and then imported, the unused ones."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from psycopg import Connection

from regulars.domains.rewards import pools
from regulars.entrypoints.console.access import Visit, render, staff_page
from regulars.flows import pool_files
from regulars.flows.pool_files import BYTES_MAX, CODES_MAX, SHOWN, Checked, Read
from regulars.kit.pages.spreadsheets import csv_file
from regulars.kit.pg.django import transact

PAGE = 1000
LOW_MAX = 1_000_000


@require_GET
@staff_page("look")
def code_pools(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every pool that the program's rewards name, or that was ever filled."""
    return _page(request, visit)


@require_POST
@staff_page("shape")
def fill(request: HttpRequest, visit: Visit, pool: str) -> HttpResponse:
    """Looks a file through and says what is in it; imports it when that is confirmed."""
    if pool not in _names(visit):
        raise Http404
    low, raw = request.POST.get("low", "").strip(), _raw(request)
    if low and not (low.isascii() and low.isdecimal() and int(low[:9]) <= LOW_MAX):
        return _page(request, visit, pool=pool, error=_("Write a whole number from 0."))
    found = pool_files.read(raw)
    error = _error(found)
    if error:
        return _page(request, visit, pool=pool, error=error)
    if "sure" not in request.POST:
        checked = pool_files.check(visit.conn, visit.shop, found)
        return _page(request, visit, pool=pool, checked=checked, low=low)

    def work(conn: Connection) -> tuple[Checked, int]:
        return pool_files.import_codes(conn, visit.shop, pool, found, int(low) if low else None)

    done, left = transact(work)
    said = {"new": done.new, "known": done.known, "left": left}
    messages.success(
        request, _("%(new)s codes are new, %(known)s were known; %(left)s left.") % said
    )
    return HttpResponseRedirect(visit.address("code_pools"))


@require_GET
@staff_page("shape")
def unused(request: HttpRequest, visit: Visit, pool: str) -> StreamingHttpResponse:  # noqa: ARG001
    """The codes that nobody has, as a CSV file."""
    if pool not in _names(visit):
        raise Http404
    return csv_file(f"{pool}-unused", ["code"], _unused(visit, pool))


def _unused(visit: Visit, pool: str) -> Iterator[tuple[str]]:
    after = ""
    while True:
        found = pools.unused(visit.conn, visit.program_id, pool, after=after, limit=PAGE)
        for _key, text in found:
            yield (text,)
        if len(found) < PAGE:
            return
        after = found[-1][0]


def _raw(request: HttpRequest) -> bytes:
    """The file, or what it held when it was looked through a moment ago."""
    file = request.FILES.get("file")
    if file is not None:
        return bytes(file.read(BYTES_MAX + 1))
    return request.POST.get("codes", "").encode()


def _error(found: Read) -> str:
    said = {"megabytes": BYTES_MAX // 1_048_576, "most": CODES_MAX}
    errors = {
        "too_large": _("The file is larger than %(megabytes)s MiB: send it in parts."),
        "no_text": _("The file is not text in UTF-8: save it as CSV in UTF-8."),
        "too_many": _("The file has more than %(most)s codes: send it in parts."),
    }
    if found.error:
        return errors[found.error] % said
    return "" if found.codes else _("There is no code in the file.")


def _names(visit: Visit) -> dict[str, list[str]]:
    """Every pool with the titles of the rewards that give its codes."""
    names: dict[str, list[str]] = {
        one.pool: [] for one in pools.listed(visit.conn, visit.program_id)
    }
    for name, word in visit.shop.program.document.rewards.items():
        if word.codes:
            names.setdefault(word.codes, []).append(word.title or name)
    return names


def _page(
    request: HttpRequest, visit: Visit, *, pool: str = "", error: str = "",
    checked: Checked | None = None, low: str = "",
) -> HttpResponse:  # fmt: skip
    held = {one.pool: one for one in pools.listed(visit.conn, visit.program_id)}
    rows: list[dict[str, Any]] = []
    for name, rewards in sorted(_names(visit).items()):
        one = held.get(name)
        free, mark = (one.free, one.low) if one else (0, 0)
        rows.append({
            "id": name, "rewards": rewards, "free": free, "given": one.given if one else 0,
            "low": mark, "few": free <= mark, "error": error if name == pool else "",
            "checked": _shown(checked, low) if checked and name == pool else None,
        })  # fmt: skip
    said = {"rows": rows, "mib": BYTES_MAX // 1_048_576, "most": CODES_MAX}
    return render(request, visit, "console/pools/pools.html", said, 422 if error else 200)


def _shown(checked: Checked, low: str) -> dict[str, Any]:
    read = checked.read
    return {
        "new": checked.new, "known": checked.known, "blank": read.blank, "low": low,
        "repeated": read.repeated, "unusable": len(read.unusable),
        "rows": ", ".join(map(str, read.unusable[:SHOWN])),
        "more": len(read.unusable) > SHOWN, "codes": "\n".join(map(_quoted, read.codes)),
    }  # fmt: skip


def _quoted(text: str) -> str:
    """As one cell, so that it is read again as it was."""
    return '"' + text.replace('"', '""') + '"'
