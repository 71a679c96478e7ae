"""Writes the generated parts of docs/reference; `make docs` runs it, `make check` fails when stale.

Everything comes from the code itself: rule words, calls, codes, commands, settings and events.
"""

import inspect
import os
from collections.abc import Iterator

import click
import cog
import msgspec

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "regulars.project.settings")
os.environ.setdefault("COLUMNS", "100")


def _out(lines: Iterator[str]) -> None:
    cog.outl("\n".join(["", *lines]))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def words() -> None:
    """Every word of the program file, a table for each part."""
    from regulars.core.words import WORDS
    from regulars.domains.programs.schema import schema

    parts = schema()["$defs"]

    def lines() -> Iterator[str]:
        for node, sentences in WORDS.items():
            yield f"## {node.__name__}"
            yield ""
            yield _cell(inspect.getdoc(node) or "")
            yield ""
            yield "| word | takes | without it | meaning |"
            yield "| --- | --- | --- | --- |"
            fields = {field.encode_name: field for field in msgspec.structs.fields(node)}
            for name, sentence in sentences.items():
                takes = _takes(parts[node.__name__]["properties"][name])
                yield f"| `{name}` | {takes} | {_default(fields[name])} | {_cell(sentence)} |"
            yield ""

    _out(lines())


def _takes(schema: dict) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_takes(one) for one in schema["anyOf"]))
    kind = schema.get("type")
    if kind == "array":
        items = schema.get("items")
        return f"list of {_takes(items)}" if items else "list of two"
    if kind == "object":
        inner = schema.get("additionalProperties")
        return f"name: {_takes(inner)}" if isinstance(inner, dict) else "names"
    return {"integer": "whole number", "boolean": "`true` or `false`", "string": "text"}.get(
        kind, str(kind)
    )


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "**needed**"
    value = field.default
    if value in (None, msgspec.NODEFAULT, (), "") or isinstance(value, msgspec.Struct):
        return "–"
    return f"`{value}`".replace("True", "true").replace("False", "false")


def calls() -> None:
    """Every call of the API with its scope, keys and refusals."""
    from regulars.entrypoints.api.table import CALLS

    def lines() -> Iterator[str]:
        for call in CALLS:
            yield f"### {call.method} {call.path}"
            yield ""
            yield f"{call.summary}. (`{call.name}`)"
            yield ""
            yield (
                f"* Scope: `{call.scope}`. Keys: {', '.join(call.kinds)}."
                if call.scope
                else ("* No key is needed.")
            )
            answers = ", ".join(str(status) for status in call.answers)
            yield f"* Answers: {answers}."
            if call.problems:
                found = ", ".join(f"[`{one}`](problems.md#{one})" for one in call.problems)
                yield f"* Refusals: {found}."
            yield ""

    _out(lines())


def problems() -> None:
    """Every code of a refusal with its status and sentence."""
    from regulars.wire.problems import STATUSES
    from regulars.wire.sentences import PROBLEMS

    def lines() -> Iterator[str]:
        for code in sorted(STATUSES):
            yield f"### {code}"
            yield ""
            yield f"{STATUSES[code]}: {PROBLEMS[code]}"
            yield ""

    _out(lines())


def reasons() -> None:
    """Every code of a reason with its sentence."""
    from regulars.wire.sentences import REASONS

    _out(f"* `{code}`: {text}" for code, text in sorted(REASONS.items()))


def events() -> None:
    """Every type of event that the outbox publishes for a ledger entry."""
    from regulars.flows.envelopes import PAST

    _out(f"* `{name}` (entries of kind `{kind}`)" for kind, name in sorted(PAST.items()))


def commands() -> None:
    """Every command with its own help."""
    from regulars.project.console import command_group

    def lines() -> Iterator[str]:
        yield from _help(command_group, "regulars", None)

    _out(lines())


def _help(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(
        command, info_name=name, parent=parent, terminal_width=100, max_content_width=100
    )
    yield f"## {context.command_path}"
    yield ""
    yield "```text"
    yield command.get_help(context).rstrip()
    yield "```"
    yield ""
    if isinstance(command, click.Group):
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            if found is not None and not found.hidden:
                yield from _help(found, sub, context)


def settings() -> None:
    """Every setting of the environment."""
    import regulars.connectors.smtp.sender
    import regulars.kit.pg.addresses
    import regulars.project.options  # noqa: F401 - declares the settings
    from regulars.kit import environment

    def lines() -> Iterator[str]:
        yield "| variable | without it | meaning |"
        yield "| --- | --- | --- |"
        for one in sorted(environment.declared(), key=lambda one: one.name):
            default = f"`{one.default}`" if one.default else "–"
            yield f"| `{one.name}` | {default} | {_cell(one.meaning)} |"

    _out(lines())
