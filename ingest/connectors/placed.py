"""Which place a row is about: a field with its code or name, or the position of a thing within our borders."""

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.connectors.asking import Asking
from ingest.connectors.reading import key, number
from ingest.errors import Fault
from ingest.source import Ask

EACH = "*"  # as place: each field named as a place; as value: each field named as a period
POINT = "(läge)"  # as place: the municipality around the row's position
LONGITUDES, LATITUDES = (10.0, 25.0), (55.0, 70.0)  # Sweden


@dataclass(frozen=True, kw_only=True)
class Placed(Asking):
    """The part of every Table that says which place a row is about."""

    place: str = ""  # field with a municipality as code or name, EACH or POINT; none where the rows are register entries
    position: tuple[str, str] = ("geometry.lon", "geometry.lat")  # fields of longitude and latitude, WGS 84 degrees, for POINT
    county: str = ""  # field with the county, where `place` says `whole`
    whole: tuple[str, ...] = ("alla", "total", "totalt")  # texts that mean: no narrower part
    split: str = ""  # between the municipalities of a row that names several

    def codes(self, ask: Ask, where: str, cells: Mapping[str, object]) -> list[str]:
        """The codes of our places that the row is about, none for any other. Raises ContractError for a position that is none in Sweden."""
        if self.place == POINT:
            return self._around(ask, where, cells)
        text, whole = cells[self.place], {"", *map(key, self.whole)}
        if self.county and key(text) in whole:
            county = key(cells[self.county])
            if county in whole:
                return [ask.region.country.code]
            ours = {key(ask.region.county.code), _short(ask.region.county.name)}
            return [ask.region.county.code] if {county, _short(county)} & ours else []
        pieces = str(text).split(self.split) if self.split else [text]
        return list(dict.fromkeys(code for piece in pieces if (code := ask.region.place(piece))))

    def _around(self, ask: Ask, where: str, cells: Mapping[str, object]) -> list[str]:
        texts = [cells[name] for name in self.position]
        try:
            (lon, _), (lat, _) = map(number, texts)
        except ValueError:
            lon = lat = None
        if lon is None or lat is None or not (LONGITUDES[0] < lon < LONGITUDES[1] and LATITUDES[0] < lat < LATITUDES[1]):
            said = ", ".join(str(text) for text in texts)[:80]
            ask.reject(Fault(where, ", ".join(self.position), said, "läget ska vara grader i Sverige, longitud först (WGS 84)"))
            return []
        from ingest import geo  # geopandas: a second that only layers with positions need wait for

        code = geo.municipality_at(ask.region, lon, lat)
        return [code] if code else []


def _short(county: str) -> str:
    """'Jönköpings län' and 'Jönköping' alike."""
    return key(county).removesuffix(" län").removesuffix("s")
