"""A folder takes another's place whole, wherever the program is killed."""

from pathlib import Path

import pytest

from regulars.kit.pg import swapping


class Killed(BaseException):
    """Nothing runs after it."""


@pytest.mark.parametrize("steps", range(4))
@pytest.mark.parametrize("there", [True, False])
def test_who_comes_next_does_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int, there: bool
) -> None:
    fresh, place, aside = (tmp_path / name for name in ("fresh", "place", "aside"))
    for folder, text in ((fresh, "new"), (place, "old")):
        if folder is fresh or there:
            folder.mkdir()
            (folder / "data").write_text(text)
    done = []

    def counted(self: Path, target: Path) -> Path:
        if len(done) == steps:
            raise Killed
        done.append(target)
        return moved(self, target)

    moved = Path.rename
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", counted)
        if steps < 1 + there:
            with pytest.raises(Killed):
                swapping.swap(fresh, place, aside)
        else:
            swapping.swap(fresh, place, aside)
    for _ in range(2):
        swapping.settle(tmp_path)
    assert (place / "data").read_text() == "new"
    assert not fresh.exists()
    assert aside.exists() == there
    assert not there or (aside / "data").read_text() == "old"
    assert not (tmp_path / "swap.json").exists()
