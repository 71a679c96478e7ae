"""Households and company accounts: what may not be said of them."""

from regulars.core.checks.problems import Problem, Problems
from regulars.core.program import Program

TAKEN = ("head", "adult")


def sharing(program: Program) -> Problems:
    """Will complain about households and companies."""
    home = program.households
    if home is not None and home.children >= home.people:
        params = {"most": str(home.people - 1)}
        yield Problem(code="children_without_head", path=("households", "children"), params=params)
    if program.companies is not None:
        for name in program.companies.roles:
            if name in TAKEN:
                path = ("companies", "roles", name)
                yield Problem(code="name_reserved", path=path, params={"name": name})
