"""The pages in a process of their own, the API's other door with them; counted if wanted."""

from regulars.entrypoints.api.table import CALLS
from regulars.entrypoints.metrics.counted import Routes, wsgi
from regulars.kit.tallies import TALLIES, WANTED
from regulars.project.wsgi import application as pages
from regulars.wire.routing import Router

application = wsgi(pages, Routes(Router(CALLS)), TALLIES) if WANTED.flag() else pages
