"""Which of our places an entry concerns, each with how it is known: what the register says first, words in a text last."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import duckdb
import shapely

from ingest.region import Region
from ingest.registers.told import Found, Told, Where
from twin.paths import DATA
from twin.register.tables import Organisation

LAU = re.compile(r"\D*[_:/](\d{4})|SE(\d{4})")  # 'SE_0604', 'LAU_SE_0604', 'SE0604'
_BEFORE, _AFTER = r"(?<![\w])", r"(?:s|S)?(?![\w])"  # whole words, with the genitive


def whole_word(name: str) -> str:
    """Pattern for a name as a whole word: as it is written or in capitals, with or without its genitive s. Never small letters: 'ale', 'mark'."""
    return f"{_BEFORE}(?:{re.escape(name)}|{re.escape(name.upper())}){_AFTER}"


@dataclass(frozen=True)
class Places:
    """The federation's places as registers may speak of them."""

    region: Region
    organisations: dict[str, Organisation]
    borders: dict[str, shapely.Geometry]

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of all borders, in degrees."""
        west, south, east, north = shapely.total_bounds(list(self.borders.values()))
        return float(west), float(south), float(east), float(north)

    @cached_property
    def words(self) -> dict[str, re.Pattern[str]]:
        """Municipality code -> its name as a whole word."""
        return {area.code: re.compile(whole_word(area.name)) for area in self.region.municipalities}

    @cached_property
    def any_word(self) -> re.Pattern[str]:
        """Any of the municipalities' names as a whole word."""
        return re.compile("|".join(whole_word(area.name) for area in self.region.municipalities))

    def find(self, told: Told, found: Found) -> tuple[Where, ...]:
        """Each place once, by the surest of the ways it is known."""
        places: dict[str, Where] = {}
        for where in (*self._told(told), *self._organisation(found), *self._text(told)):
            places.setdefault(where.place_code, where)
        return tuple(places.values())

    def _told(self, told: Told) -> Iterator[Where]:
        """By the register's own municipality; where it tells none, by its position; where it tells neither, by its NUTS 3 area, which is a county."""
        parts = [part.strip() for part in re.split(r"[;|]", told.place_text) if part.strip()]
        for part in parts:
            lau = LAU.fullmatch(part)
            if code := self.region.municipality((lau[1] or lau[2]) if lau else part):
                yield Where(code, "lau" if lau else "register", part)
        if parts:
            return
        if told.lon is not None and told.lat is not None:
            point = shapely.Point(told.lon, told.lat)
            for code, border in self.borders.items():
                if border.covers(point):
                    yield Where(code, "point", f"{told.lat}, {told.lon}")
        elif county(told.nuts) == self.region.county.code:
            yield Where(self.region.county.code, "nuts", told.nuts)

    def _organisation(self, found: Found) -> Iterator[Where]:
        own = self.organisations.get(found.organisation_id or "")
        if own and own.place_code in (*self.region.municipality_codes, self.region.code):
            yield Where(own.place_code, "organisation", own.name)

    def _text(self, told: Told) -> Iterator[Where]:
        if not (
            self.any_word.search(told.title) or self.any_word.search(told.text)
        ):  # most entries: one look in place of one a municipality
            return
        for code, pattern in self.words.items():
            if hit := pattern.search(told.title) or pattern.search(told.text):
                yield Where(code, "text", hit.group(0))


def places(con: duckdb.DuckDBPyConnection, region: Region, organisations: dict[str, Organisation]) -> Places:
    """With the borders of our municipalities, out of table geometry."""
    rows = con.execute("SELECT place_code, geojson FROM geometry WHERE role = 'own'").fetchall()
    return Places(region, organisations, {code: shapely.from_geojson(text) for code, text in rows})


def county(nuts: str) -> str | None:
    """The county of a NUTS 3 code of Sweden; None for any other area."""
    return _counties().get(nuts.strip().upper())


@lru_cache(maxsize=1)
def _counties() -> dict[str, str]:
    with (DATA / "taxonomy" / "nuts.csv").open(encoding="utf-8", newline="") as handle:
        return {row["nuts"]: row["county"] for row in csv.DictReader(handle)}
