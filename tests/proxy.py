"""A small reverse proxy on this machine, websockets included, that treats the headers on the way as it is told to."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Headers = list[tuple[str, str]]


@contextmanager
def proxying(port: int, change: Callable[[Headers], Headers]) -> Iterator[str]:
    """The address of a proxy in front of 127.0.0.1:port; each request's headers go through `change`. One request a connection."""
    held: set[socket.socket] = set()

    class Connection(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            held.add(self.connection)
            first, *lines = iter(lambda: self.rfile.readline().decode("latin-1").rstrip("\r\n"), "")
            headers = [(name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
            if not any(name.lower() == "upgrade" for name, _ in headers):
                headers = [(name, value) for name, value in headers if name.lower() != "connection"] + [("Connection", "close")]
            head = "\r\n".join([first, *(f"{name}: {value}" for name, value in change(headers)), "", ""])
            with socket.create_connection(("127.0.0.1", port)) as inner:
                held.add(inner)
                inner.sendall(head.encode("latin-1"))
                back = threading.Thread(target=_pump, args=(inner.recv, self.connection))
                back.start()
                _pump(self.rfile.read1, inner)
                back.join()
                held.discard(inner)
            held.discard(self.connection)

    class Proxy(socketserver.ThreadingTCPServer):
        def handle_error(self, request: object, client: object) -> None:
            """A browser opens connections ahead and drops them: that a request is empty or cut short is no fault of the test's."""

    with Proxy(("127.0.0.1", 0), Connection) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
            for one in tuple(held):
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)


def _pump(read: Callable[[int], bytes], sink: socket.socket) -> None:
    """Hands on until there is no more, then says so to the other side."""
    with suppress(OSError):
        while data := read(65536):
            sink.sendall(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_RDWR)


def replaced(headers: Headers, **values: str) -> Headers:
    """The headers with these values in place of what they had: replaced(headers, host='127.0.0.1:8501')."""
    return [(name, values.get(name.lower(), value)) for name, value in headers]
