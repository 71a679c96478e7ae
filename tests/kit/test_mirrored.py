"""The made-up language: longer, turned, and with all that a text has to keep."""

from regulars.kit.mirrored import mirrored


def test_a_text_is_turned_and_longer() -> None:
    said = mirrored("Members")
    assert said.startswith("\u202e")
    assert said.endswith("\u202c")
    assert len(said) > len("Members") + 2
    assert "Members" not in said


def test_gaps_marks_and_spaces_stay() -> None:
    said = mirrored(" order <bdi>%(order)s</bdi>, {n} of %(all)s SECONDS &amp; 5 %% ")
    for kept in ("<bdi>%(order)s</bdi>", "{n}", "%(all)s", "SECONDS", "&amp;", "%%"):
        assert kept in said
    assert (said[0], said[-1]) == (" ", " ")


def test_nothing_stays_nothing() -> None:
    assert mirrored("") == ""
