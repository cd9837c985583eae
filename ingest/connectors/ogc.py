"""OGC API Features: `OgcFeatures(url, collection, place, count or values …)`. The fields are the features' properties, see features.py."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from ingest.connectors.features import Features
from ingest.connectors.reading import need, need_list
from ingest.connectors.table import POINT
from ingest.source import Ask


@dataclass(frozen=True, kw_only=True)
class OgcFeatures(Features):
    """`url` is the API's landing page. Asked for inside the box around our municipalities where the place is a position."""

    collection: str
    query: Mapping[str, str] = field(default_factory=dict)  # further parameters, such as a filter
    next: str = "links"

    def addresses(self, ask: Ask) -> list[str]:
        """The first page of each address."""
        box = {"bbox": ",".join(_box(ask))} if self.place == POINT else {}
        asked = urlencode({"f": "json", "limit": self.size, **box, **self.query}, safe=",")
        return [f"{url.rstrip('/')}/collections/{quote(self.collection, safe='')}/items?{asked}" for url in super().addresses(ask)]

    def next_address(self, ask: Ask, body: object) -> str | None:
        """The link rel=next, where there is one."""
        for link in need_list(ask, body, "links", "svaret"):
            if need(ask, link, "rel", "links") == "next":
                return str(need(ask, link, "href", "links"))
        return None


def _box(ask: Ask) -> list[str]:
    """West, south, east and north of our municipalities, outwards to whole hundredths of a degree."""
    from ingest import geo  # geopandas: a second that only layers need wait for

    west, south, east, north = geo.bounds(ask.region)
    return [f"{math.floor(n * 100) / 100:g}" for n in (west, south)] + [f"{math.ceil(n * 100) / 100:g}" for n in (east, north)]
