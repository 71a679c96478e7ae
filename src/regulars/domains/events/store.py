"""The named statements of this domain."""

from regulars.kit.pg.sql import load

SQL = load(__package__)
BOUGHT = load(__package__, "bought.sql")
