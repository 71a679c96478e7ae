"""Orders as NDJSON on one connection, beside as many callers as `bench earn` has at most."""

import http.client
import statistics
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus

import msgspec
from msgspec import Struct

from regulars.entrypoints.cli._measuring.rates.earn import ORDER, call, plan
from regulars.entrypoints.cli._measuring.rates.ground import Ground
from regulars.entrypoints.cli._site import Site
from regulars.kit.errors import SetupError

CALLERS = 256
_PART = 200


class Round(Struct, frozen=True, kw_only=True):
    """Orders a second: one by one from many callers, and as lines of one batch."""

    single: float
    lines: float

    @property
    def ratio(self) -> float:
        """Lines over single orders."""
        return self.lines / self.single


def rounds(
    ground: Ground, site: Site, *, count: int, seconds: int, lines: int,
    tell: Callable[[Round], None],
) -> list[Round]:  # fmt: skip
    """Will measure both in turn, and tell each round as it ends."""
    found = []
    for number in range(count):
        told = call(plan(ground, site, CALLERS, seconds, f"single-{number}"))
        if told.errors:
            raise SetupError(f"Orders were refused: {told.first_error}")
        found.append(Round(single=told.rate, lines=_batch(ground, site, f"batch-{number}", lines)))
        tell(found[-1])
    return found


def ratio(found: list[Round]) -> float:
    """The middle one."""
    return statistics.median(one.ratio for one in found)


def _batch(ground: Ground, site: Site, run: str, lines: int) -> float:
    connection = http.client.HTTPConnection(site.host, site.port, timeout=600)
    parts = list(_parts(ground, run, lines))
    began = time.perf_counter()
    headers = {
        "Authorization": f"Bearer {ground.key}", "Content-Type": "application/x-ndjson",
        "Transfer-Encoding": "chunked",
    }  # fmt: skip
    connection.request("POST", "/v1/batch", iter(parts), headers, encode_chunked=True)
    answer = connection.getresponse()
    said = answer.read()
    passed = time.perf_counter() - began
    connection.close()
    booked = said.count(b'"status":201')
    if answer.status != HTTPStatus.OK or booked < lines:
        raise SetupError(f"Of {lines} lines {booked} were booked (status {answer.status}).")
    return lines / passed


def _parts(ground: Ground, run: str, lines: int) -> Iterator[bytes]:
    """The batch, made before the time counts."""
    part: list[str] = []
    for number in range(lines):
        member = str(number % ground.members)
        body = ORDER.replace("#", f"{run}-{number}").replace("~", member)
        part.append(f'{{"type":"order","body":{body}}}\n')
        if len(part) == _PART:
            yield "".join(part).encode()
            part = []
    yield "".join(part).encode()


def as_json(found: list[Round]) -> bytes:
    """All rounds, and the middle ratio."""
    return msgspec.json.encode({"rounds": found, "ratio": ratio(found)})
