"""The pages that are measured, what is asked of them, and the table that says how they did."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import click
import django
import msgspec
from msgspec import Struct

from regulars.domains.events import bought
from regulars.entrypoints.cli._measuring import lighthouse, visitors
from regulars.entrypoints.cli._measuring.lighthouse import Verdict
from regulars.entrypoints.cli._measuring.serving import Ask, Figure, server, timed
from regulars.entrypoints.cli._measuring.visitors import Visitors
from regulars.entrypoints.cli._site import Site
from regulars.kit import ids
from regulars.kit.pg.connect import connect

P95_MS, TILL_MS, SCORE, BYTES = 100, 2_000, 95, 100_000


class Report(Struct, frozen=True, kw_only=True):
    """Everything that was measured."""

    verdicts: list[Verdict]
    figures: list[Figure]


def measure(times: int, folder: Path | None, *, judge: bool) -> Report:
    """Will serve the pages and look at them, with Lighthouse if that is wanted."""
    django.setup()
    program = lighthouse.installed(folder) if judge else None
    with connect() as conn:
        conn.autocommit = True
        of = visitors.found(conn)
        there = visitors.invite(conn, of, times)
        # A job's work: lists in this order wait for it, and no worker runs beside the measure.
        bought.count(conn, of.program_id)
    with server() as site:
        verdicts = list(_judged(program, site, there)) if program else []
        figures = [timed(site, page, asks) for page, asks in _asked(there, times)]
    return Report(verdicts=verdicts, figures=figures)


def _judged(program: Path, site: Site, there: Visitors) -> Iterator[Verdict]:
    member = there.people[0].session
    looked_at = (
        ("portal home, phone", there.club, member, False),
        ("console overview", there.console, there.owner, True),
        ("console members", f"{there.console}members/", there.owner, True),
    )
    for page, path, session, desktop in looked_at:
        cookies = f"sessionid={session}"
        yield lighthouse.judged(program, page, site.address + path, cookies, desktop=desktop)


def _asked(there: Visitors, times: int) -> Iterator[tuple[str, list[Ask]]]:
    owner, till = {"sessionid": there.owner}, {"till": there.till}
    people, console = there.people[:times], there.console
    initials = [one.who.name[:3] for one in people]
    yield (
        "portal home",
        [Ask(path=there.club, cookies={"sessionid": one.session}) for one in people],
    )
    yield (
        "portal history",
        [Ask(path=f"{there.club}history/", cookies={"sessionid": one.session}) for one in people],
    )
    yield "members' list", _again(f"{console}members/", owner, times)
    spent = (
        f"{console}members/?{urlencode({'col': ['last', 'spend'], 'sort': '-spend'}, doseq=True)}"
    )
    yield "members' list, by spend", _again(spent, owner, times)
    yield (
        "members' list, searched",
        [Ask(path=f"{console}members/?{urlencode({'q': one})}", cookies=owner) for one in initials],
    )
    yield (
        "member page",
        [
            Ask(path=f"{console}members/{ids.encode('mem', one.member_id)}/", cookies=owner)
            for one in people
        ],
    )
    yield "overview", _again(console, owner, times)
    yield "overview's figures", _again(f"{console}figures/", owner, times)
    yield (
        "till, by code",
        [
            Ask(path="/till/look/", cookies=till, body=urlencode({"code": one.who.card}))
            for one in people
        ],
    )


def _again(path: str, cookies: dict[str, str], times: int) -> list[Ask]:
    return [Ask(path=path, cookies=cookies)] * times


def tell(report: Report) -> None:
    """Will print it, each figure beside what is asked for."""
    if report.verdicts:
        click.echo(f"{'page':24} performance accessibility best-practices  bytes   LCP   CLS  TBT")
        click.echo(f"{'asked for':24} {f'>= {SCORE}':>11} {100:13} {100:14} {BYTES:6,}")
    for one in report.verdicts:
        click.echo(
            f"{one.page:24} {one.performance:11} {one.accessibility:13} {one.best_practices:14} "
            f"{one.bytes:6,} {one.lcp:5} {one.cls:5} {one.tbt:4}"
            + (f"   {', '.join(one.wrong)}" if one.wrong else "")
        )
    click.echo(f"\n{'page':24} median ms  p95 ms   asked  first ms    bytes")
    for figure in report.figures:
        asked = TILL_MS if figure.page.startswith("till") else P95_MS
        click.echo(
            f"{figure.page:24} {figure.p50:9.1f} {figure.p95:7.1f} {f'< {asked}':>7} "
            f"{figure.first:9.0f} {figure.bytes:8,}"
        )


def as_json(report: Report) -> None:
    """Will print it for a program."""
    click.echo(msgspec.json.encode(report))
