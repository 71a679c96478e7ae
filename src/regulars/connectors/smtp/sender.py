"""Sends one plain message through the operator's mail server.

The server is one URL: `smtp://name:password@host:587` upgrades to TLS when the server offers it and
insists on it once there is a password; `smtps://host:465` speaks TLS from the start.
"""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import SplitResult, unquote, urlsplit

from msgspec import Struct

from regulars.kit import environment

TIMEOUT_SECONDS = 15
PORTS = {"smtp": 587, "smtps": 465}

SERVER = environment.declare(
    "REGULARS_SMTP_URL", "Mail server, as smtp://name:password@host:587 or smtps://host:465."
)
SENDER = environment.declare(
    "REGULARS_MAIL_FROM", "Address that mail comes from.", "regulars@localhost"
)


class Mail(Struct, frozen=True, kw_only=True):
    """A plain message to one person."""

    to: str
    subject: str
    text: str


class NotSentError(Exception):
    """The message did not go out; the text says why, without who it was for."""


def configured() -> bool:
    """Will tell whether there is a mail server to send through."""
    return bool(SERVER.text())


def send(mail: Mail) -> None:
    """Will hand a message to the mail server. Raises NotSentError when it was not accepted."""
    url = urlsplit(SERVER.text() or "")
    if url.scheme not in PORTS or not url.hostname:
        raise NotSentError("no mail server is configured: set REGULARS_SMTP_URL")
    try:
        with _connection(url) as server:
            if url.username:
                server.login(unquote(url.username), unquote(url.password or ""))
            server.send_message(_message(mail))
    except (OSError, smtplib.SMTPException) as error:
        raise NotSentError(f"the mail server did not take it: {type(error).__name__}") from error


def _connection(url: SplitResult) -> smtplib.SMTP:
    host, port = url.hostname or "", url.port or PORTS[url.scheme]
    context = ssl.create_default_context()
    if url.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=context)
    server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
        server.ehlo()
    elif url.username:
        server.close()
        raise smtplib.SMTPNotSupportedError("the server offers no TLS for a password")
    return server


def _message(mail: Mail) -> EmailMessage:
    message = EmailMessage()
    # Address objects refuse line breaks, so that nobody writes headers through a name.
    message["From"] = Address(addr_spec=SENDER.text() or "")
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain="regulars.invalid")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    return message
