"""Each rule word has a field in its form, or is known to stand in the file alone."""

import msgspec
import pytest

from regulars.core.program import (
    Benefit,
    Campaign,
    Currency,
    Question,
    Reward,
    Segment,
    StampCard,
    Tier,
    Tiers,
)
from regulars.core.rules.nodes import Automatic, EarnRule, When
from regulars.entrypoints.console.designer.tables import KINDS

FILE_ONLY: dict[str, set[str]] = {
    "earn": {"of", "include", "units", "round", "stack", "group", "priority", "pending",
             "if_lost"},
    "reward": {"cause", "prices", "tier_prices", "visible", "not_on", "codes", "code_prefix",
               "on_refund", "combine", "stack_order", "terms", "images"},
    "level": {"by"},
    "levels": {"levels", "title", "qualify", "grace", "fall", "on_refund", "again_after",
               "multiplies", "products"},
    "automatic": {"levels", "of", "then", "when"},
    "points": {"grace"},
    "stamp_card": {"on", "when", "notice", "grace", "counted_by", "name"},
    "benefit": set(),
    "campaign": {"group", "prices"},
    "segment": set(),
    "question": set(),
}  # fmt: skip
CONDITIONS_ONLY = {
    "minimum_quantity", "products", "bundle", "payment_method", "location", "order_tag", "time",
    "order_number", "months_in_a_row", "attribute", "owner", "segment", "club", "age", "data",
    "chance", "any", "none",
}  # fmt: skip


def words(node: type[msgspec.Struct]) -> set[str]:
    """The words of a node as the file writes them."""
    return {field.encode_name for field in msgspec.structs.fields(node)} - {"id"}


@pytest.mark.parametrize(("kind", "node"), [
    ("earn", EarnRule), ("reward", Reward), ("level", Tier), ("levels", Tiers),
    ("automatic", Automatic), ("points", Currency), ("stamp_card", StampCard),
    ("benefit", Benefit), ("campaign", Campaign), ("segment", Segment),
    ("question", Question),
])  # fmt: skip
def test_a_word_has_its_field_or_stands_in_the_file(kind: str, node: type[msgspec.Struct]) -> None:
    form = KINDS[kind]
    shown = {str(field.path[0]) for field in form.fields}
    shown |= {str(form.rows.section[0])} if form.rows is not None else set()
    assert shown | FILE_ONLY[kind] == words(node)
    assert shown & FILE_ONLY[kind] == set()


def test_a_condition_has_its_field_or_stands_in_the_file() -> None:
    shown = {str(one.path[1]) for one in KINDS["earn"].fields if one.path[0] == "when"}
    assert shown | CONDITIONS_ONLY == words(When)
    assert shown & CONDITIONS_ONLY == set()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda one: one.name)
def test_fields_of_a_form_do_not_share_a_name(kind: object) -> None:
    names = [field.name for field in kind.fields]  # type: ignore[attr-defined]
    assert len(names) == len(set(names))
