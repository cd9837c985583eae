"""WFS 2.0 with JSON answers: `Wfs(url, layer, sort, place, count or values …)`. The fields are the features' properties, see features.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from ingest.connectors.features import Features
from ingest.source import Ask


@dataclass(frozen=True, kw_only=True)
class Wfs(Features):
    """`url` is the service's address. A server gives no order of its own, so pages need `sort`, a property that is never the same twice."""

    layer: str  # with its workspace: 'stat:DeSO_2025'
    sort: str
    query: Mapping[str, str] = field(default_factory=dict)  # further parameters, such as CQL_FILTER
    offset: str = "startIndex"
    limit: str = "count"

    def addresses(self, ask: Ask) -> list[str]:
        """Each address with its question, but for the page."""
        asked = {"service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": self.layer, "outputFormat": "application/json",
                 "srsName": "EPSG:4326", "sortBy": self.sort, **self.query}  # fmt: skip
        return [f"{url}{'&' if '?' in url else '?'}{urlencode(asked, safe=',:/')}" for url in super().addresses(ask)]
