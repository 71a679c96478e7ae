"""What would change between two versions of a program: rule by rule, readable by people."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct

from regulars.core.program import Program
from regulars.kit.speech import say, say_later

Kind = Literal["added", "removed", "changed"]
_PLAIN: Mapping[str, str] = {
    "added": say_later("{where} is new: {after}"),
    "removed": say_later("{where} is gone: {before}"),
    "changed": say_later("{where} was {before}, is {after}"),
}


class Change(Struct, frozen=True, kw_only=True):
    """One difference. In `path`, rules and levels go by their ids, not by their place."""

    kind: Kind
    path: tuple[str, ...]
    before: str = ""
    after: str = ""

    @property
    def plain(self) -> str:
        """The difference as a sentence."""
        where = " › ".join(self.path)
        return say(_PLAIN[self.kind], where=where, before=self.before, after=self.after)


def difference(before: Program | None, after: Program) -> list[Change]:
    """Will list what publishing `after` would change; where nothing stands, all is new."""
    old = _indexed(msgspec.to_builtins(before)) if before is not None else {}
    return list(_compare(old, _indexed(msgspec.to_builtins(after)), ()))


def _indexed(value: Any) -> Any:
    """Lists of things with ids become mappings: moving a rule changes nothing."""
    if isinstance(value, dict):
        return {str(key): _indexed(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        if value and all(isinstance(one, dict) and "id" in one for one in value):
            return {str(one["id"]): _indexed({**one, "id": None}) for one in value}
        return [_indexed(one) for one in value]
    return value


def _compare(old: Any, new: Any, path: tuple[str, ...]) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            here = (*path, key)
            if not path and isinstance(old.get(key, new.get(key)), dict):
                # A whole section that comes or goes is told thing by thing.
                yield from _compare(old.get(key, {}), new.get(key, {}), here)
            elif key not in new:
                yield Change(kind="removed", path=here, before=written(old[key]))
            elif key not in old:
                yield Change(kind="added", path=here, after=written(new[key]))
            else:
                yield from _compare(old[key], new[key], here)
        return
    yield Change(kind="changed", path=path, before=written(old), after=written(new))


def written(value: Any) -> str:
    """Will write a value of the file in one line."""
    if isinstance(value, dict):
        parts = [f"{key} {written(one)}" for key, one in value.items() if one is not None]
        return "; ".join(parts)
    if isinstance(value, list):
        return ", ".join(written(one) for one in value)
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return str(value)
