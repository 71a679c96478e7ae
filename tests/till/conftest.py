"""A shop with a device at its counter, and somebody who serves."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from tests.builders.shop import SmallShop
from tests.till.queueing import Queue

from regulars.core.facts import Scalar
from regulars.domains.locations import operations as locations
from regulars.domains.locations.contracts import Location
from regulars.domains.tills import operations as tills
from regulars.entrypoints.till import device
from regulars.kit import ids

PIN = "4711"
CODE = re.compile(r'code-shown" dir="ltr">([0-9A-Z-]{14})<')
WHO = re.compile(r'name="who" value="([^"]+)"')
HOLD = re.compile(r'name="hold" value="([^"]+)"')
CONSOLE = "/console/p/shop/tills/"


class Counter:
    """What a cashier does, by the addresses that the page uses."""

    def __init__(self, client: Client) -> None:
        self.client, self.who, self.receipts = client, "", 0
        self.queue = Queue(client)

    def look(self, code: str) -> str:
        """Scan or type somebody."""
        page = self.client.post("/till/look/", {"code": code}).text
        found = WHO.search(page)
        self.who = found[1] if found else ""
        return page

    def receipt(self) -> str:
        """The next receipt's number."""
        self.receipts += 1
        return f"{self.receipts}-abc123"

    def say(self, page: str, **said: Scalar | list[str]) -> str:
        """Send a form of the counter for whom was found last."""
        return self.client.post(f"/till/{page}/", {"who": self.who} | said).text

    def hold(self, receipt: str, **what: Scalar) -> str:
        """Set something aside and give its id."""
        page = self.say("hold", receipt=receipt, key=ids.new().hex, **what)
        found = HOLD.search(page)
        assert found, page
        return found[1]


@pytest.fixture(autouse=True)
def fresh_keys() -> None:
    """What one test's process remembers of keys is undone with them."""
    device.keyring.cache_clear()


@pytest.fixture
def kiosk() -> Client:
    """A device that nobody has enrolled yet."""
    return Client(headers={"host": "localhost"})


@pytest.fixture
def counter(owner: Client, kiosk: Client, shop: SmallShop) -> Counter:
    """An enrolled device at the harbour."""
    place = Location(external_id="harbour", name="The harbour")
    locations.put(shop.conn, shop.program_id, [place])
    page = owner.post(f"{CONSOLE}invite/", {"label": "Left", "location": "harbour"}).text
    found = CODE.search(page)
    assert found, page
    answer = kiosk.post("/till/pair/", {"code": found[1].lower().replace("-", " ")})
    assert answer.status_code == 302, answer.text
    return Counter(kiosk)


@pytest.fixture
def cashier(shop: SmallShop) -> str:
    """Somebody who serves, by the id that pages use."""
    made = tills.hire(shop.conn, shop.program_id, "Meri", make_password(PIN))
    return ids.encode("csh", made)
