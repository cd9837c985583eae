"""A refusal that a machine and a person can read: problem details (RFC 9457) with parameter, value and remedy, and the headers that every answer of the API has."""

import json
from collections.abc import Mapping

from starlette.responses import Response

from twin.opendata.query import Refused

METHODS = "GET, HEAD, OPTIONS"
OPEN = {  # whoever reads from a page of their own may: the data are public and no cookie opens more
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link",
}
API = "/api/v1"


def problem(refused: Refused, headers: Mapping[str, str] | None = None) -> Response:
    """The refusal as an answer. What was sent is repeated in part only: 200 characters tell enough."""
    told = {
        "type": "about:blank",
        "title": refused.title,
        "status": refused.status,
        "detail": refused.detail,
        **({"parameter": refused.parameter[:200], "value": refused.value[:200]} if refused.parameter else {}),
        "remedy": refused.remedy,
    }
    body = json.dumps(told, ensure_ascii=True).encode()
    return Response(body, refused.status, {**OPEN, "cache-control": "no-store", **(headers or {})}, "application/problem+json")


def read_only() -> Response:
    """The answer to every method that would change something."""
    refused = Refused(405, "Read-only", "The interface is read-only.", f"Use one of: {METHODS}.")
    return problem(refused, {"allow": METHODS})


def no_way_out() -> Response:
    """The answer to an address that wants out of its folder."""
    return problem(
        Refused(
            400,
            "Not an address",
            "An address under the interface has no '..', no '//', no backslash and no control characters.",
            f"{API}/ lists what there is.",
        )
    )
