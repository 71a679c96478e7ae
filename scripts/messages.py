"""Brings the catalogues of messages up to date with what the program says.

Adds what is new to `src/regulars/locale/<language>/<part>.po`, untranslated; takes out what is no
longer said; and tells how much is to be translated. Nothing is guessed.
"""

import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_javascript, extract_python
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1] / "src" / "regulars"
LANGUAGES = ("fi", "nb", "et", "ru", "zh_Hans")
FOLDERS = {
    "pages": "kit/pages",
    "portal": "entrypoints/portal",
    "till": "entrypoints/till",
    "console": "entrypoints/console",
    "rules": "domains/programs",
}
FILES = {"rules": ("kit/speech.py",)}
"""Which folder, and which files beside it, each part's words are in; `sentences` are codes put into
words, `rules` is what programs say."""

_WORDS = {
    "say": None,
    "say_later": None,
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def said(part: str) -> Catalog:
    """What a part of the program says."""
    made = Catalog(domain=part, fuzzy=False)
    for text, context, place in _sentences() if part == "sentences" else _marked(part):
        made.add(text, context=context, auto_comments=[place])
    for text, place in _tables() if part == "rules" else ():
        made.add(text, auto_comments=[place])
    return made


def _sentences() -> Iterator[tuple[str, None, str]]:
    from regulars.wire import sentences
    from regulars.wire.staff_sentences import FOR_CALLERS

    for kind in ("REASONS", "PROBLEMS", "BENEFITS", "STAFF"):
        for code, text in getattr(sentences, kind).items():
            # Who writes programs against the API reads them in the documentation's language.
            if code not in FOR_CALLERS:
                yield text, None, f"{kind.lower()} {code}"


def _tables() -> Iterator[tuple[str, str]]:
    """What stands in tables over programs, and is said when somebody asks."""
    from regulars.domains.programs import blocks, guide, sentences

    for code, one in sentences.SENTENCES.items():
        for text in filter(None, (one.says, one.cure, one.guess)):
            yield text, f"file {code}"
    for text in sentences.KINDS.values():
        yield text, "file kinds"
    for code, title, _used, needs, brings in blocks.ALL:
        for text in (title, needs, brings):
            yield text, f"block {code}"
    for kind in guide.KINDS.values():
        for text in (kind.title, kind.what, kind.cost):
            yield text, f"guide {kind.code}"
    for rule in guide.RULES:
        yield rule.why, f"guide {rule.kind}"


def _marked(part: str) -> Iterator[tuple[str | tuple[str, ...], str | None, str]]:
    from django.utils.translation.template import templatize

    beside = [ROOT / file for file in FILES.get(part, ())]
    for path in [*beside, *sorted((ROOT / FOLDERS[part]).rglob("*"))]:
        if path.suffix not in {".py", ".html", ".txt", ".js"}:
            continue
        text = path.read_text(encoding="utf-8")
        read = extract_javascript if path.suffix == ".js" else extract_python
        if path.suffix != ".py" and ("{%" in text or "{#" in text):
            read = extract_python
            text = "\n".join(line.strip() for line in templatize(text).splitlines())
        place = path.name if path in beside else str(path.relative_to(ROOT / FOLDERS[part]))
        place = place.replace("templates/", "")
        for _, word, message, _ in read(BytesIO(text.encode()), list(_WORDS), [], {}):
            if message:  # a variable's content is said elsewhere
                yield *_told(_WORDS[word], message), place


def _told(
    shape: tuple[object, ...] | None, message: str | tuple[str | None, ...]
) -> tuple[str | tuple[str, ...], str | None]:
    texts = [message] if isinstance(message, str) else [one or "" for one in message]
    if shape is None:
        return texts[0], None
    context = texts.pop(0) if isinstance(shape[0], tuple) else None
    counted = len(shape) - (context is not None) > 1
    return (texts[0], texts[1]) if counted else texts[0], context


def brought_up(known: Catalog, now: Catalog) -> Catalog:
    """A language's catalogue with what is said now and what is known of it."""
    made = Catalog(locale=known.locale, domain=now.domain, fuzzy=False)
    for message in now:
        if message.id:
            before = known.get(_key(message), message.context)
            made.add(
                message.id,
                before.string if before else "",
                context=message.context,
                auto_comments=sorted(set(message.auto_comments)),
            )
    return made


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def path_of(language: str, part: str) -> Path:
    """Where a part's words are in a language."""
    return ROOT / "locale" / language / f"{part}.po"


def written(catalogue: Catalog) -> bytes:
    """A catalogue as its file has it: in one order, without dates and names."""
    file = BytesIO()
    write_po(file, catalogue, width=100, sort_output=True, omit_header=True)
    return file.getvalue()


def main() -> None:
    """Will write all catalogues and say what is missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regulars.project.settings")
    django.setup()
    for part in (*FOLDERS, "sentences"):
        now = said(part)
        for language in LANGUAGES:
            path = path_of(language, part)
            path.parent.mkdir(parents=True, exist_ok=True)
            known = Catalog(locale=language)
            if path.is_file():
                with path.open("rb") as file:
                    known = read_po(file, locale=language)
            made = brought_up(known, now)
            path.write_bytes(written(made))
            missing = sum(not _is_said(message) for message in made if message.id)
            if missing:
                print(
                    f"{path.relative_to(ROOT)}: {missing} of {len(made)} to be translated",
                    file=sys.stderr,
                )


def _is_said(message: Message) -> bool:
    strings = [message.string] if isinstance(message.string, str) else message.string
    return bool(strings) and all(strings)


if __name__ == "__main__":
    main()
