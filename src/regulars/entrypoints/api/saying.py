"""What the types of bodies cannot say of themselves, for the description: which fields are needed
together, how bytes are written, and which calls are made once under a key."""

from typing import Any

from regulars.wire.calls import Call

_BASE64 = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
# A member is found by an id of ours, or by a name of theirs.
MEMBER = "^(?:mem_[0-7][0-9a-hjkmnp-tv-z]{25}|(?:external_id|email|phone|card):.+)$"
_OR_NOBODY = f"^$|{MEMBER}"
# Texts that name a member, or nobody where they may be empty.
_MEMBERS = frozenset({"member", "head", "by", "other", "to", "buyer", "receiver"})
# They take a key, too, where nothing else names what happened.
_SOMETIMES = frozenset({"create_activity", "roll_back_redemption"})


def _said(name: str, **schema: Any) -> dict[str, Any]:
    return {"required": [name], "properties": {name: schema}}


def _both(*parts: dict[str, Any]) -> dict[str, Any]:
    return {
        "required": [name for one in parts for name in one.get("required", ())],
        "properties": {name: one for part in parts for name, one in part["properties"].items()},
    }


def _not_both(*names: str) -> list[dict[str, Any]]:
    return [{"properties": {name: _NULL}} for name in names]


_EMPTY, _NULL = {"maxLength": 0}, {"type": "null"}
CHOICES: dict[str, list[dict[str, Any]]] = {
    "OrderIn": [_said("total_minor", type="integer"), _said("lines", minItems=1)],
    "MemberIn": [
        _said(name, type="string") for name in ("external_id", "email", "phone", "card")
    ],
    "RedemptionIn": [
        _both(_said("reward", minLength=1), {"properties": {"pay": _NULL}}),
        _both(
            _said("pay", type="object"), _said("lines", minItems=1),
            {"properties": {"reward": _EMPTY}},
        ),
    ],
    "regulars.wire.redemptions.RollbackIn": _not_both("amount", "amount_minor"),
    "RefundIn": [
        {"properties": {"lines": {"maxItems": 0}}}, {"properties": {"amount_minor": _NULL}},
    ],
    "PayOutIn": [{"properties": {"amount_minor": _NULL}}, _said("payment", minLength=1)],
    "GiftCardIn": [
        _both(_said("voucher", minLength=1), {"properties": {"payment": _EMPTY}}),
        _both(
            _said("payment", minLength=1), _said("amount_minor", type="integer"),
            {"properties": {"voucher": _EMPTY}},
        ),
    ],
    "DecisionIn": [
        {"properties": {"decision": {"not": {"const": "hold"}}}}, _said("until", type="string"),
    ],
    "ClubIn": [{"properties": {"joining": {"not": {"const": "code"}}}}, _said("code", minLength=1)],
    "AdjustmentIn": [{"properties": {"amount": {"not": {"const": 0}}}}],
}  # fmt: skip
"""By the name of a body: one of these holds besides."""


def complete(components: dict[str, Any]) -> None:
    """Will add to the schemas of bodies what their types leave out."""
    for name, choices in CHOICES.items():
        if name in components:
            components[name]["anyOf"] = choices
    for schema in components.values():
        for field, one in schema.get("properties", {}).items():
            if one.get("contentEncoding") == "base64":
                one["pattern"] = _BASE64
            for text in one.get("anyOf", [one]):
                if field in _MEMBERS and "maxLength" in text:
                    text["pattern"] = _OR_NOBODY if one.get("default") == "" else MEMBER


def key_needed(call: Call) -> bool:
    """Whether a call is refused without a key of its own."""
    return call.writes and "idempotency_key_needed" in call.problems and call.name not in _SOMETIMES
