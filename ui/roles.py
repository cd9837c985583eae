"""From what an identity provider says of somebody to a role and an opaque key. No name, no mail address: neither is read."""

import csv
import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from twin.paths import ROOT, state
from twin.words import t
from twin.workspace.model import ROLES

HOURS = 12  # a sign-in older than this is asked for anew: a role taken away at the provider is gone here the next day


class RolesFault(Exception):
    """The list of roles can't be read; the message says where and what to do."""


def key(issuer: str, subject: str) -> str:
    """The one name that somebody has here: it can't be turned back, and another installation has another."""
    return hmac.new(_salt(state()), f"{issuer}\n{subject}".encode(), hashlib.sha256).hexdigest()[:24]


@cache
def _salt(folder: Path) -> bytes:
    """TWIN_KEY_SALT where several machines share a workspace, else 32 random bytes made once in the state folder."""
    if named := os.environ.get("TWIN_KEY_SALT"):
        return named.encode()
    file = folder / "access.salt"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"access.salt.{os.getpid()}.{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_bytes(secrets.token_bytes(32))
        try:
            os.link(fresh, file)  # of two servers that start at once the first one's salt stands, and it is never seen half-written
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_bytes()


def fresh(claims: Mapping[str, object], now: float | None = None) -> bool:
    """Whether the sign-in is of today. The cookie alone would last for 30 days."""
    issued = claims.get("iat")
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        return False
    return -300 <= (now or time.time()) - issued <= HOURS * 3600  # clocks differ by minutes


def role(claims: Mapping[str, object]) -> str | None:
    """The role of a signed-in person: from the list where it names them, else the highest in the claim; None where neither gives one."""
    issuer, subject = str(claims.get("iss") or ""), str(claims.get("sub") or "")
    if not (issuer and subject):
        return None
    return listed().get(key(issuer, subject)) or claimed(claims, os.environ.get("TWIN_ROLE_CLAIM", "roles"))


def claimed(claims: Mapping[str, object], name: str) -> str | None:
    """The highest role that the claim `name` holds; 'realm_access.roles' looks inside realm_access."""
    value: object = claims.get(name)
    if name not in claims:
        value = claims
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
    values = value.replace(",", " ").split() if isinstance(value, str) else value if isinstance(value, list | tuple) else []
    return max((one for one in values if isinstance(one, str) and one in ROLES), key=ROLES.index, default=None)


def listed() -> dict[str, str]:
    """Key -> role from the CSV file that TWIN_ROLES_FILE names: columns role and either code, or issuer and subject. Raises RolesFault."""
    named = os.environ.get("TWIN_ROLES_FILE")
    if not named:
        return {}
    file = Path(named).resolve()
    if file.is_relative_to(ROOT) and not file.is_relative_to(state().resolve()):
        raise RolesFault(t("{file}: rollistan ligger i projektets mapp och kan följa med dess historik. Flytta den utanför.", file=file))
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RolesFault(t("{file}: rollistan kan inte läsas ({error}).", file=file, error=type(error).__name__)) from error
    found: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        cells = {column: (value or "").strip() for column, value in row.items() if isinstance(column, str) and not isinstance(value, list)}
        whom = cells.get("code") or (key(cells["issuer"], cells["subject"]) if cells.get("issuer") and cells.get("subject") else "")
        if not whom or cells.get("role") not in ROLES or whom in found:
            raise RolesFault(
                t(
                    "{file}, rad {number}: ange code, eller issuer och subject, en gång per person, och role som en av {roles}.",
                    file=file,
                    number=number,
                    roles=", ".join(ROLES),
                )
            )
        found[whom] = cells["role"]
    return found
