"""Where every request of the API is served, whichever door it came through.

Total: a request gives a response, with a problem for every no and for the unexpected. Nothing of
what people sent is logged.
"""

import time
from collections.abc import Callable

from psycopg import Connection

from regulars.domains.merchants.contracts import Key
from regulars.flows.shops import open_shop, open_unpublished
from regulars.kit import clock, journal
from regulars.wire import bodies, recording, requests
from regulars.wire.calls import Answered, Asked, Call, Transact
from regulars.wire.keyring import Keyring, refused
from regulars.wire.pace import Pace
from regulars.wire.problems import Problem, problem
from regulars.wire.requests import Request, Wanted
from regulars.wire.responses import Response, failed, first_headers, response
from regulars.wire.routing import Found, Methods, Router


class Desk:
    """The table of calls with what is needed to serve it."""

    def __init__(self, router: Router, pace: Pace, keyring: Keyring | None = None) -> None:
        """Will serve these calls at this pace."""
        self._router, self._pace = router, pace
        self.keyring = keyring or Keyring()
        self._told = journal.wanted() != "none"

    def serve(self, request: Request, idle: Connection, transact: Transact) -> Response:
        """Will answer one request. `idle` is a connection outside of any transaction."""
        headers = first_headers(request)
        journal.begin(headers["X-Request-Id"])
        began = time.perf_counter()
        try:
            given = response(self._answer(request, idle, transact, headers), headers)
        except Exception as error:  # noqa: BLE001 - the last resort of every request
            given = response(failed(error, headers["X-Request-Id"]), headers)
        if self._told:
            found = self._router.find(request.method, request.path)
            name = found.call.name if isinstance(found, Found) else "other"
            journal.answered(name, given.status, time.perf_counter() - began)
        return given

    def _answer(
        self, request: Request, idle: Connection, transact: Transact, headers: dict[str, str]
    ) -> Answered | Problem:
        found = self._router.find(request.method, request.path)
        if found is None:
            return problem("not_found")
        if isinstance(found, Methods):
            headers["Allow"] = ", ".join(found.allowed)
            return problem("method_not_allowed")
        if found.call.tell is not None:
            query = bodies.read_query(request.query, found.call.query)
            return query if isinstance(query, Problem) else found.call.tell()
        key = self.keyring.caller(idle, request.headers.get("authorization", ""), clock.now())
        no = self.let_in(request, found, key, headers)
        if no is not None:
            return no
        assert isinstance(key, Key), "who is let in has a key"
        journal.about(key.merchant_id, key.program_id)
        wanted = requests.read(request, found, key)
        return wanted if isinstance(wanted, Problem) else carry_out(wanted, idle, transact)

    def find(self, method: str, path: str) -> Found | Methods | None:
        """Will find the call of an address."""
        return self._router.find(method, path)

    def let_in(
        self, request: Request, found: Found, key: Key | Problem, headers: dict[str, str]
    ) -> Problem | None:
        """Will say why a key may not make this call now; headers tell of its pace. Problems:
        key_invalid, rate_limited and those of `keyring.refused`."""
        if isinstance(key, Problem):
            headers["WWW-Authenticate"] = "Bearer"
            return key
        left = self._pace.take(key.key_id)
        headers.update(left.headers)
        if left.calls < 0:
            headers["Retry-After"] = str(left.seconds)
            return problem("rate_limited")
        origin = request.headers.get("origin", "")
        no = refused(key, found.call, origin)
        if no is None and key.kind == "publishable":
            headers |= {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
        return no


def carry_out(wanted: Wanted, idle: Connection, transact: Transact) -> Answered | Problem:
    """Will make a call in a transaction of its own, or in those that it makes itself."""
    if wanted.call.apart:
        return work(wanted, transact)(idle)
    return transact(work(wanted))


def work(
    wanted: Wanted, transact: Transact | None = None
) -> Callable[[Connection], Answered | Problem]:
    """Will give what a call does with a connection, its shop opened there."""
    opened = open_unpublished if wanted.call.unpublished else open_shop

    def made(conn: Connection) -> Answered | Problem:
        try:
            shop = opened(conn, wanted.key.program_id, now=clock.now())
        except LookupError:
            return problem("program_without_version")
        return make(wanted.asked(conn, shop, transact), wanted.call)

    return made


def make(asked: Asked, call: Call) -> Answered | Problem:
    """Will make a call whose shop is open, and write down what is to be known of it."""
    if call.test_only and not asked.shop.test_clock:
        return problem("test_mode_only")
    assert call.handle is not None, "a call with a key has a handler"
    answer = call.handle(asked)
    if not isinstance(answer, Problem):
        recording.record(call, asked)
    return answer
