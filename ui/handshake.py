"""Whether a browser's handshake was made on this machine, to this server, with nothing in between."""

import re
from collections.abc import Iterable
from ipaddress import ip_address

LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
# What a browser writes by itself when it opens a websocket. Whatever else there is, somebody on the way has added: Forwarded, Via and the
# many X- names, but also names that no list of proxies would have. (Authorization is not here: only a proxy asks for it.)
BROWSERS_OWN = re.compile(r"host|origin|connection|upgrade|pragma|cache-control|user-agent|cookie|dnt|priority|accept(-.+)?|sec-.+")


def strangeness(headers: Iterable[tuple[str, str]], peer: str | None, shown: str | None, port: int) -> tuple[str, str] | None:
    """What says that the reader is not at this machine: (sign, detail), or None where nothing does. Signs: peer, header, host, origin.

    `shown` is the address that the page says it stands at. All must look local: what is missing, doubled or unknown counts as foreign.
    """
    if not _loopback(peer):
        return "peer", ""
    said: dict[str, list[str]] = {}
    for name, value in headers:
        said.setdefault(name.lower().replace("_", "-"), []).append(value.strip().lower())
    if added := sorted(name for name in said if not BROWSERS_OWN.fullmatch(name)):
        return "header", added[0] if re.fullmatch("[a-z0-9-]{1,40}", added[0]) else "?"
    hosts = {f"{name}:{port}" for name in LOCAL_NAMES} | (set(LOCAL_NAMES) if port == 80 else set())
    host = said.get("host", [])
    if len(host) != 1 or host[0] not in hosts:
        return "host", ""
    # A proxy may rewrite Host and add nothing, but then Origin still names the address that the browser shows; and where the proxy rewrites
    # that too, the page itself tells. Another page on this machine (another port) is told apart by Origin, too.
    own = f"http://{host[0]}"
    if said.get("origin") != [own] or not f"{shown}/".lower().startswith(f"{own}/"):
        return "origin", ""
    return None


def _loopback(peer: str | None) -> bool:
    try:
        return peer is not None and ip_address(peer).is_loopback
    except ValueError:
        return False  # a Unix socket, where only a proxy listens
