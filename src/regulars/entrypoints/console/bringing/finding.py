"""A file of the program that is looked at; another's is as if it did not exist."""

from django.http import Http404

from regulars.domains import imports
from regulars.domains.imports.contracts import File
from regulars.entrypoints.console.access import Visit
from regulars.kit import ids


def named(visit: Visit, file: str) -> File:
    """Will find a file by the name that its address has."""
    file_id = ids.decode("file", file)
    found = imports.queries.file(visit.conn, file_id, visit.merchant_id) if file_id else None
    if found is None or found.program_id != visit.program_id:
        raise Http404
    return found
