"""What programs promise, in every language."""

from collections.abc import Iterator
from decimal import Decimal
from string import Formatter

import pytest
from tests.builders.counter import PROGRAM
from tests.scenarios.telling import programs, text_of

from regulars.core.program import Program
from regulars.domains.programs import plain
from regulars.domains.programs.loading import load
from regulars.domains.programs.proposition import proposition
from regulars.domains.programs.sentences import SENTENCES
from regulars.kit import i18n, speech
from regulars.kit.catalogues import compile_into
from regulars.kit.pg import home

LANGUAGES = ("fi", "nb", "et", "ru", "zh-hans")


@pytest.fixture(autouse=True, scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """As a server writes them when it starts."""
    data = tmp_path_factory.mktemp("data")
    compile_into(data / "locale")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(home.DATA.name, str(data))
        i18n._catalogue.cache_clear()
        yield
    i18n._catalogue.cache_clear()


def program() -> Program:
    return load(PROGRAM)


def sentences(one: Program) -> list[str]:
    return [text for section in plain.sections(one) for text in section.sentences]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", programs())
def test_every_program_of_the_gallery_is_said_in_every_language(name: str, language: str) -> None:
    one = load(text_of(name))
    english = sentences(one)
    with speech.spoken(language):
        said = sentences(one)
    assert len(said) == len(english)
    assert not any("{" in one for one in said)
    # A sentence that is all the shop's own words stays as it is.
    assert not said or said != english


def test_a_program_in_finnish() -> None:
    with speech.spoken("fi"):
        said = sentences(program())
        once = proposition(program())
        assert once is not None
        assert once.plain == "osta 20, saat takaisin 1"
    assert "1 point jokaista ostettua 1 EUR kohti." in said
    assert "Points vanhenevat, kun niiden ansaitsemisesta on 12 kuukautta." in said
    assert "Five: 5 EUR pois, hinta 100 points, voimassa 60 päivää." in said


def test_numbers_days_and_names_of_days_are_the_reader_s() -> None:
    with speech.spoken("nb"):
        assert speech.number(Decimal("2.50")) == "2,50"
        assert speech.weekday("monday") == "mandag"
        assert speech.span("1 month") == "1 måned"
        assert speech.ordinal(3) == "3."
    assert speech.number(Decimal("2.50")) == "2.50"
    assert [speech.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th",
    ]  # fmt: skip


def test_what_is_spoken_ends_where_it_was_said() -> None:
    with speech.spoken("fi"):
        with speech.spoken("ru"):
            assert speech.say("by invitation") == "по приглашению"
        assert speech.say("by invitation") == "kutsusta"
    assert speech.say("by invitation") == "by invitation"


def gaps(text: str) -> list[str]:
    return [name for _text, name, _form, _as in Formatter().parse(text) if name is not None]


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_every_sentence_can_be_filled(language: str) -> None:
    """A brace that is not a gap would break the sentence just when somebody needs it."""
    for one in SENTENCES.values():
        for text in (one.says, one.cure, one.guess):
            with speech.spoken(language):
                said = speech.say(text, **dict.fromkeys(gaps(text), "x"))
            assert all(name.isidentifier() for name in gaps(text)), text
            assert said or not text
