"""Mail that nobody waits for: sent beside the request, so that not even its time tells anything."""

import logging
import threading

from regulars.connectors.smtp import sender

log = logging.getLogger(__name__)


def send(mail: sender.Mail, what: str) -> None:
    """Will hand a message over in a thread of its own; a failure is logged without who it was."""
    threading.Thread(target=_send, args=[mail, what], name=what).start()


def _send(mail: sender.Mail, what: str) -> None:
    try:
        sender.send(mail)
    except sender.NotSentError as error:
        log.warning("%s was not sent: %s", what, error)
