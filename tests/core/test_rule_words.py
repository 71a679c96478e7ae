"""The closed set of rule words: where they may stand, their phrases, what random programs use."""

import pytest
from msgspec import json as _json
from tests.core import words as made

from regulars.core.checks import conditions
from regulars.core.program import Program
from regulars.core.rules.nodes import Node, When
from regulars.core.words import WORDS
from regulars.domains.programs.phrases import PHRASES


def test_every_condition_has_a_phrase_and_a_place() -> None:
    words = set(When.__struct_fields__)
    assert set(PHRASES) == words
    assert set(conditions.FOR_ORDERS) | set(conditions.FOR_ACTIVITIES) == words


def test_random_programs_use_every_condition() -> None:
    used = {*made.STANDING, *made.PLACE, *made.ACTIVITY, *made.ORDER, *made.GROUPS}
    assert used == set(When.__struct_fields__)


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_every_node_says_what_it_is_and_cannot_change(kind: type[Node]) -> None:
    assert kind.__doc__
    assert kind.__struct_config__.frozen
    assert kind.__struct_config__.forbid_unknown_fields


def test_programs_are_made_of_nodes_only() -> None:
    assert set(_json.schema(Program)["$defs"]) <= {kind.__name__ for kind in WORDS}
