"""From the text of a program file to a Program, or to every problem in it with its place."""

import msgspec

from regulars.core.checking import Path, Problem, check
from regulars.core.program import Program
from regulars.domains.programs.contracts import FileProblem
from regulars.domains.programs.parsing import Parsed, ParseError, Place, params_of, parse
from regulars.domains.programs.sentences import explain
from regulars.domains.programs.shape import shape

BY_KEY = {"word_unknown", "not_a_name", "currency_unknown", "word_not_here", "kind_has_no"}


def read(text: str) -> Program | list[FileProblem]:
    """Will give the program that a text describes, or all that is wrong, first line first."""
    try:
        parsed = parse(text)
    except ParseError as fault:
        problem = Problem(code=fault.code, path=fault.path, params=params_of(fault))
        return [located(problem, fault.place)]
    problems = shape(parsed.value)
    if not problems:
        program = _converted(parsed)
        if isinstance(program, Program):
            problems = check(program)
            if not problems:
                return program
        else:
            problems = [program]
    return in_order(parsed, problems)


def in_order(parsed: Parsed, problems: list[Problem]) -> list[FileProblem]:
    """Will give each problem its place, in the order of the file."""
    found = [located(one, parsed.place(one.path, key=one.code in BY_KEY)) for one in problems]
    return sorted(found, key=lambda one: (one.line, one.column))


def located(problem: Problem, place: Place) -> FileProblem:
    """Will make a sentence of a problem at a place."""
    sentence, cure = explain(problem.code, problem.params)
    return FileProblem(
        line=place[0], column=place[1], path=problem.path, code=problem.code,
        params=problem.params, sentence=sentence, cure=cure,
    )  # fmt: skip


def _converted(parsed: Parsed) -> Program | Problem:
    try:
        return msgspec.convert(parsed.value, Program)
    except msgspec.ValidationError as error:
        path: Path = ()
        return Problem(code="not_valid", path=path, params={"reason": str(error)})
