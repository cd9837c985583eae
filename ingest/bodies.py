"""What the bytes of an answer must look like, and how many there may be: by what was asked for."""

from ingest.source import Request

LARGEST = {"html": 5_000_000, "xlsx": 100_000_000}  # bytes by what is expected; the emissions of the whole country are a workbook of 2 MB
LARGEST_OTHER = 200_000_000  # 24,000 projects of one research funder, the largest answer that we know of
PACKED = {"xlsx": "Excelfil", "zip": "ZIP-fil"}


def most(request: Request) -> int:
    """How many bytes an answer may have; more is a fault of theirs or of our question."""
    return LARGEST.get(request.expects, LARGEST_OTHER)


def wrong_kind(request: Request, body: bytes) -> str:
    """Why the bytes are not what was asked for, in Swedish; '' where they are. A web page in place of data comes of a lost address."""
    start = body[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    expects = request.expects
    if not start:
        return "svaret är tomt"
    if expects == "html":
        return "" if start.startswith(b"<") else "svaret är ingen webbsida"
    if start.startswith((b"<!doctype", b"<html")):
        return "svaret är en webbsida"
    if expects in PACKED and not body.startswith(b"PK"):
        return f"svaret är ingen {PACKED[expects]} (det börjar inte med PK)"
    return "svaret är inte JSON" if expects == "json" and not start.startswith((b"{", b"[")) else ""


def beginning(body: bytes) -> str:
    """The first words of an answer, for an error."""
    return "«" + " ".join(body[:120].decode("utf-8", errors="replace").split()) + "»"
