"""Rows between the staged registers and the tables: an entry as its register tells it, and what we find of it."""

from dataclasses import dataclass, field

COLUMNS = (
    "source_key, id, kind, title, text, organisation_text, orgnr, place_text, nuts, lon, lat, start_date, end_date, amount, currency, funder, "
    "case_number, codes, status, url, receipt_id"
)
Key = tuple[str, str]  # source, the register's own id


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as its register tells it; fields in the order of COLUMNS."""

    source_key: str
    id: str
    kind: str
    title: str
    text: str
    organisation_text: str
    orgnr: str
    place_text: str
    nuts: str
    lon: float | None
    lat: float | None
    start_date: str
    end_date: str
    amount: float | None
    currency: str
    funder: str
    case_number: str
    codes: str  # JSON list
    status: str
    url: str
    receipt_id: str

    @property
    def key(self) -> Key:
        return self.source_key, self.id


@dataclass(frozen=True, slots=True)
class Found:
    """Whose an entry is: one of ours and how that is known, or those whom it may be."""

    organisation_id: str | None = None
    matched_by: str = "none"  # orgnr, alias, name, person, none
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """One of our places, how it is known, and the words, code or position that say so."""

    place_code: str
    how: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Concerning:
    """An entry that concerns the federation."""

    told: Told
    found: Found = field(default_factory=Found)
    places: tuple[Where, ...] = ()

    @property
    def key(self) -> Key:
        return self.told.key
