"""How the interface answers: one snapshot for each answer, refusals as problems, an ETag on everything."""

import hashlib
from collections.abc import Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from twin.opendata.query import Refused
from twin.warehouse import NoWarehouse, hold
from twin.workspace import Unavailable
from ui.problem import METHODS, OPEN, problem

LONGEST = 8_000  # bytes of a query string: the server itself refuses some tens of thousands, with a word and no remedy
Answer = Callable[[Request], Response]


def guarded(answer: Answer) -> Answer:
    """Every answer of the API: one snapshot, refusals as problems, one word for what can not be served now."""

    @wraps(answer)
    def answered(request: Request) -> Response:
        if request.method == "OPTIONS":
            asked = {
                "access-control-allow-methods": METHODS,
                "access-control-allow-headers": "If-None-Match",
                "access-control-max-age": "86400",
            }
            return Response(status_code=204, headers={**OPEN, **asked, "allow": METHODS})
        try:
            if len(request.scope.get("query_string", b"")) > LONGEST:
                raise Refused(
                    414,
                    "Address too long",
                    f"The query string is longer than {LONGEST} bytes.",
                    "Ask for fewer things at a time, or take the whole file.",
                )
            hold()
            return answer(request)
        except Refused as refused:
            return problem(refused)
        except (NoWarehouse, Unavailable) as reason:
            return problem(Refused(503, "Not served now", str(reason), "Try again later."))

    return answered


def sent(request: Request, body: bytes, media_type: str, **headers: str) -> Response:
    """The body with its ETag; 304 where the caller has it already."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    every = {**OPEN, "etag": etag, "cache-control": "public, max-age=300", **headers}
    held = request.headers.get("if-none-match", "")
    if held.strip() == "*" or etag in [one.strip().removeprefix("W/") for one in held.split(",")]:
        return Response(status_code=304, headers=every)
    return Response(body, headers=every, media_type=media_type)


def plain(request: Request) -> None:
    """Refuses parameters where none are known."""
    if pairs := request.query_params.multi_items():
        raise Refused(400, "Unknown parameter", "This address takes no parameters.", "Leave the parameters out.", *pairs[0])
