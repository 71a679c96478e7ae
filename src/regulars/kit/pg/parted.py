"""A statement's second body, for one account: where accounts live on several machines, each
statement goes to the one that has its account.

The first body takes many accounts as `account_ids`. Lists in the same `unnest` are columns beside
it and are parted with it; all else is the same for each account.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from msgspec import Struct

MANY, ONE = "account_ids", "account_id"

# A list may stand behind SELECT, which keeps its length from the planner.
_UNNEST = re.compile(r"unnest\(((?:[^()]|\(\w+\)|\(SELECT %\(\w+\)s[^()]*\))*)\)")
_PARAMETER = re.compile(r"%\((\w+)\)s")


class OneAccount(Struct, frozen=True):
    """The body for one account, which lists are parted, and by what results are put in order where
    it is not the account.
    """

    body: str
    columns: tuple[str, ...]
    by: tuple[str, ...]

    def parts(self, parameters: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Will give each account's parameters, in the order of their ids."""
        places: dict[Any, list[int]] = {}
        for place, account_id in enumerate(parameters[MANY]):
            places.setdefault(account_id, []).append(place)
        shared = {name: value for name, value in parameters.items() if name != MANY}
        for account_id in sorted(places):
            here = places[account_id]
            columns = {name: [shared[name][place] for place in here] for name in self.columns}
            yield shared | columns | {ONE: account_id}

    def together(
        self, parts: Sequence[list[tuple[Any, ...]]], columns: Sequence[str]
    ) -> list[tuple[Any, ...]]:
        """Will put rows of all accounts together in the order that the first body gives."""
        rows = [row for part in parts for row in part]
        if self.by and rows:
            rows.sort(key=itemgetter(*(columns.index(name) for name in self.by)))
        return rows


def of(many: str, one: str, by: str) -> OneAccount:
    """Will read how a statement is parted from its two bodies."""
    found = [_PARAMETER.findall(inside) for inside in _UNNEST.findall(many)]
    columns = {name for names in found if MANY in names for name in names} - {MANY}
    wanted = set(_PARAMETER.findall(many)) - {MANY}
    assert MANY in _PARAMETER.findall(many), "the first body takes no accounts"
    assert set(_PARAMETER.findall(one)) <= wanted | {ONE}, "the bodies take different parameters"
    return OneAccount(one, tuple(sorted(columns)), tuple(by.split(", ")) if by else ())
