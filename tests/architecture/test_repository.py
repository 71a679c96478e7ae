"""The repository as a newcomer finds it: two commands, no addresses of registries, a licence."""

import re

from tests.support import source
from tests.support.source import ROOT, at

COMMANDS = ("make run", "make test")
# Put together, so that this file does not name them.
_HOSTS = ("py" + r"pi\.", "python" + "hosted", "npm" + "js", r"registry\.", r"/simple/?\b")
REGISTRIES = re.compile(rf"https?://[^\s\"')]*({'|'.join(_HOSTS)})")
BINARY = {".dump", ".png", ".jpg", ".webp", ".mo", ".parquet", ".woff2"}


def test_no_address_of_a_registry() -> None:
    found = [
        at(path, number, "names a package registry")
        for path in source.files()
        if path.suffix not in BINARY
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if REGISTRIES.search(line)
    ]
    assert found == []


def test_locks_have_hashes_and_no_addresses() -> None:
    for name in ("run.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        hashed = re.findall(r"^\S+==.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+", text, re.MULTILINE)
        assert len(hashed) == len(re.findall(r"^\S+==", text, re.MULTILINE)) > 0
        assert not re.search(r"://|^-", text, re.MULTILINE)


def test_both_commands_are_made_and_told() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert re.search(f"^{command.removeprefix('make ')}:", makefile, re.MULTILINE)
        assert command in readme


def test_the_data_folder_is_never_kept() -> None:
    assert ".regulars/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_licence_is_there() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
