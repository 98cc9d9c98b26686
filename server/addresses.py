"""Whose address a request comes from, also behind proxies: what the limits for one address count by.

``X-Forwarded-For`` is written by whoever sends the request, so it is believed only as far as trusted proxies
vouch for it: each of them appends the address that it saw (RFC 7239, section 5.2).
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
_HOUSE = 64
"""Bits of an IPv6 address that one house has in common: a machine takes as many below as it likes."""


def networks(text: str) -> tuple[Network, ...]:
    """Networks and addresses, separated by commas or blanks.

    :raises ValueError: one is none.
    """
    return tuple(ip_network(each) for each in text.replace(",", " ").split())


def seen_from(peer: str, forwarded: Iterable[str], trusted: Iterable[Network]) -> str:
    """The key of the address that asks: the peer's, or where trusted proxies say that it sits behind them.

    :param forwarded: the values of all ``X-Forwarded-For`` headers in their order.
    """
    nearest = _read(peer)
    if nearest is None:
        return peer
    believed = tuple(trusted)
    hops = [hop for value in forwarded for hop in value.split(",")]
    while hops and _within(nearest, believed):
        before = _read(hops.pop())
        if before is None:
            break
        nearest = before
    return _key(nearest)


def _read(hop: str) -> Address | None:
    """The address of one hop, with or without a port; None for a name or anything else."""
    plain = hop.strip()
    if plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    elif plain.count(":") == 1:
        plain = plain.partition(":")[0]
    try:
        found = ip_address(plain.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def _within(address: Address, trusted: tuple[Network, ...]) -> bool:
    return any(address in network for network in trusted)


def _key(address: Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((address, _HOUSE), strict=False))
