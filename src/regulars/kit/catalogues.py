"""Catalogues of messages: one file for each language and part, made ready for gettext at a start.

People edit `locale/<language>/<part>.po`; gettext reads one compiled file for each language, which
is written into the data folder whenever the files have changed. One that is made up goes along.
"""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from regulars.kit import mirrored

SOURCES = Path(__file__).parents[1] / "locale"
DOMAIN = "django"
MIRRORED = "ar_XB"
"""The folder of the language that is made up."""

_STAMP = "stamp"


def languages(sources: Path = SOURCES) -> list[str]:
    """The languages that messages are translated into, as folders are called: 'fi', 'zh_Hans'."""
    return sorted(path.name for path in sources.iterdir() if path.is_dir())


def parts(language: str, sources: Path = SOURCES) -> Iterator[tuple[str, Catalog]]:
    """Will read what each part of the program says in a language."""
    for path in sorted((sources / language).glob("*.po")):
        with path.open("rb") as file:
            yield path.stem, read_po(file, locale=language, abort_invalid=True)


def whole(language: str, sources: Path = SOURCES) -> Catalog:
    """Will put a language's parts together; what two of them say alike is kept once."""
    made = Catalog(locale=language, domain=DOMAIN, fuzzy=False)
    for _, part in parts(language, sources):
        for message in part:
            if message.id and message.string:
                made.add(message.id, message.string, context=message.context)
    return made


def compile_into(target: Path, sources: Path = SOURCES) -> None:
    """Will write what gettext reads, unless it is there for these very files."""
    stamp = target / _STAMP
    print_ = _fingerprint(sources)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == print_:
        return
    for language in languages(sources):
        said = whole(language, sources)
        _write(target / language, said)
    _write(target / MIRRORED, mirrored.catalogue(said))
    stamp.write_text(print_, encoding="ascii")


def _write(place: Path, said: Catalog) -> None:
    folder = place / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{DOMAIN}.{os.getpid()}.new"
    with fresh.open("wb") as file:
        write_mo(file, said)
    # Another process may be reading the old one.
    fresh.replace(folder / f"{DOMAIN}.mo")


def _fingerprint(sources: Path) -> str:
    digest = sha256(MIRRORED.encode())
    for path in sorted(sources.glob("*/*.po")):
        digest.update(f"{path.relative_to(sources)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
