"""Where a member sits, as a shop's server says it: one device or one household is one address."""

import ipaddress

LONGEST = 100


def address(text: str) -> str:
    """Will read an X-Client-Address header; of an IPv6 address only the network counts, since a
    device picks the rest of it anew as it likes."""
    said = text.strip().casefold()[:LONGEST]
    if not said:
        return ""
    try:
        found = ipaddress.ip_address(said)
    except ValueError:
        return said
    if found.version == 4:
        return str(found)
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped) if mapped else str(ipaddress.ip_network((int(found) >> 64 << 64, 64)))
