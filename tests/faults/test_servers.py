"""The server under load, killed, cut off, doubled and abused: nothing acknowledged is lost, nothing
is booked twice.
"""

import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import psycopg
from tests.faults.conftest import Harmed
from tests.support.serving import Callers, ask, order, serving

from regulars.entrypoints.cli._site import Site

MIB = 1_048_576


def test_the_server_is_killed_under_load(harmed: Harmed) -> None:
    with serving(harmed.variables) as server:
        with Callers([server.site], harmed.key) as callers:
            for _ in range(3):
                callers.wait_for(60)
                server.end_by(signal.SIGKILL)
                server.start()
            callers.wait_for(20)
        harmed.proves(callers)


def test_the_server_is_told_to_stop_under_load(harmed: Harmed) -> None:
    with serving(harmed.variables) as server:
        with Callers([server.site], harmed.key) as callers:
            callers.wait_for(100)
            assert server.end_by(signal.SIGTERM) == 0
            server.start()
            callers.wait_for(20)
        harmed.proves(callers)


def test_connections_are_lost_in_the_middle_of_transactions(harmed: Harmed) -> None:
    with serving(harmed.variables) as server:
        with Callers([server.site], harmed.key) as callers:
            for _ in range(8):
                callers.wait_for(15)
                with psycopg.connect(harmed.conninfo, autocommit=True) as conn:
                    conn.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND usename = current_user"
                        " AND pid <> pg_backend_pid() AND state = 'active'"
                    )
            callers.wait_for(20)
        harmed.proves(callers)


def test_two_servers_are_told_the_same(harmed: Harmed) -> None:
    with serving(harmed.variables) as one, serving(harmed.variables) as other:
        sites = [one.site, other.site]
        asked = [(site, number) for number in range(60) for site in sites]

        def tell(asked: tuple[Site, int]) -> int:
            site, number = asked
            return ask(site, harmed.key, "/v1/orders", order(f"T{number}", "ana"))[0]

        with ThreadPoolExecutor(12) as pool:
            found = list(pool.map(tell, asked))
        assert sorted(found) == [200] * 60 + [201] * 60
        with Callers(sites, harmed.key) as callers:
            callers.wait_for(100)
        callers.acknowledged |= {f"T{number}" for number in range(60)}
        harmed.proves(callers)


def test_an_account_that_cannot_be_read_disturbs_nobody_else(harmed: Harmed) -> None:
    with serving(harmed.variables) as server:
        assert ask(server.site, harmed.key, "/v1/orders", order("P", "poisoned"))[0] == 201
        with psycopg.connect(harmed.conninfo) as conn:
            conn.execute("CREATE TEMP TABLE kept AS SELECT account_id, state FROM ledger_account")
            conn.execute('UPDATE ledger_account SET state = \'{"events": "none"}\'')
            conn.commit()
            with Callers([server.site], harmed.key) as callers:
                for number in range(20):
                    body = order(f"Q{number}", "poisoned")
                    status, said = ask(server.site, harmed.key, "/v1/orders", body)
                    assert (status, said["code"]) == (500, "internal_error")
                callers.wait_for(50)
            conn.execute(
                "UPDATE ledger_account AS a SET state = kept.state FROM kept"
                " WHERE kept.account_id = a.account_id"
            )
        callers.acknowledged.add("P")
        harmed.proves(callers)


def slow_callers(site: Site, stack: ExitStack) -> None:
    """A hundred who begin to ask and never end."""
    for _ in range(100):
        one = stack.enter_context(socket.create_connection((site.host, site.port)))
        one.sendall(b"POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n")


def test_abuse_is_refused_and_costs_others_nothing(harmed: Harmed) -> None:
    key = harmed.key
    with serving(harmed.variables) as server, ExitStack() as stack:
        slow_callers(server.site, stack)
        with Callers([server.site], key, many=2) as callers:
            for body, expected in (
                (b"[" * 500_000, (422, "body_invalid")),
                (b'{"source": "\xff\xfe"}', (400, "body_unreadable")),
                (b"", (400, "body_unreadable")),
                (b'{"source": "\\u0000"}', (422, "body_invalid")),
            ):
                status, said = ask(server.site, key, "/v1/orders", body)
                assert (status, said["code"]) == expected
            for _ in range(50):  # a client that never gives up
                again = order("R", "ana") | {"currency": "?"}
                assert ask(server.site, key, "/v1/orders", again)[0] == 422
            callers.wait_for(40)
        harmed.proves(callers)


def test_a_body_of_a_hundred_megabytes_is_not_taken_in(harmed: Harmed) -> None:
    head = (f"POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            f"{harmed.key}\r\nContent-Length: {100 * MIB}\r\n\r\n")  # fmt: skip
    with (
        serving(harmed.variables) as server,
        socket.create_connection((server.site.host, server.site.port)) as one,
    ):
        one.sendall(head.encode() + b"{")
        assert one.recv(65_536).startswith(b"HTTP/1.1 413")
        assert ask(server.site, harmed.key, "/v1/orders", order("A", "ana"))[0] == 201
