"""The open data over HTTP, read-only: /api/v1/ and all under it. What it hands out is what every reader of the pages sees without signing in, less private
publishers' figures; it never looks at who asks, so a sign-in opens nothing more."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from twin.opendata import index, openapi, query, reading, writers
from twin.opendata.catalogue import SERIAL, serialised
from twin.opendata.declared import Dataset, by_name
from twin.opendata.dictionary import PAGES, page
from twin.opendata.query import Refused
from ui.address import base
from ui.api_answer import guarded, plain, sent
from ui.problem import API


@guarded
def start(request: Request) -> Response:
    """What there is."""
    plain(request)
    return sent(request, writers.dumped(index.index(base(request))), "application/json")


@guarded
def description(request: Request) -> Response:
    """The interface described in OpenAPI 3.1."""
    plain(request)
    return sent(request, writers.dumped(openapi.document(base(request))), "application/json")


@guarded
def catalogue(request: Request) -> Response:
    """The DCAT-AP-SE catalogue in one of its forms."""
    plain(request)
    form = request.path_params["form"]
    if form not in SERIAL:
        raise _nothing(request)
    return sent(request, serialised(base(request), form), SERIAL[form][1])


@guarded
def dictionary(request: Request) -> Response:
    """The data dictionary in one of its forms, in Swedish or with ?lang=en in English."""
    form, asked = request.path_params["form"], request.query_params.multi_items()
    if form not in PAGES:
        raise _nothing(request)
    for name, value in asked:
        if name != "lang" or len(asked) > 1:
            raise Refused(
                400, "Unknown parameter", "The dictionary takes the parameter lang, once.", "Use lang=sv or lang=en.", name, value
            )
        if value not in ("sv", "en"):
            raise Refused(
                422, "Unknown language", "The dictionary is written in Swedish and English.", "Use lang=sv or lang=en.", name, value
            )
    return sent(request, page(form, dict(asked).get("lang", "sv")), PAGES[form])


@guarded
def receipt(request: Request) -> Response:
    """One receipt."""
    plain(request)
    dataset, id_ = by_name()["receipt"], request.path_params["id"]
    _, rows = reading.page(dataset, (), ('"id" = ?',), (id_,), 1, 0)
    if not rows:
        raise Refused(
            404,
            "No such receipt",
            "There is no receipt of that id in the snapshot served.",
            f"See {API}/receipt for all of them.",
            "id",
            id_,
        )
    return sent(request, writers.dumped(writers.record(dataset.columns, rows[0])), "application/json")


@guarded
def whole(request: Request) -> Response:
    """A whole dataset as a file."""
    plain(request)
    dataset, form = _dataset(request), request.path_params["name"].partition(".")[2]
    if form not in dataset.formats:
        forms = ", ".join(dataset.formats)
        raise Refused(404, "No such form", f"{dataset.name} can not be had in that form.", f"Use one of: {forms}.", "form", form)
    name = f"{dataset.name}.{form}"
    return sent(
        request, writers.write(dataset, form), writers.media_type(form), **{"content-disposition": f'attachment; filename="{name}"'}
    )


@guarded
def rows(request: Request) -> Response:
    """A page of a dataset."""
    dataset = _dataset(request)
    asked = query.parse(dataset, request.query_params.multi_items())
    total, found = reading.page(dataset, asked.fields, asked.where, asked.values, asked.limit, asked.offset)
    columns = [dataset.column(name) for name in asked.fields]
    after = asked.offset + asked.limit
    further = (
        f"{base(request)}{API.removeprefix('/')}/{dataset.name}?{urlencode([*asked.pairs, ('offset', str(after))])}"
        if after < total
        else None
    )
    told = {
        **writers.about(dataset), "total": total, "limit": asked.limit, "offset": asked.offset, "count": len(found), "next": further,
        "rows": [writers.record(columns, row) for row in found],
    }  # fmt: skip
    return sent(request, writers.dumped(told), "application/json", **({"link": f'<{further}>; rel="next"'} if further else {}))


@guarded
def nothing(request: Request) -> Response:
    """Any other address under /api/v1: without this the pages' own index would answer."""
    raise _nothing(request)


def _dataset(request: Request) -> Dataset:
    name = request.path_params["name"].partition(".")[0]
    if name not in by_name():
        raise _nothing(request)
    return by_name()[name]


def _nothing(request: Request) -> Refused:
    return Refused(404, "Nothing here", "There is nothing at this address.", f"{API}/ lists what there is.", "path", request.url.path)


def _named(request: Request) -> Response:
    name = request.path_params["name"]
    return whole(request) if "." in name else rows(request)


METHODS_READ = ["GET", "HEAD", "OPTIONS"]  # others the door refuses, in ui/guard.py
routes = [
    Route(address, answer, methods=METHODS_READ)
    for address, answer in (
        (API, start),
        (f"{API}/", start),
        (f"{API}/openapi.json", description),
        (f"{API}/catalog.{{form}}", catalogue),
        (f"{API}/dictionary.{{form}}", dictionary),
        (f"{API}/receipts/{{id}}", receipt),
        (f"{API}/{{name}}", _named),
        (f"{API}/{{rest:path}}", nothing),
    )
]
