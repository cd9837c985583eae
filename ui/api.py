"""Routes of our own, beside Streamlit's. They answer the machines that watch the service."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from twin.questions.sources import states
from twin.warehouse import NoWarehouse, current, meta


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


routes = [Route("/api/health", health)]
