"""Made-up publishers for the tests of the workshop: every value is invented, none is ever shown."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

import openpyxl

from ingest import geo, region
from tests.faults import Reply
from tests.shelves import Asked

HOST = "data.example.org"
NAMES = ("Aneby", "NÄSSJÖ", "0684", "Vetlanda kommun", "0686 Eksjö", "Tranås")
CODES = ("0604", "0682", "0684", "0685", "0686", "0687")
OTHERS = ("0180 Stockholm", "Göteborg", "1280", "Kiruna")


@dataclass
class Publisher:
    """Answers by path; a callable gets the question's query."""

    answers: dict[str, bytes | Callable[[Mapping[str, str]], bytes]] = field(default_factory=dict)

    def find(self, asked: Asked) -> Reply | None:
        found = self.answers.get(f"{asked.host}{unquote(asked.path)}")
        if found is None:
            return None
        return Reply(
            200, found if isinstance(found, bytes) else found(asked.pairs), {"X-Obtained": "rebuilt", "X-Copy-Of": "påhittat i provet"}
        )


def semicolons(names: tuple[str, ...] = (*NAMES, *OTHERS), values: Callable[[int, int], str] = lambda n, y: f"{n + 1},{y % 10}") -> str:
    """A CSV with semicolons and decimal commas: a title line above, one row a place and year, and a column about persons."""
    rows = [f"{name};{year};{values(n, year)};handlaggare{n}@example.org" for n, name in enumerate(names) for year in (2023, 2024)]
    return "\n".join(["Kommun;År;Elanvändning (MWh);Kontakt", *rows, ""])


def years_over_kinds() -> bytes:
    """A workbook in which each year is merged over two kinds of charging, under a title that is merged over the whole width."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Laddning"
    sheet.append(["Publika laddare"])
    sheet.append([None, None, 2023, None, 2024, None])
    sheet.append(["Kommunkod", "Kommun", "Normal", "Snabb", "Normal", "Snabb"])
    for area in ("A1:F1", "C2:D2", "E2:F2"):
        sheet.merge_cells(area)
    for n, code in enumerate((*CODES, "0180", "1280")):
        sheet.append([code, f"Ort {n}", 20 + n, n, 30 + n, "." if n == 5 else 10 + n])
    sheet.append([])
    sheet.append(["Källa: påhittad. . = uppgift saknas"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def two_heading_rows() -> bytes:
    """A workbook whose heading has two rows, under a title, with a sheet of notes before it."""
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "Om"
    notes.append(["Påhittade värden"])
    sheet = book.create_sheet("Tabell")
    sheet.append(["Cykelvägar efter år"])
    sheet.append([])
    sheet.append(["Kommun-", "Kommun", "Cykelväg", "Cykelväg"])
    sheet.append(["kod", None, "asfalt", "grus"])
    for n, code in enumerate((*CODES, "0180", "1280")):
        sheet.append([code, f"Ort {n}", 100 + n, 10 + n / 2])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pages(size: int = 4) -> Callable[[Mapping[str, str]], bytes]:
    """A JSON list in pages, each with the next one's address; the last says null."""
    records = [
        {"kommun": {"kod": code}, "ar": 2024, "antal": 5 * n, "kontaktperson": f"Påhittad {n}", "ort": f"Ort {n}"}
        for n, code in enumerate((*CODES, "0180", "1280", "1480", "2584"))
    ]

    def answer(asked: Mapping[str, str]) -> bytes:
        page = int(asked.get("page", 1))
        shown = records[(page - 1) * size : page * size]
        more = page * size < len(records)
        following = f"https://{HOST}/tjanster?page={page + 1}" if more else None
        return json.dumps({"antal": len(records), "data": shown, "next": following}, ensure_ascii=False).encode()

    return answer


def features(asked: Mapping[str, str]) -> bytes:
    """Made-up charging places, no two at the same spot: n + 1 of them in the n-th municipality, and one in the sea."""
    points = geo.midpoints(region.load())
    spots = [(code, i) for n, code in enumerate(CODES) for i in range(n + 1)]
    made = [
        {"type": "Feature", "id": f"plats.{n}", "properties": {"nr": n, "effekt_kw": 11 * (i + 1), "kontakt_epost": "nagon@example.org"},
         "geometry": {"type": "Point", "coordinates": [round(points[code][0] + i / 1000, 6), points[code][1]]}}
        for n, (code, i) in enumerate(spots)
    ]  # fmt: skip
    made.append(
        {
            "type": "Feature",
            "id": "plats.hav",
            "properties": {"nr": 99, "effekt_kw": 1, "kontakt_epost": ""},
            "geometry": {"type": "Point", "coordinates": [18.9, 57.9]},
        }
    )
    start, size = int(asked.get("startIndex", 0)), int(asked.get("count", asked.get("limit", 1000)))
    shown = made[start : start + size]
    return json.dumps({"type": "FeatureCollection", "features": shown, "numberMatched": len(made), "links": []}).encode()
