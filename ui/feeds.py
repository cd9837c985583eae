"""What can be followed without coming here: Atom feeds of new initiatives, verdicts in numbers and changed figures, and a calendar of deadlines."""

import hashlib
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from twin import atom, deadlines, feed, feed_initiatives, feed_verdicts
from twin.warehouse import NoWarehouse, hold
from twin.words import speak
from twin.workspace import Unavailable
from ui.address import base


def _followed(request: Request, made: Callable[[str], bytes], media_type: str) -> Response:
    """The feed in Swedish, or in English with ?lang=en; 304 where the reader has it already."""
    speak(request.query_params.get("lang", "sv"))  # each request has a context of its own
    try:
        hold()
        body = made(base(request))
    except (NoWarehouse, Unavailable) as reason:
        return JSONResponse({"reason": str(reason)}, status_code=503)
    headers = {"etag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', "cache-control": "public, max-age=600"}
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def revisions(request: Request) -> Response:
    """What releases have changed."""
    return _followed(request, feed.atom, atom.MEDIA_TYPE)


def initiatives(request: Request) -> Response:
    """New initiatives."""
    return _followed(request, feed_initiatives.atom, atom.MEDIA_TYPE)


def verdicts(request: Request) -> Response:
    """Verdicts, in numbers."""
    return _followed(request, feed_verdicts.atom, atom.MEDIA_TYPE)


def calendar(request: Request) -> Response:
    """Deadlines."""
    return _followed(request, deadlines.calendar, deadlines.MEDIA_TYPE)


routes = [
    Route(f"/{feed.ADDRESS}", revisions),
    Route(f"/{feed_initiatives.ADDRESS}", initiatives),
    Route(f"/{feed_verdicts.ADDRESS}", verdicts),
    Route(f"/{deadlines.ADDRESS}", calendar),
]
