"""What a key changes is written down with the change.

Not so what happens all day: orders, redemptions and whoever joins stand in the history with the key
that told of them.
"""

from regulars.domains.audit import operations as audit
from regulars.domains.audit.contracts import Act
from regulars.kit import clock, ids
from regulars.kit.addresses import short_address
from regulars.wire.calls import Asked, Call
from regulars.wire.table import HOT

QUIET = frozenset({one.name for one in HOT} | {"join_member", "advance_test_clock"})


def record(call: Call, asked: Asked) -> None:
    """Will write down what a call changed; only ids of its address, which may hold an e-mail."""
    if not call.writes or call.apart or call.name in QUIET:
        return
    known = {name: value for name, value in asked.path.items() if name != "code" and _is_id(value)}
    member = known.pop("ref", "") if "members" in call.path else ""
    audit.record(
        asked.conn,
        Act(
            act_id=ids.new(), merchant_id=asked.key.merchant_id, program_id=asked.key.program_id,
            at=clock.now(), actor=f"key:{asked.key.key_id}", kind=f"api.{call.name}",
            member_id=ids.decode("mem", member), target=" ".join(known.values()),
            address=short_address(asked.address),
        ),
    )  # fmt: skip


def _is_id(text: str) -> bool:
    """Whether it is a name of our own making, as `mem_...` or a slug of the program file."""
    return text.isascii() and text.replace("_", "").replace("-", "").isalnum()
