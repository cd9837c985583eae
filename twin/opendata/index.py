"""What there is: every dataset with its addresses, terms and what is left out."""

from functools import lru_cache
from typing import Any

from twin import deadlines, feed, feed_initiatives, feed_verdicts
from twin.opendata.declared import Dataset, datasets
from twin.opendata.licences import terms
from twin.opendata.query import DEFAULT, MOST, filters
from twin.opendata.reading import count
from twin.opendata.writers import about
from twin.warehouse import current, meta

ROOT = "api/v1/"
FEEDS = (feed_initiatives.ADDRESS, feed_verdicts.ADDRESS, feed.ADDRESS, deadlines.ADDRESS)


def index(base: str) -> dict[str, Any]:
    """The list, with addresses under `base` (the service's own, with a slash at the end). Raises NoWarehouse."""
    return _index(str(current()), base)


@lru_cache(maxsize=8)
def _index(snapshot: str, base: str) -> dict[str, Any]:
    said = meta()
    return {
        "title": said["title"],
        "publisher": said["coordinator"],
        "built_at": f"{said['built_at']}Z",
        "openapi": f"{base}{ROOT}openapi.json",
        "catalogue": {form: f"{base}{ROOT}catalog.{form}" for form in ("ttl", "rdf", "jsonld")},
        "dictionary": {form: f"{base}{ROOT}dictionary.{form}" for form in ("html", "md", "json")},
        "feeds": [f"{base}{feed}" for feed in FEEDS],
        "rows_per_page": {"default": DEFAULT, "most": MOST},
        "datasets": [_told(one, base) for one in datasets()],
    }


def _told(one: Dataset, base: str) -> dict[str, Any]:
    licence = terms(one)
    return {
        "name": one.name,
        "title": {"sv": one.title_sv, "en": one.title_en},
        "description": {"sv": one.description_sv, "en": one.description_en},
        "rows": count(one),
        "url": f"{base}{ROOT}{one.name}",
        "files": {form: f"{base}{ROOT}{one.name}.{form}" for form in one.formats},
        "filters": list(filters(one)),
        "licence": {"class": licence.code, "uri": licence.uri or None, "sv": licence.text_sv, "en": licence.text_en},
        "left_out": about(one)["left_out"],
    }
