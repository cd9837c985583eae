"""A Streamlit server on a free loopback port, and a client that asks for pages as the browser does: over its websocket."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

T = TypeVar("T")
ROOT = Path(__file__).parent.parent
PATIENCE = 60  # seconds that a server may take to answer


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, its process, and when it was started (perf_counter)."""

    port: int
    process: subprocess.Popen[bytes]
    started: float

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu(self) -> float:
        """Seconds of CPU that the process has used so far, user and system, from /proc (Linux)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(script: Path, state: Path, log: Path | None = None, **settings: str) -> Iterator[Server]:
    """The script under `streamlit run`, reading the warehouse in `state`, with `settings` in its environment, while the block runs. What
    the server says goes to `log`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.address", "127.0.0.1", "--server.port", str(port)]
    began = time.perf_counter()
    with (log or Path(os.devnull)).open("ab") as said:
        environment = {**os.environ, "TWIN_STATE": str(state), **settings}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT)
    try:
        yield Server(port, process, began)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


class Visitor:
    """One browser tab's conversation with the server."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self._socket = socket

    async def open(self, page: str) -> None:
        """Ask for the page and read all that it sends, until its script has finished. Raises RuntimeError if the page shows an exception."""
        ask = BackMsg()
        ask.rerun_script.page_name = page
        await self._socket.send(ask.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await asyncio.wait_for(self._socket.recv(), PATIENCE))
            if answer.delta.new_element.HasField("exception"):
                raise RuntimeError(f"Page '{page}' failed: {answer.delta.new_element.exception.message}")
            if answer.WhichOneof("type") == "script_finished":
                return


def visit(server: Server, tour: Callable[[Visitor], Awaitable[T]]) -> T:
    """What `tour` returns for a visitor of this server; waits until the server answers. In a thread of its own, since a caller that drives
    a browser already runs an event loop in its own."""

    async def run() -> T:
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        while True:
            try:
                async with websockets.connect(address, subprotocols=["streamlit"], max_size=None, origin=server.url) as opened:
                    return await tour(Visitor(opened))
            except ConnectionRefusedError:
                if server.process.poll() is not None or time.perf_counter() - server.started > PATIENCE:
                    raise
                await asyncio.sleep(0.01)

    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(lambda: asyncio.run(run())).result()
