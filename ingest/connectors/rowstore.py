"""RowStore, the tables that EntryScape publishes on dataportal.se: `RowStore(url, place, values, ...)`. All values are texts."""

from dataclasses import dataclass

from ingest.connectors.json_records import JsonRecords


@dataclass(frozen=True, kw_only=True)
class RowStore(JsonRecords):
    """`url` is https://HOST/rowstore/dataset/UUID, with filters as query: '?kommun=EKSJÖ' (exact, also in capitals)."""

    path: str = "results"
    offset: str = "_offset"
    limit: str = "_limit"
