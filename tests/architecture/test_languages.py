"""Whatever pages and sentences say is said in every language, with the same gaps and marks."""

import re
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

SCRIPTS = Path(__file__).parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))

import messages  # noqa: E402

PARTS = (*messages.FOLDERS, "sentences")
GAP = re.compile(r"%\(\w+\)s|(?<!\{)\{\w+\}|%%|%s")
TAG = re.compile(r"</?[a-z]+[^>]*>")


@pytest.fixture(scope="module")
def now() -> dict[str, Catalog]:
    """What each part says now."""
    return {part: messages.said(part) for part in PARTS}


def catalogue(language: str, part: str) -> Catalog:
    """What a language has for a part."""
    with messages.path_of(language, part).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def texts(said: object) -> list[str]:
    """One text, or one for each number."""
    return [said] if isinstance(said, str) else list(said)  # type: ignore[call-overload]


def ids(one: Catalog) -> set[tuple[object, str | None]]:
    """What a catalogue is asked for."""
    return {(message.id, message.context) for message in one if message.id}


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_missing(now: dict[str, Catalog], language: str, part: str) -> None:
    known = catalogue(language, part)
    assert ids(known) == ids(now[part]), "run: make messages, and translate what it names"
    empty = [one.id for one in known if one.id and not all(texts(one.string))]
    assert empty == []
    assert [one.id for one in known if one.id and one.fuzzy] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_gaps_and_marks_are_kept(language: str, part: str) -> None:
    wrong = [one.id for one in catalogue(language, part) if one.id and not same(one)]
    assert wrong == []


def same(one: Message) -> bool:
    """Whether each text fills the gaps of the original, in any order, and keeps its marks."""
    ours = texts(one.id)[-1]
    for theirs in texts(one.string):
        if set(GAP.findall(theirs)) - set(GAP.findall(ours)):
            return False
        # The one of one may leave the number out.
        if isinstance(one.id, str) and set(GAP.findall(theirs)) != set(GAP.findall(ours)):
            return False
        if sorted(TAG.findall(theirs)) != sorted(TAG.findall(ours)):
            return False
        if (theirs[:1].isspace(), theirs[-1:].isspace()) != (
            ours[:1].isspace(),
            ours[-1:].isspace(),
        ):
            return False
    return True


def edges(text: str) -> tuple[bool, bool]:
    """Whether a text begins and ends with a space."""
    return text[:1].isspace(), text[-1:].isspace()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_parts_say_the_same_thing_alike(language: str) -> None:
    met: dict[tuple[object, str | None], object] = {}
    for part in PARTS:
        for one in catalogue(language, part):
            if one.id:
                assert met.setdefault((one.id, one.context), one.string) == one.string, one.id


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_a_file_is_as_it_would_be_written(
    now: dict[str, Catalog], language: str, part: str
) -> None:
    made = messages.brought_up(catalogue(language, part), now[part])
    assert messages.path_of(language, part).read_bytes() == messages.written(made)
