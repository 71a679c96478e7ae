"""Internet addresses cut short: enough to see that it was elsewhere, not to find somebody."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_KEPT = {4: 24, 6: 48}  # bits


def short_address(text: str) -> str:
    """Will give the network that an address is in; nothing for what is none."""
    try:
        found: IPv4Address | IPv6Address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ip_network(f"{found}/{_KEPT[found.version]}", strict=False))
