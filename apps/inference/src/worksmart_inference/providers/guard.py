"""Where a request may go: the address that was checked is the one that is connected to."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from worksmart_inference.errors import ServiceError

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


@dataclass(frozen=True)
class Target:
    """A URL that names an address, and the name that TLS and the server have to see."""

    url: str
    host_header: str
    server_name: str


async def resolve(host: str, port: int) -> Sequence[str]:
    """All addresses of a name."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


async def checked_target(url: str, allow_private: bool, lookup: Resolve = resolve) -> Target:
    """Raises `capability_unavailable` for another scheme, a login or a private address."""
    parts = urlsplit(url)
    host = parts.hostname
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise ServiceError("capability_unavailable", "The provider's address is not allowed.")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        addresses = await lookup(host, port)
    except OSError:
        raise ServiceError("provider_timeout", "The provider's address cannot be found.") from None
    # One private address among public ones is how a name is turned against its owner.
    if not addresses or (not allow_private and not all(map(is_public, addresses))):
        raise ServiceError("capability_unavailable", "The provider's address is not allowed.")
    address = addresses[0]
    shown = f"[{address}]" if ":" in address else address
    pinned = urlunsplit((parts.scheme, f"{shown}:{port}", parts.path, parts.query, ""))
    return Target(pinned, parts.netloc, host)


def is_public(address: str) -> bool:
    """An address of the open internet; one mapped into IPv6 is judged as what it is."""
    ip = ipaddress.ip_address(address.split("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_global and not (mapped or ip).is_multicast
