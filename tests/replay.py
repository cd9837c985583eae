"""A gateway that replays recorded answers, for INGEST_GATEWAY: `/{host}{path}?{query}` in, the recorded bytes and their mark out.

    python -m tests.replay --routes ../shared/recordings/ROUTES.csv --port 8899 [--fault 503@api.kolada.se:2]

Every answer says how it came to be (X-Obtained), what it is a copy of (X-Copy-Of) and, where known, of which release (X-Release).
"""

import argparse
import hashlib
import http.server
import logging
import socket
import struct
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from ingest.check import RECORDINGS
from tests.faults import Fault, Reply, parse
from tests.shelves import Asked, Recordings, Routes

log = logging.getLogger("tests.replay")


class Shelf(Protocol):
    """Where recorded answers stand."""

    def find(self, asked: Asked) -> Reply | None:
        """The reply to this question, or None where nothing was recorded."""


@dataclass
class Gateway:
    """A running gateway: its address, its faults (may be changed while it runs) and what it was asked."""

    url: str
    shelf: Shelf
    faults: list[Fault] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def reply(self, asked: Asked) -> Reply:
        """What goes out for one question, faults applied."""
        self.asked.append(asked)
        reply = self.shelf.find(asked) or Reply(404, b"", {"X-Obtained": "none"})
        for fault in self.faults:
            reply = fault.strike(asked.host, asked.path, reply)
        if reply.status == 200:
            reply.headers.setdefault("ETag", f'"{hashlib.sha256(reply.body).hexdigest()[:32]}"')
            if asked.headers.get("If-None-Match") == reply.headers["ETag"]:
                return replace(reply, status=304, body=b"")
        return reply


def _handler(gateway: Gateway) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, text: str, *values: object) -> None:
            log.debug(text, *values)

        def do_GET(self) -> None:
            self._answer("GET", b"")

        def do_POST(self) -> None:
            self._answer("POST", self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def _answer(self, method: str, body: bytes) -> None:
            address, _, query = self.path.partition("?")
            host, _, path = address.lstrip("/").partition("/")
            reply = gateway.reply(Asked(method, host, unquote(f"/{path}"), query, body, dict(self.headers)))
            if reply.seconds:
                time.sleep(reply.seconds)
            if reply.dead:  # linger 0: the client sees a reset, as from a host that falls over
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.length is not None:
                self.close_connection = True  # the promised bytes never come
            if reply.status != 304:
                self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
            self.end_headers()
            self.wfile.write(reply.body)

    return Handler


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        log.debug("the client went away", exc_info=True)


@contextmanager
def gateway(shelf: Shelf, faults: Sequence[Fault] = (), port: int = 0) -> Iterator[Gateway]:
    """A gateway on the loopback address for as long as the block runs."""
    made = Gateway("", shelf, list(faults))
    server = _Server(("127.0.0.1", port), _handler(made))
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m tests.replay", description="Replays recorded answers on 127.0.0.1.")
    options.add_argument("--routes", type=Path, help="ROUTES.csv of other recordings; without it those in tests/recordings are replayed")
    options.add_argument("--port", type=int, default=8899)
    options.add_argument(
        "--fault", action="append", default=[], help="KIND[@HOST[:TIMES]]: 503, 429, dead, html, truncated, empty, slow, huge"
    )
    given = options.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with gateway(
        Routes(given.routes) if given.routes else Recordings(RECORDINGS), [parse(text) for text in given.fault], given.port
    ) as running:
        log.info("INGEST_GATEWAY=%s", running.url)
        threading.Event().wait()


if __name__ == "__main__":
    main()
