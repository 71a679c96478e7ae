"""The named statements of this domain."""

from regulars.kit.pg.sql import load

SQL = load(__package__)
LIKENESS = load(__package__, "likeness.sql")
