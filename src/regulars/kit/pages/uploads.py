"""What may be sent as a form with files: much by staff, next to nothing by anybody else, since
files are kept on the disk before any page has looked at them.
"""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

FILE_MAX = 200 * 1_048_576
_FORM_AROUND = 1_048_576
STRANGERS_MAX = 262_144


class Limited(FileUploadHandler):
    """Stands before the handlers that keep files, and lets through what is not too large."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002
        META: dict[str, Any],  # noqa: ARG002, N803
        content_length: int,
        boundary: str,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> None:
        """Refuses what says that it is larger before anything of it is read."""
        user = getattr(self.request, "user", None)
        known = user is not None and user.is_authenticated
        if content_length > (FILE_MAX + _FORM_AROUND if known else STRANGERS_MAX):
            raise RequestDataTooBig("more is sent than may be")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        """Hands each piece on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Keeps nothing itself."""
