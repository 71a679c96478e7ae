"""E-mails and phones as those see them who need only recognise somebody, not write to them."""

from regulars.entrypoints.console.access import Visit

_HIDDEN = "•••"


def shown(visit: Visit, value: str | None) -> str:
    """Will give an e-mail or phone as the visitor's role may see it."""
    if not value or visit.may("see_contacts"):
        return value or ""
    return masked(value)


def masked(value: str) -> str:
    """Will leave of an e-mail its first letter and the domain's end, of a phone two digits."""
    name, at, host = value.partition("@")
    if not at:
        return f"{_HIDDEN}{value[-2:]}"
    return f"{name[:1]}{_HIDDEN}@{_HIDDEN}.{host.rpartition('.')[2]}"
