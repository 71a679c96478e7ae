"""The figures of an installation as a server runs them, on a port of their own."""

from regulars.entrypoints.metrics.app import Build, Processes, page
from regulars.entrypoints.metrics.samples import Samples
from regulars.kit import tallies

application = page(Build(), Processes(tallies.folder()), Samples())
