"""The disk fills under load: callers are told, nothing is acknowledged that is not kept, and once
there is room all goes on.
"""

import http.client
import time
from pathlib import Path

from tests.faults.conftest import own_server_in
from tests.faults.disks import Disk, Forbidden, small_disk
from tests.support.serving import WAIT_SECONDS, Callers, ask, order, serving

from regulars.entrypoints.cli._site import Site


def test_the_disk_fills_under_load(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        it_survives(disk, tmp_path / "disk" / "data")


def test_files_that_may_grow_no_more_under_load(tmp_path: Path) -> None:
    it_survives(Forbidden(), tmp_path / "data")


def it_survives(disk: Disk, folder: Path) -> None:
    with own_server_in(folder) as own:
        shop, database = own.shop, own.server
        with serving(shop.variables) as server:
            with Callers([server.site], shop.key) as callers:
                callers.wait_for(60)
                disk.fill(database)
                taken, refused = refusals(server.site, shop.key)
                disk.clear(database)
                database.start()
                callers.wait_for(60)
            callers.acknowledged |= taken
            callers.unknown |= refused
            shop.proves(callers)


def refusals(site: Site, key: str) -> tuple[set[str], set[str]]:
    """Sell until ten orders were refused, each in so many words; gives which were taken before, and
    which were refused."""
    taken: set[str] = set()
    refused: set[str] = set()
    until = time.monotonic() + WAIT_SECONDS
    while len(refused) < 10:
        assert time.monotonic() < until, "a full disk takes no orders"
        number = f"0-full-{len(refused)}-{len(taken)}"
        status, said = ask(site, key, "/v1/orders", order(number, "m0"))
        if status == http.client.CREATED:
            taken.add(number)
            continue
        assert (status, said["code"]) in ((503, "database_away"), (500, "internal_error")), said
        refused.add(number)
    return taken, refused
