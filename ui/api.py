"""Routes of our own, beside Streamlit's: for the machines that watch the service, for the map, what can be followed, the open data, and pages for others' frames."""

import json
from datetime import UTC, datetime
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from twin.questions import places
from twin.questions.sources import states
from twin.warehouse import NoWarehouse, current, meta
from ui import api_v1, embed, feeds


def health(request: Request) -> JSONResponse:
    """Which snapshot is served, how old it is and how each source fares; 503 with the reason where there is none."""
    try:
        built_at = datetime.fromisoformat(meta()["built_at"]).replace(tzinfo=UTC)
        answer = {
            "status": "ok",
            "snapshot": current().name,
            "built_at": built_at.isoformat(),
            "age_seconds": round((datetime.now(UTC) - built_at).total_seconds()),
            "sources": {run.source_key: run.state for run in states()},
        }
    except NoWarehouse as reason:
        return JSONResponse({"status": "no warehouse", "reason": str(reason)}, status_code=503)
    return JSONResponse(answer)


def borders(request: Request) -> Response:
    """The borders as GeoJSON, so that a map need not carry them in each page run. The address has the snapshot's name: it may be kept for long."""
    try:
        body = _borders(str(current()))
    except NoWarehouse as reason:
        return JSONResponse({"reason": str(reason)}, status_code=503)
    return Response(body, media_type="application/geo+json", headers={"cache-control": "public, max-age=86400"})


@lru_cache(maxsize=2)
def _borders(file: str) -> bytes:
    return json.dumps(places.borders(), ensure_ascii=False, separators=(",", ":")).encode()


routes = [Route("/api/health", health), Route("/api/borders.geojson", borders), *feeds.routes, *api_v1.routes, *embed.routes]
