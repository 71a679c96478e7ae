"""Questions of the profile: answers that differ, and rules that wait for what is asked."""

from regulars.core.checks.problems import Path, Problem, Problems, unknown
from regulars.core.program import Program
from regulars.core.program.profile import ANSWERED, QUESTION


def profile(program: Program) -> Problems:
    """Will complain about `profile`, and about rules on answers to other questions."""
    for name, word in program.profile.items():
        path: Path = ("profile", name, "answers")
        for index, answer in enumerate(word.answers):
            if answer in word.answers[:index]:
                params = {"answer": answer}
                yield Problem(code="answer_repeated", path=(*path, index), params=params)
    for index, rule in enumerate(program.earn):
        wanted = rule.when.data.get(QUESTION)
        if rule.on == ANSWERED and isinstance(wanted, str):
            here = ("earn", index, "when", "data", QUESTION)
            yield from unknown("question", wanted, tuple(program.profile), here)
