"""Where links of feeds, catalogues and answers lead: the service's own address."""

from urllib.parse import urlencode

from starlette.requests import Request

from twin.words import language
from ui.sign_in import public_address


def base(request: Request) -> str:
    """The service's address with a slash at the end: the one that is set up for signing in, else this machine's own. Any other is only what the asker says,
    and a store between might hand it on to others: then the links have no host, and a reader takes the one it asked."""
    if known := public_address():
        return known
    asked = request.base_url
    return str(asked) if asked.hostname in ("127.0.0.1", "localhost", "::1") else asked.path


def embed(kind: str, **parameters: str) -> str:
    """The whole address of a page that others may set in, in the reader's language; '' where the service's own address is not set up: what was asked of
    it says nothing of how others reach it."""
    known = public_address()
    return known + embed_path(kind, **parameters) if known else ""


def embed_path(kind: str, **parameters: str) -> str:
    """The same from the service's own root."""
    lang = {} if language() == "sv" else {"lang": language()}
    return f"embed/{kind}?{urlencode({**parameters, **lang})}"
