"""A small reverse proxy on this machine, websockets included, that treats the headers on the way as it is told to."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Headers = list[tuple[str, str]]


@contextmanager
def proxying(port: int, change: Callable[[Headers], Headers]) -> Iterator[str]:
    """The address of a proxy in front of 127.0.0.1:port; each request's headers go through `change`. One request a connection."""
    loop = asyncio.new_event_loop()
    tasks: set[asyncio.Task[None]] = set()

    async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65536):
                sink.write(data)
                await sink.drain()
        with suppress(ConnectionError):
            sink.close()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.current_task())
        try:
            first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")[:-2]
            headers = [(name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
            if not any(name.lower() == "upgrade" for name, _ in headers):
                headers = [(name, value) for name, value in headers if name.lower() != "connection"] + [("Connection", "close")]
            inner, outer = await asyncio.open_connection("127.0.0.1", port)
            head = "\r\n".join([first, *(f"{name}: {value}" for name, value in change(headers)), "", ""])
            outer.write(head.encode("latin-1"))
            await asyncio.gather(pump(reader, outer), pump(inner, writer))
        except asyncio.IncompleteReadError:  # a browser opens connections ahead and drops them
            writer.close()
        finally:
            tasks.discard(asyncio.current_task())

    listening = loop.run_until_complete(asyncio.start_server(pass_on, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def end() -> None:
        listening.close()
        for task in tuple(tasks):
            task.cancel()
        await asyncio.gather(*tuple(tasks), return_exceptions=True)

    try:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def replaced(headers: Headers, **values: str) -> Headers:
    """The headers with these values in place of what they had: replaced(headers, host='127.0.0.1:8501')."""
    return [(name, values.get(name.lower(), value)) for name, value in headers]
