"""Publishers' known errors as data/corrections.toml tells them; mending.py lays them over the staged rows."""

import json
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ingest.errors import IngestError
from ingest.registry import sources
from ingest.row_rules import is_date, is_period
from twin.paths import DATA

FILE = DATA / "corrections.toml"
MISSING = "missing"
NOT_REPORTED = "ej rapporterat"
STATUSES = ("open", "reported", "mended")
FIELDS = ("title", "url", "period")  # of a document


@dataclass(frozen=True, kw_only=True)
class Correction:
    """One entry of the file: what the publisher writes, what is true, and how that is known."""

    source: str
    place: str
    found: float | str
    right: float | str
    reason_sv: str
    reported: str
    status: str
    indicator: str = ""
    period: str = ""
    breakdown: str = "total"
    document: str = ""
    field: str = ""

    @property
    def what(self) -> str:
        """Where it stands, for messages."""
        if self.document:
            return f"{self.document} · {self.field}"
        return " · ".join((self.indicator, self.place, self.period, *([self.breakdown] if self.breakdown != "total" else [])))

    @property
    def text_sv(self) -> str:
        """What stands beside the mended figure or document."""
        written = f"«{self.found}»" if self.document else f"{float(self.found):g}"
        return f"rättat här, utgivaren skriver {written}: {self.reason_sv}"


def load(file: Path = FILE) -> list[Correction]:
    """Every correction. Raises IngestError that names file, entry, field and remedy."""
    if not file.exists():
        return []
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as cause:
        raise _wrong(file, f"Filen går inte att läsa som TOML ({cause}).", "Rätta den rad som texten nämner.") from cause
    if extra := set(raw) - {"correction"}:
        raise _wrong(file, f"Okänd rubrik {', '.join(sorted(extra))}.", "Varje rättelse står under [[correction]].")
    if not (isinstance(listed := raw.get("correction", []), list) and all(isinstance(entry, dict) for entry in listed)):
        raise _wrong(file, "correction ska vara en lista av rättelser.", "Varje rättelse står under [[correction]], med två klamrar.")
    found = [_entry(file, n, entry) for n, entry in enumerate(listed, start=1)]
    for what, times in Counter((one.source, one.what) for one in found).items():
        if times > 1:
            raise _wrong(file, f"{' · '.join(what)} rättas {times} gånger.", "Låt en av dem stå.")
    return found


def _entry(file: Path, n: int, raw: Mapping[str, Any]) -> Correction:
    where = f"Rättelse {n}"
    known = {f.name for f in fields(Correction)}
    if extra := set(raw) - known:
        raise _wrong(file, f"{where}: okänt fält {', '.join(sorted(extra))}.", f"Fälten är {', '.join(sorted(known))}.")
    if lacking := {"source", "place", "found", "right", "reason_sv", "reported", "status"} - set(raw):
        raise _wrong(
            file, f"{where}: fältet {', '.join(sorted(lacking))} saknas.", "Lägg till det; filens början säger vad det ska innehålla."
        )
    for name in known - {"found", "right"}:
        if not isinstance(raw.get(name, ""), str):
            raise _wrong(file, f"{where}: fältet {name} har värdet {raw[name]}, men det ska vara text.", "Sätt citattecken om värdet.")
    one = Correction(**raw)
    source = sources().get(one.source)
    indicator = next((i for i in source.indicators if i.id == one.indicator), None) if source else None
    low, high = indicator.value_range if indicator else (0.0, 0.0)
    known_day = is_date(one.reported)
    for field, value, good, rule in (
        ("source", one.source, source is not None, f"det ska vara en av {', '.join(sources())}"),
        ("indicator", one.indicator, bool(indicator) != bool(one.document), "rättelsen ska gälla antingen ett av källans nyckeltal eller ett document"),
        ("field", one.field, one.field in FIELDS if one.document else not one.field, f"för ett dokument en av {', '.join(FIELDS)}, annars inget"),
        ("period", one.period, bool(one.document) or is_period(one.period), "perioden ska skrivas ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD"),
        ("found", one.found, isinstance(one.found, str) if one.document else _is_number(one.found), "text för ett dokument, tal för ett nyckeltal"),
        ("right", one.right, one.right != one.found and (
            isinstance(one.right, str) if one.document else one.right == MISSING or (isinstance(one.right, int | float) and low <= one.right <= high and one.right is not True)
        ), f"ett annat värde än found, inom nyckeltalets gränser, eller «{MISSING}»"),
        ("right", one.right, not (one.field == "title" and (one.right == MISSING or not str(one.right).strip())), "ett dokument ska ha en titel"),
        ("reason_sv", one.reason_sv, isinstance(one.reason_sv, str) and len(one.reason_sv) > 10, "skälet ska säga hur felet är känt"),
        ("status", one.status, one.status in STATUSES, f"en av {', '.join(STATUSES)}"),
        ("reported", one.reported, known_day if one.status == "reported" else known_day or one.reported == NOT_REPORTED,
         f"dagen då utgivaren fick veta (ÅÅÅÅ-MM-DD), eller «{NOT_REPORTED}» så länge ingen har sagt till"),
        ("status", one.status, one.status != "open" or one.reported == NOT_REPORTED, "ett fel som är rapporterat är inte längre «open»"),
    ):  # fmt: skip
        if not good:
            raise _wrong(
                file,
                f"{where} ({one.source} {one.what}): fältet {field} har värdet {json.dumps(value, default=str, ensure_ascii=False)}, men {rule}.",
                "Rätta det i filen.",
            )
    return one


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _wrong(file: Path, problem: str, remedy: str) -> IngestError:
    return IngestError(f"data/{file.name}", problem, remedy)
