"""A shop's own orders in the first run: whose the file is, what was said with it, what came out."""

from typing import Any

import msgspec
from django.http import Http404

from regulars.domains import imports
from regulars.domains.imports.contracts import File
from regulars.domains.merchants.contracts import Worker
from regulars.kit import ids
from regulars.kit.pg.django import connection
from regulars.wire.importing.looking_back import Report, Setting


def found(worker: Worker, name: str) -> File:
    """Will find a file of the merchant that no program has yet."""
    file_id = ids.decode("file", name)
    file = imports.queries.file(connection(), file_id, worker.merchant_id) if file_id else None
    if file is None or file.program_id is not None or file.gone_at is not None:
        raise Http404
    return file


def setting(form: dict[str, Any], query: str = "") -> Setting:
    """Will give what was answered, to be kept with a file."""
    budget = next(one["value"] for one in form["questions"] if one["name"] == "budget")
    return Setting(
        title=form["title"], currency=form["currency"], time_zone=form["time_zone"],
        budget=budget, query=query, margin=int(form["margin"]) if form["margin"] else None,
    )  # fmt: skip


def setting_of(file: File) -> Setting:
    """Will give what was answered when the file was brought."""
    return msgspec.json.decode(file.setting, type=Setting)


def report_of(file: File) -> Report:
    """Will give what came out of a file that was looked at."""
    if file.phase != "checked" or not file.report:
        raise Http404
    return msgspec.json.decode(file.report, type=Report)
