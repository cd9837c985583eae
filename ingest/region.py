"""The federation a build serves, read from data/region.toml: the only place where a municipality is named."""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from twin.paths import region_file


@dataclass(frozen=True)
class Area:
    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class Region:
    """The municipalities of one federation, with their county and country."""

    name: str
    code: str
    title: str
    coordinator: str
    programme: str
    register: Path
    municipalities: tuple[Area, ...]
    county: Area
    country: Area
    map_window: dict[str, list[float]]
    contact_email: str = ""  # a role's mailbox for questions on the open data; '' where none is told

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Every place that may carry a figure, by code."""
        return {area.code: area for area in (*self.municipalities, self.county, self.country)}

    @cached_property
    def municipality_codes(self) -> tuple[str, ...]:
        return tuple(area.code for area in self.municipalities)

    @cached_property
    def _by_name(self) -> dict[str, str]:
        names = {plain_name(area.name): area.code for area in self.municipalities}
        names |= {f"{name}s": code for name, code in list(names.items())}  # "Eksjös kommun"
        names |= {plain_name(self.county.name): self.county.code}
        for word in (self.country.name, "Sverige", "Riket", "Hela riket", "Riksnivå"):
            names[plain_name(word)] = self.country.code
        return names

    def municipality(self, text: object) -> str | None:
        """The code of a municipality written as code, name, CAPITALS, 'X kommun', '0604 Aneby' or the number 604; None if not one of ours."""
        code = self.place(text)
        return code if code in self.municipality_codes else None

    def place(self, text: object) -> str | None:
        """The code of one of our municipalities, the county or the country; None for any other place."""
        raw = str(text if text is not None else "").strip()
        first = raw.split(" ", 1)[0]
        for candidate in (raw, first, first.zfill(4) if first.isdigit() and len(first) == 3 else first):
            if candidate in self.areas:
                return candidate
        return self._by_name.get(plain_name(raw))


def plain_name(text: str) -> str:
    """A place name for comparison: NFC, casefolded, without a trailing ' kommun'; å ä ö are kept."""
    return unicodedata.normalize("NFC", text).casefold().strip().removesuffix(" kommun").strip()


def load(path: Path | None = None) -> Region:
    """The region of `path`, else of TWIN_REGION, else of data/region.toml. Raises ValueError that names file, key and remedy."""
    file = path or region_file()
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    try:
        return Region(
            name=raw["name"],
            code=raw["code"],
            title=raw["title"],
            coordinator=raw["coordinator"],
            programme=raw["programme"],
            register=file.parent / raw["register"],
            municipalities=tuple(Area(m["code"], m["name"], "municipality") for m in raw["municipality"]),
            county=Area(raw["county"]["code"], raw["county"]["name"], "county"),
            country=Area(raw["country"]["code"], raw["country"]["name"], "country"),
            map_window=raw["map_window"],
            contact_email=raw.get("contact_email", ""),
        )
    except KeyError as missing:
        raise ValueError(f"{file}: nyckeln {missing} saknas. Lägg till den; data/region.toml i förrådet visar hela formen.") from missing
