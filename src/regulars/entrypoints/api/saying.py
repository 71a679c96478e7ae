"""What the types of bodies cannot say of themselves, for the description: which fields are needed
together, how bytes are written, and which calls are made once under a key."""

from typing import Any

from regulars.wire.calls import Call

_BASE64 = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
# A member is found by an id of ours, or by a name of theirs.
MEMBER = "^(?:mem_[0-7][0-9a-hjkmnp-tv-z]{25}|(?:external_id|email|phone|card):.+)$"
# They take a key, too, where nothing else names what happened.
_SOMETIMES = frozenset({"create_activity", "roll_back_redemption"})


def _said(name: str, **schema: Any) -> dict[str, Any]:
    return {"required": [name], "properties": {name: schema}}


_ONE_OF: dict[str, list[dict[str, Any]]] = {
    "OrderIn": [_said("total_minor", type="integer"), _said("lines", minItems=1)],
    "MemberIn": [
        _said(name, type="string") for name in ("external_id", "email", "phone", "card")
    ],
}  # fmt: skip


def complete(components: dict[str, Any]) -> None:
    """Will add to the schemas of bodies what their types leave out."""
    for name, choices in _ONE_OF.items():
        if name in components:
            components[name]["anyOf"] = choices
    for schema in components.values():
        for one in schema.get("properties", {}).values():
            if one.get("contentEncoding") == "base64":
                one["pattern"] = _BASE64


def key_needed(call: Call) -> bool:
    """Whether a call is refused without a key of its own."""
    return call.writes and "idempotency_key_needed" in call.problems and call.name not in _SOMETIMES
