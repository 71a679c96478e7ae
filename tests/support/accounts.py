"""Which account a named statement speaks of, as its text says it."""

import re

ONE = r"%\(account_id\)s"

_NAMED = re.compile(
    r"\b(?P<verb>from|join|into|update|using|copy)\s+(?P<table>[a-z]+_[a-z_]+)\b"
    r"(?:\s+as\s+(?P<alias>\w+))?",
    re.IGNORECASE,
)
_INSERTED = re.compile(
    r"INSERT INTO \w+(?: AS \w+)?\s*\((?P<columns>[^)]*)\)\s*(?:VALUES \(|SELECT )(?P<first>\S+)",
)


def tables(body: str) -> set[str]:
    """Whatever a statement names where a table stands."""
    return {found["table"] for found in _NAMED.finditer(body)}


def strangers(body: str, scoped: set[str]) -> list[str]:
    """Mentions of accounts' tables that are not held to the one account."""
    return [
        found["table"]
        for found in _NAMED.finditer(body)
        if found["table"] in scoped and not _is_held(body, found)
    ]


def _is_held(body: str, found: re.Match[str]) -> bool:
    if found["verb"].lower() == "into":
        return _is_inserted_for_one(body)
    if re.search(rf"\baccount_id = {ONE}", body) is None:
        return False
    if found["alias"] is None:
        return re.search(rf"(?<![.\w])account_id = {ONE}", body) is not None
    own = rf"\b{found['alias']}\.account_id"
    other = rf"({ONE}|\w+\.account_id)"
    return re.search(rf"{own} = {other}|\w+\.account_id = {own}", body) is not None


def _is_inserted_for_one(body: str) -> bool:
    found = _INSERTED.search(body)
    return (
        found is not None
        and found["columns"].startswith("account_id,")
        and re.fullmatch(rf"{ONE}(::uuid)?,", found["first"]) is not None
    )
