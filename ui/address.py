"""Where links of feeds, catalogues and answers lead: the service's own address."""

from starlette.requests import Request

from ui.sign_in import public_address


def base(request: Request) -> str:
    """The service's address with a slash at the end: the one that is set up for signing in, else this machine's own. Any other is only what the asker says,
    and a store between might hand it on to others: then the links have no host, and a reader takes the one it asked."""
    if known := public_address():
        return known
    asked = request.base_url
    return str(asked) if asked.hostname in ("127.0.0.1", "localhost", "::1") else asked.path
