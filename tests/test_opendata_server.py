"""The interface on the real server: found without failure by a fuzzer that reads its description, and answering what no client should send."""

import os
import re
import socket
import subprocess
import sys

import pytest

from bench.server import Server

SECONDS = int(os.environ.get("TWIN_FUZZ_SECONDS", "300"))  # a short look: TWIN_FUZZ_SECONDS=30

pytestmark = pytest.mark.proof


def said(server: Server, request: bytes) -> bytes:
    """What the server answers to these very bytes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as wire:
        got = b""
        try:
            wire.sendall(request)
            while part := wire.recv(65536):
                got += part
        except (ConnectionResetError, BrokenPipeError):  # the server hung up on the rest
            pass
    return got


@pytest.mark.parametrize("length", [9_000, 100_000, 1_000_000])
def test_an_address_without_end_is_refused(server, length):
    answer = said(server, b"GET /api/v1/figure?place_code=" + b"a" * length + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert re.match(rb"HTTP/1\.1 (400|414) ", answer)
    assert re.search(rb"Address too long|Invalid HTTP request", answer)


@pytest.mark.parametrize(
    "path", [b"/api/v1/../../etc/passwd", b"/api/v1/%2e%2e/%2e%2e/x", b"/api/v1/..%5c..%5cx", b"/api/v1//etc/passwd", b"/api/v1/%00"]
)
def test_no_address_leads_out(server, path):
    answer = said(server, b"GET " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert re.match(rb"HTTP/1\.1 40[04] ", answer)
    assert b'"remedy"' in answer


def test_schemathesis_finds_no_failure(server, tmp_path):
    """Every operation of the description, its parameters right and wrong, for five minutes (TWIN_FUZZ_SECONDS)."""
    command = [
        sys.executable,
        "-m",
        "schemathesis.cli",
        "run",
        f"{server.url}/api/v1/openapi.json",
        "--max-time",
        str(SECONDS),
        "--no-color",
    ]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS + 240, check=False)
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    tested = re.search(r"(\d+) generated, (\d+) passed", run.stdout)
    assert tested, run.stdout[-3000:]
    assert int(tested[1]) == int(tested[2]) > 400
