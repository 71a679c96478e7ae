"""Publishing: what would change, what is in force from when, and what was promised stays."""

from datetime import timedelta

from procrastinate.contrib.django.models import ProcrastinateJob
from tests.support.api import PROGRAM, START, open_api

from regulars.flows.verify import verify
from regulars.kit.pg.django import transact

DOUBLE = PROGRAM.replace("give: {point: 1}", "give: {point: 2}").replace(
    "value: 5.00, valid_for: 30 days", "value: 7.00, valid_for: 3 days"
)
ORDER = {"source": "shop", "occurred_at": START.isoformat(), "currency": "EUR",
         "total_minor": 20_000, "member": "external_id:ana"}  # fmt: skip


def test_without_a_version_nothing_can_be_earned() -> None:
    api = open_api(text="")
    answer = api.post("/v1/orders", ORDER | {"external_id": "A1"})
    assert (answer.status, answer.code) == (409, "program_without_version")
    assert api.get("/v1/program/versions").json == {"data": []}
    assert api.get("/v1/program/draft").json == {"text": "", "updated_at": None}


def test_draft_plan_publish_and_back() -> None:
    api = open_api()
    api.call("PUT", "/v1/program/draft", {"text": DOUBLE})
    assert api.get("/v1/program/draft").json["text"] == DOUBLE
    changes = api.post("/v1/program/plan").json["changes"]
    assert ["earn", "base", "give", "point"] in [one["path"] for one in changes]
    assert api.post("/v1/program/plan", {"text": PROGRAM}).json == {"changes": []}

    api.post("/v1/orders", ORDER | {"external_id": "A1"})
    held = api.post(
        "/v1/redemptions", {"member": "external_id:ana", "reward": "five-off"}, once="1"
    )
    code = api.post(f"/v1/redemptions/{held.json['id']}/commit").json["voucher"]["code"]
    published = api.post("/v1/program/publish", {"note": "double"})
    assert (published.status, published.json["number"]) == (200, 2)
    earned = api.post("/v1/orders", ORDER | {"external_id": "A2"}).json["effects"]
    assert earned[0]["amount"] == 400

    lines = [{"net_minor": 2_000}]
    used = api.post(f"/v1/vouchers/{code}/redeem",
                    {"occurred_at": START.isoformat(), "lines": lines}, once="1")  # fmt: skip
    assert (used.status, used.json["saved_minor"]) == (201, 500)

    back = api.post("/v1/program/rollback", {"version": 1})
    assert (back.json["number"], back.json["note"]) == (3, "as version 1")
    assert api.post("/v1/program/rollback", {"version": 9}).code == "version_not_found"
    earned = api.post("/v1/orders", ORDER | {"external_id": "A3"}).json["effects"]
    assert earned[0]["amount"] == 200
    assert [one["number"] for one in api.get("/v1/program/versions").json["data"]] == [1, 2, 3]


def test_a_version_has_its_date() -> None:
    api = open_api()
    later = START + timedelta(days=10)
    assert api.publish(DOUBLE, valid_from=later.isoformat()).status == 200
    past = (START - timedelta(days=1)).isoformat()
    assert api.publish(PROGRAM, valid_from=past).code == "version_in_the_past"
    assert api.post("/v1/orders", ORDER | {"external_id": "A1"}).json["effects"][0]["amount"] == 200
    api.advance(later)
    said = ORDER | {"external_id": "A2", "occurred_at": later.isoformat()}
    assert api.post("/v1/orders", said).json["effects"][0]["amount"] == 400


def test_what_is_wrong_with_a_text_is_told_with_line_and_cure() -> None:
    api = open_api()
    wrong = api.publish(PROGRAM.replace("give: {point: 1}", "give: {gold: 1}"))
    assert (wrong.status, wrong.code) == (422, "program_invalid")
    [error] = wrong.json["errors"]
    assert error["pointer"].startswith("/earn/0/give")
    assert error["line"] == 10
    assert error["cure"]


def test_a_live_program_s_accounts_are_woken_by_a_job() -> None:
    api = open_api(at=None)
    assert api.publish(DOUBLE).status == 200
    jobs = ProcrastinateJob.objects.filter(task_name="renew")
    told = [one.args["program_id"] for one in jobs]
    assert told.count(str(api.program_id)) == 2


def test_a_live_key_has_no_clock_to_move() -> None:
    assert open_api(at=None).advance(START).code == "test_mode_only"


def test_the_check_up_of_what_is_promised_and_of_the_draft() -> None:
    api = open_api()
    api.post("/v1/orders", ORDER | {"external_id": "A1"})
    found = api.get("/v1/program/check-up").json
    said = {one["code"]: one["figure"] for one in found["findings"]}
    assert set(said) == {
        "discount_only", "first_reward_late", "steps_many", "unclear", "nobody_redeems",
    }  # fmt: skip
    assert said["nobody_redeems"].endswith("%")
    assert found["warnings"] == sum(one["verdict"] == "warn" for one in found["findings"])
    assert "levels" in {one["code"] for one in found["unused"]}
    assert api.get("/v1/program/check-up?of=draft").code == "program_invalid"
    api.call("PUT", "/v1/program/draft", {"text": DOUBLE})
    assert api.get("/v1/program/check-up?of=draft").status == 200


def test_the_api_speaks_english_to_everybody() -> None:
    api = open_api()
    headers = {"Accept-Language": "fi"}
    found = api.call("GET", "/v1/program/check-up", headers=headers).json
    titles = {one["code"]: one["title"] for one in found["findings"]}
    assert titles["steps_many"] == "Redeeming takes a step or two"
    wrong = api.call("POST", "/v1/program/plan", {"text": "program: ["}, headers=headers)
    assert wrong.json["errors"][0]["detail"].startswith("This is not YAML")


def test_a_planned_version_is_taken_back_and_the_ledger_still_proves() -> None:
    api = open_api()
    later = START + timedelta(days=10)
    assert api.publish(DOUBLE, valid_from=later.isoformat()).json["number"] == 2
    api.post("/v1/orders", ORDER | {"external_id": "A1"})  # it knew what was planned
    back = api.post("/v1/program/withdraw", {"version": 2, "note": "too dear"})
    assert (back.status, back.json["number"], back.json["withdraws"]) == (200, 3, 2)
    assert api.post("/v1/program/withdraw", {"version": 2, "note": ""}).json == back.json
    assert api.post("/v1/program/withdraw", {"version": 1}).code == "version_in_force"
    assert api.post("/v1/program/withdraw", {"version": 7}).code == "version_not_found"
    api.advance(later + timedelta(days=1))
    after = {"external_id": "A2", "occurred_at": (later + timedelta(hours=1)).isoformat()}
    assert api.post("/v1/orders", ORDER | after).json["effects"][0]["amount"] == 200
    listed = api.get("/v1/program/versions").json["data"]
    assert [one.get("withdraws") for one in listed] == [None, None, 2]
    assert transact(lambda conn: list(verify(conn, api.program_id))) == []
