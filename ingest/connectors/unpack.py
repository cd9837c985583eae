"""Bytes to lines of text, a piece at a time: plain, gzipped or out of a ZIP archive; never more of them than memory can bear."""

import codecs
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from typing import IO, cast

from ingest.connectors.reading import broken, lacks
from ingest.source import Answer, Ask

LARGEST = 400_000_000  # bytes unpacked: CORDIS' whole archive is a quarter of it
MOST_MEMBERS = 10_000  # of one archive
MOST_LINES = 3_000_000  # six times the rows that are read of one answer: a text may go over several
LONGEST = 2_000_000  # characters of one line: a summary may be long, a file without line breaks is no table
PIECE = 1 << 20
SPOILED = tuple("åäöÅÄÖ"[i].encode() for i in range(6))  # UTF-8 pairs that no text in Windows-1252 holds
UNREADABLE = (
    OSError,
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
)  # what a spoiled archive gives
Open = Callable[[], IO[bytes]]


def files(ask: Ask, answer: Answer, pattern: str = "") -> list[tuple[str, Open]]:
    """The answer itself, or the members of its archive whose name is like `pattern` ('project*.csv'), in the archive's order.

    Raises ContractError for an archive that can not be read, has no such member, or grows too large.
    """
    if not pattern:
        return [("CSV-filen", lambda: _plain(answer.body))]
    archive = archive_of(ask, answer)
    found = [one for one in archive.infolist() if _like(one.filename, pattern)]
    if not found:
        raise lacks(ask, pattern, "ZIP-filen", archive.namelist()[:40])
    if (size := sum(one.file_size for one in found)) > LARGEST:
        raise broken(ask, f"Filerna «{pattern}» i ZIP-filen är {size} byte uppackade, mer än {LARGEST}.", "Välj färre med member.")
    return [(f"{one.filename} i ZIP-filen", lambda one=one: archive.open(one)) for one in found]  # type: ignore[misc]


def archive_of(ask: Ask, answer: Answer, what: str = "ZIP-fil") -> zipfile.ZipFile:
    """The ZIP archive that the answer is. Raises ContractError for one that can not be read, or has members without end."""
    if (many := answer.body.count(b"PK\x01\x02")) > MOST_MEMBERS:
        raise broken(ask, f"Svaret från {answer.request.url} har {many} filer i sig, mer än {MOST_MEMBERS}.")
    try:
        return zipfile.ZipFile(io.BytesIO(answer.body))
    except UNREADABLE as cause:
        raise broken(ask, f"Svaret från {answer.request.url} går inte att läsa som {what} ({cause}).") from cause


def lines(ask: Ask, name: str, opened: Open, encoding: str = "", open_end: bool = False) -> Iterator[str]:
    """The text line by line with its line ends; UTF-8 strictly, else Windows-1252, unless the encoding is known.

    Raises ContractError for text in another encoding, a line or a file without end, an archive that is cut, or (unless `open_end`) a last line
    that is: '12' of '1234' would be a figure.
    """
    try:
        chosen = _encoding(ask, name, opened, encoding)
        source = opened()
        open_end = open_end or not isinstance(source, io.BytesIO)  # an archive tells by itself where it ends
        with io.TextIOWrapper(io.BufferedReader(_Bounded(source), PIECE), encoding=chosen, newline="") as text:
            for n, line in enumerate(iter(lambda: text.readline(LONGEST), ""), start=1):
                if n > MOST_LINES:
                    raise broken(ask, f"{name} har mer än {MOST_LINES} rader.", "Begränsa frågan i källfilen.")
                if len(line) >= LONGEST:
                    raise broken(ask, f"Rad {n} i {name} är längre än {LONGEST} tecken.", "Kontrollera att svaret är en CSV-fil.")
                if "\0" in line:
                    raise broken(ask, f"Rad {n} i {name} har nolltecken.", "Är filen sparad som UTF-16, skriv encoding i källfilen.")
                if not (open_end or line.endswith(("\n", "\r"))):
                    raise broken(
                        ask,
                        f"Sista raden i {name} slutar utan radslut: «…{line[-40:]}». Den kan vara avkortad.",
                        "Hämta filen igen. Slutar utgivarens fil alltid så, skriv open_end=True i källfilen.",
                    )
                yield line
    except (LookupError, *UNREADABLE) as cause:
        raise broken(ask, f"{name} går inte att läsa som text ({cause}).", "Kontrollera encoding i källfilen.") from cause


def _like(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) or fnmatchcase(name.rpartition("/")[2], pattern)


def _plain(body: bytes) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(io.BytesIO(body))) if body.startswith(b"\x1f\x8b") else io.BytesIO(body)


def _encoding(ask: Ask, name: str, opened: Open, declared: str) -> str:
    """The encoding of the whole file. Text that is UTF-8 but for a few bytes is not taken for Windows-1252: every å would be two letters."""
    unicode = codecs.lookup(declared or "utf-8").name.startswith("utf-")
    if unicode or not _holds(opened, SPOILED):
        chosen = declared if codecs.lookup(declared or "utf-8").name != "utf-8" else "utf-8-sig"
        try:
            decoder = codecs.getincrementaldecoder(chosen)()
            for piece in _pieces(opened):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
            return chosen
        except UnicodeDecodeError:
            if declared:
                raise
        if not _holds(opened, SPOILED):
            return "cp1252"
    raise broken(ask, f"{name} blandar teckenkodningar: åäö står som UTF-8, men inte allt är det.", "Kontrollera encoding i källfilen.")


def _holds(opened: Open, marks: tuple[bytes, ...]) -> bool:
    return any(mark in piece for piece in _pieces(opened) for mark in marks)


def _pieces(opened: Open) -> Iterator[bytes]:
    with io.BufferedReader(_Bounded(opened()), PIECE) as source:
        yield from iter(lambda: source.read(PIECE), b"")


class _Bounded(io.RawIOBase):
    """A stream that ends in an error after LARGEST bytes, whatever its archive says of its size."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self._left = source, LARGEST

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece = self._source.read(len(buffer))
        self._left -= len(piece)
        if self._left < 0:
            raise OSError(f"mer än {LARGEST} byte uppackade")
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._source.close()
        super().close()
