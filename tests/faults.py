"""The ways a publisher fails, for the gateway in tests/replay.py. Each is a function from a good reply to a bad one."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from threading import Lock

MAINTENANCE = "<!DOCTYPE html>\n<html><head><title>Underhåll</title></head><body>Vi är snart tillbaka.</body></html>".encode()


@dataclass(frozen=True)
class Reply:
    """One answer on its way out. `length` lies about the body where a fault says so; `dead` closes the socket without a word."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    seconds: float = 0
    dead: bool = False


Change = Callable[[Reply], Reply]


def busy(status: int = 503, retry_after: str | None = None) -> Change:
    """The status in place of the answer, with Retry-After where given."""
    extra = {"Retry-After": retry_after} if retry_after is not None else {}
    return lambda reply: Reply(status, b"", {**reply.headers, **extra})


def moved(to: str, status: int = 302) -> Change:
    """A redirect to another address."""
    return lambda reply: Reply(status, b"", {**reply.headers, "Location": to})


def dead() -> Change:
    """The connection is reset before any answer."""
    return lambda reply: replace(reply, dead=True)


def html() -> Change:
    """A maintenance page with status 200, where data was due."""
    return lambda reply: replace(reply, status=200, body=MAINTENANCE, headers={**reply.headers, "Content-Type": "text/html; charset=utf-8"})


def truncated(share: float = 0.5) -> Change:
    """The first part of the body under the Content-Length of the whole."""
    return lambda reply: replace(reply, body=reply.body[: int(len(reply.body) * share)], length=len(reply.body))


def empty() -> Change:
    """Status 200 and not one byte."""
    return lambda reply: replace(reply, body=b"")


def slow(seconds: float) -> Change:
    """The right answer, late."""
    return lambda reply: replace(reply, seconds=seconds)


def huge(size: int) -> Change:
    """A body of JSON that never seems to end: white space before the real answer."""
    return lambda reply: replace(reply, body=b" " * size + reply.body)


def edited(change: Callable[[bytes], bytes]) -> Change:
    """The answer with its bytes changed: one value, one field name, one row less."""
    return lambda reply: replace(reply, body=change(reply.body))


def json_edited(change: Callable[[object], object]) -> Change:
    """The same for a JSON answer: `change` gets and returns the parsed document."""
    return edited(lambda body: json.dumps(change(json.loads(body.decode("utf-8-sig"))), ensure_ascii=False).encode())


def headers(**changes: str | None) -> Change:
    """Headers set, or dropped where None; underscores stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in changes.items()}
    return lambda reply: replace(reply, headers={name: value for name, value in {**reply.headers, **named}.items() if value is not None})


@dataclass
class Fault:
    """A change for the requests to one host and path: lets `skip` of them through, then strikes `times` times (None: for ever)."""

    change: Change
    host: str = "*"
    path: str = "*"
    skip: int = 0
    times: int | None = None
    struck: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    def strike(self, host: str, path: str, reply: Reply) -> Reply:
        """The reply, changed if this fault is due."""
        if not (fnmatchcase(host, self.host) and fnmatchcase(path, self.path)):
            return reply
        with self._lock:  # the server answers in threads
            if self.skip > 0:
                self.skip -= 1
                return reply
            if self.times is not None and self.struck >= self.times:
                return reply
            self.struck += 1
        return self.change(reply)


BY_NAME: dict[str, Callable[[], Change]] = {
    "503": busy,
    "429": lambda: busy(429, "1"),
    "dead": dead,
    "html": html,
    "truncated": truncated,
    "empty": empty,
    "slow": lambda: slow(5),
    "huge": lambda: huge(200_000_000),
}


def parse(text: str) -> Fault:
    """A fault from the command line: KIND[@HOST[:TIMES]], for example 503@api.kolada.se:2."""
    kind, _, where = text.partition("@")
    host, _, times = where.partition(":")
    return Fault(BY_NAME[kind](), host=host or "*", times=int(times) if times else None)
