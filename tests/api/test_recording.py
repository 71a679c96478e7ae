"""What a key changes is in the audit log, by ids; what happens all day is not."""

from tests.support.api import START, Api

from regulars.domains.audit import queries as audit
from regulars.domains.audit.contracts import Act, Wanted
from regulars.kit import ids
from regulars.kit.pg.django import transact

ORDER = {"source": "shop", "external_id": "A1", "occurred_at": START.isoformat(),
         "currency": "EUR", "total_minor": 20_000, "member": "external_id:ana"}  # fmt: skip


def acts(api: Api) -> list[Act]:
    """All but the publishing of the program."""
    found = transact(
        lambda conn: audit.page(conn, api.merchant_id, api.program_id, Wanted(), limit=9)
    )
    assert found.pop().kind == "api.publish_program"
    return found


def test_a_change_is_written_down_by_ids(api: Api) -> None:
    joined = api.post("/v1/members", {"email": "ana@example.com", "external_id": "ana"}).json
    api.post("/v1/orders", ORDER)
    api.get("/v1/members")
    assert acts(api) == []
    assert api.call("PATCH", f"/v1/members/{joined['id']}", {"name": "Ana"}).status == 200
    assert api.call("PATCH", "/v1/members/email:ana@example.com", {"name": "Anna"}).status == 200
    assert api.call("PATCH", "/v1/members/external_id:nobody", {"name": "Anna"}).status == 404
    by_email, by_id = acts(api)
    assert by_id.kind == by_email.kind
    assert by_id.kind.startswith("api.")
    assert by_id.actor.startswith("key:")
    assert by_id.member_id == ids.decode("mem", joined["id"])
    assert "ana" not in str(by_email)
