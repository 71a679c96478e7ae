"""Which call an address means. A value in a path may hold any characters, slashes too.

Servers hand paths over decoded, so 'shop:A%2F1' and 'shop:A/1' are one. The most literal address
wins: a member whose number ends on '/balances' is asked for by id.
"""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from regulars.wire.calls import Call

_PLACE = re.compile(r"\{(\w+)\}")


class Found(Struct, frozen=True):
    """A call and the values in its path."""

    call: Call
    path: Mapping[str, str]


class Methods(Struct, frozen=True):
    """The address is known, the method is not: these are."""

    allowed: tuple[str, ...]


class Router:
    """Finds calls by method and path."""

    def __init__(self, calls: Iterable[Call]) -> None:
        """Will sort the addresses, those with the most fixed text first."""
        by_path: dict[str, dict[str, Call]] = {}
        for call in calls:
            methods = by_path.setdefault(call.path, {})
            assert call.method not in methods, f"{call.method} {call.path} is there twice"
            methods[call.method] = call
        ordered = sorted(by_path, key=lambda path: (-len(_PLACE.sub("", path)), path))
        self._fixed = {path: by_path[path] for path in ordered if "{" not in path}
        self._open = [(_pattern(path), by_path[path]) for path in ordered if "{" in path]

    def find(self, method: str, path: str) -> Found | Methods | None:
        """Will find the call; None where nothing has that address."""
        methods, values = self._fixed.get(path), {}
        if methods is None:
            for pattern, candidate in self._open:
                match = pattern.fullmatch(path)
                if match:
                    methods, values = candidate, match.groupdict()
                    break
            else:
                return None
        if method in methods:
            return Found(methods[method], values)
        return Methods(tuple(sorted(methods)))


def _pattern(path: str) -> re.Pattern[str]:
    parts = _PLACE.split(path)
    text = "".join(
        f"(?P<{part}>.+)" if index % 2 else re.escape(part) for index, part in enumerate(parts)
    )
    return re.compile(text, re.DOTALL)
