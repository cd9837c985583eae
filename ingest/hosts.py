"""Which publishers a source that is made on a page may ask: those of data/hosts.toml, over https, and never an address inside a network."""

import ipaddress
import json
import os
import re
import socket
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ingest.errors import WrongUse
from ingest.source import Source
from twin.paths import DATA

FILE = DATA / "hosts.toml"
REMEDY = "Lägg till värden i data/hosts.toml (host, whose, why) om du litar på utgivaren, eller lämna in svaret som fil."
ASKED = ("url", "whole_url", "base", "page", "url_or_member")  # fields of connectors that hold an address
INSIDE = "Adresser i det egna nätet frågas aldrig. Lämna in svaret som fil."


@dataclass(frozen=True)
class Host:
    """One publisher's host: whose it is, and why it may be asked."""

    host: str
    whose: str
    why: str


def hosts(path: Path | None = None) -> dict[str, Host]:
    """The hosts of data/hosts.toml by name. Raises WrongUse that names the row."""
    file = path or FILE
    found = {}
    for n, raw in enumerate(tomllib.loads(file.read_text(encoding="utf-8")).get("host", []), start=1):
        if set(raw) != {"host", "whose", "why"} or not all(isinstance(v, str) and v.strip() for v in raw.values()):
            raise WrongUse(file.name, f"värd {n} ({raw.get('host', 'utan namn')}) är inte hel.", "Skriv host, whose och why.")
        found[raw["host"]] = Host(**raw)
    return found


def refusal(url: str) -> str:
    """Why the address may not be asked, in Swedish with what to do; '' where it may."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as cause:
        return f"«{url[:100]}» är ingen adress ({cause}). Kopiera den ur webbläsaren."
    if parts.scheme != "https" or not host or parts.username is not None or port not in (None, 443):
        return f"«{url[:100]}» är ingen adress som går att fråga. Skriv den med https:// och utan användarnamn och port."
    if _is_number(host) or host == "localhost" or "." not in host:
        return f"Värden {host} är ingen utgivares namn. {INSIDE}"
    if host not in hosts():
        return f"Värden {host} finns inte bland dem som får frågas. {REMEDY}"
    if not os.environ.get("INGEST_GATEWAY") and (inside := next(_inside(host), "")):
        return f"Värden {host} leder till {inside}, en adress i ett internt nät. {INSIDE}"
    return ""


def refusals(source: Source) -> list[str]:
    """Every address that the declaration asks and may not, and every secret it would send. A layout of files handed in asks nobody."""
    return list(dict.fromkeys(_of(source.fetch)))


def _of(node: object) -> Iterator[str]:
    if is_dataclass(node) and not isinstance(node, type):
        for f in fields(node):
            value = getattr(node, f.name)
            if f.name in ASKED and isinstance(value, str) and "://" in value:
                yield from filter(None, [_listed(value)])
            elif f.name == "headers" and any("$" in str(text) for text in dict(value).values()):
                yield "En källa från sidan Källor får inte skicka någon nyckel (headers med $)."
            elif not isinstance(value, str):
                yield from _of(value)
    elif isinstance(node, dict):
        for value in node.values():
            yield from _of(value)
    elif isinstance(node, tuple):
        for value in node:
            yield from _of(value)


def _listed(url: str) -> str:
    """As `refusal`, without asking the network where the host leads: a declaration is read at every build."""
    try:
        parts = urlsplit(url)
    except ValueError as cause:
        return f"«{url[:100]}» är ingen adress ({cause})."
    return "" if parts.netloc in hosts() and parts.scheme == "https" else f"Värden i {url[:100]} finns inte bland dem som får frågas."


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.replace(".", "").isdigit()
    return True


def _inside(host: str) -> Iterator[str]:
    """The addresses of the host that are not on the public internet. A host that cannot be found has none: asking it then fails in words."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError:
        return
    for *_, address in found:
        if not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global:
            yield str(address[0])


def add(url: str, whose: str, why: str) -> None:
    """A line more in data/hosts.toml. Raises WrongUse for an address that can be nobody's, or without whose it is."""
    host = urlsplit(url).hostname or ""
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host) or _is_number(host) or not whose.strip() or not why.strip():
        raise WrongUse("new", f"Värden {host} kan inte läggas till.", "Skriv vems den är och varför den är att lita på.")
    lines = [f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in (("host", host), ("whose", whose), ("why", why))]
    with FILE.open("a", encoding="utf-8") as file:
        file.write("\n".join(["", "[[host]]", *lines, ""]))
