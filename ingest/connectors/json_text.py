"""JSON to values, within memory: one document, or a list that may be too long for that, record by record."""

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator

from ingest.connectors.reading import broken
from ingest.source import Answer, Ask

MEMORY = 500_000_000  # bytes that one document may become: '[],' is 3 bytes and becomes 64
RECORD = 5_000_000  # characters of one record of a list
PIECE = 1 << 20
_COSTS = {b"{": 240, b"[": 64, b":": 50, b",": 40, b'"': 25}  # bytes of memory that each of these signs stands for, at most
_BLANK = re.compile(r"[ \t\n\r]*")
_HALF = re.compile(  # half a character: neither file nor database takes it
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)


def parse_json(ask: Ask, answer: Answer) -> object:
    """The document; a byte-order mark before it is allowed (PxWeb 1 sends one). Raises ContractError for anything that is not JSON, that could
    be read in two ways (a key given twice), or that does not fit in memory."""
    body = answer.body
    if (size := _memory(body)) > MEMORY:
        raise broken(
            ask,
            f"Svaret från {answer.request.url} är för stort att läsa ({len(body)} byte, {size // 10**6} MB i minnet).",
            "Begränsa frågan i källfilen, eller dela upp den på sidor.",
        )
    try:
        _refuse_halves(body)
        return json.loads(body.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as cause:  # not UTF-8, not JSON, or lists in lists without end
        raise _unreadable(ask, answer, cause) from cause


def starts_list(body: bytes) -> bool:
    """Whether the answer is a list as a whole."""
    return body[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"[")


def members_of(ask: Ask, answer: Answer) -> Iterator[object]:
    """The members of an answer that is one list, in its order, each read when it is asked for. Raises ContractError as parse_json does."""
    try:
        _refuse_halves(answer.body)
        text = _Text(answer.body)
        if text.mark() != "[":
            raise ValueError("en lista väntades")
        text.skip()
        more = text.mark() != "]"
        while more:
            yield text.value()
            if text.mark() not in (",", "]"):
                raise ValueError(f"komma väntades före «{text.rest()}»")
            more = text.mark() == ","
            text.skip() if more else None
        text.skip()
        if text.mark():
            raise ValueError(f"efter listan står «{text.rest()}»")
    except (ValueError, RecursionError) as cause:
        raise _unreadable(ask, answer, cause) from cause


class _Text:
    """The characters of an answer, decoded a piece at a time."""

    def __init__(self, body: bytes) -> None:
        self._body, self._read = memoryview(body), 0
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)
        self._text, self._at = "", 0

    def mark(self) -> str:
        """The next sign that is no blank; '' at the end."""
        while True:
            blank = _BLANK.match(self._text, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def skip(self) -> None:
        self._at += 1

    def rest(self) -> str:
        return self._text[self._at : self._at + 40]

    def value(self) -> object:
        """The next value, with as much of the text as it takes."""
        self.mark()
        while True:
            try:
                found, end = self._json.raw_decode(self._text, self._at)
            except json.JSONDecodeError:  # cut by the end of the piece, or no JSON at all
                if len(self._text) - self._at > RECORD:
                    raise ValueError(f"en post är längre än {RECORD} tecken") from None
                if not self._more():
                    raise
            else:
                if end < len(self._text) or not self._more():  # a number at the end may go on in the next piece
                    self._at = end
                    return found

    def _more(self) -> bool:
        """Take in as much again, at least a piece; False at the end of the answer."""
        rest = self._text[self._at :]
        end = min(self._read + max(PIECE, len(rest)), len(self._body))
        if end == self._read:
            return False
        self._text = rest + self._decoder.decode(bytes(self._body[self._read : end]), final=end == len(self._body))
        self._at, self._read = 0, end
        return True


def _memory(body: bytes) -> int:
    """The bytes that a document takes at most: its text, the text of its values, and what holds them."""
    width = 4 if re.search(rb"[\xf0-\xff]", body) else 2 if re.search(rb"[\xc4-\xef]", body) else 1
    return len(body) * (1 + width) + sum(body.count(sign) * cost for sign, cost in _COSTS.items())


def _refuse_halves(body: bytes) -> None:
    if b"\\u" in body and (found := _HALF.search(body)):
        raise ValueError(f"«{found[0].decode()}» är ett halvt tecken")


def _unreadable(ask: Ask, answer: Answer, cause: Exception) -> Exception:
    return broken(ask, f"Svaret från {answer.request.url} går inte att läsa som JSON ({cause}).")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"nyckeln «{twice[:80]}» står flera gånger i samma objekt")
    return found


def _no_number(text: str) -> object:
    raise ValueError(f"{text} är inget tal i JSON")
