"""The rule words are a closed set: each has its meaning and its sentence, none is stale."""

import inspect

import msgspec

from regulars.core import program
from regulars.core.rules import nodes
from regulars.core.rules.row import MEANING
from regulars.core.words import WORDS


def _nodes() -> set[type[nodes.Node]]:
    both = [*vars(nodes).values(), *vars(program).values()]
    return {
        one
        for one in both
        if inspect.isclass(one) and issubclass(one, nodes.Node) and one is not nodes.Node
    }


def test_every_condition_has_its_meaning_for_one_event() -> None:
    assert set(MEANING) == set(nodes.When.__struct_fields__)


def test_every_word_has_its_sentence_and_no_sentence_is_stale() -> None:
    assert set(WORDS) == _nodes()
    for node, sentences in WORDS.items():
        names = [field.encode_name for field in msgspec.structs.fields(node)]
        assert list(sentences) == names, node.__name__


def test_sentences_are_sentences() -> None:
    for sentences in WORDS.values():
        for name, sentence in sentences.items():
            assert sentence.endswith("."), name
            assert sentence[0].isupper() or sentence[0] == "`", name
