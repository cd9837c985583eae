"""Writes tests/recordings/<key>/ anew from data/snapshot: python -m tests.wire [FOLDER]."""

import hashlib
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest import check, contract
from ingest import region as regions
from ingest.errors import ContractError, Fault, NothingToReplay
from ingest.fetch import reader
from ingest.receipts import Store, Take
from ingest.region import Region
from ingest.registry import sources
from ingest.source import Answer, Request, Source
from tests.wire import dataportal, emissions, kolada, lists, procurements, registers, scb, solar, trafa
from tests.wire.held import Held
from twin.paths import DATA

TAKEN_AT = "2026-11-25T08:00:00"  # fixed: the year of asking decides which years are asked for
Writer = Callable[[Held, Request], bytes | None]
KOLADA: Mapping[str, Writer] = {"fetch": kolada.data, "kolada": kolada.table}
WRITERS: Mapping[str, Mapping[str, Writer]] = {  # source -> way in -> who writes the answer
    "cars": {"workbook": trafa.workbook},
    "charging_points": {"month": lists.charging_month, "months": lists.charging_months},
    "climate_plans": {"list": lists.plans},
    "co2_emissions": {"fetch": emissions.workbook},
    "cordis": {"fetch": registers.cordis},
    "cycle_network": {"workbook": lists.cycle_network},
    "dataportal": {"fetch": dataportal.search},
    "electric_cars": {"fetch": trafa.year, "answer": trafa.one_year, "extract": trafa.extract, "workbook": trafa.workbook},
    "formas": {"fetch": registers.formas},
    "ghg_control": {"fetch": emissions.totals},
    "ghg_emissions": {"fetch": emissions.workbook, "sectors": emissions.sectors},
    "klimatklivet": {"fetch": registers.klimatklivet},
    "kohesio": {"fetch": registers.kohesio},
    "kolada_care": KOLADA,
    "kolada_climate": KOLADA,
    "kolada_digital": KOLADA,
    "kolada_emissions": KOLADA,
    "kolada_energy": KOLADA,
    "land_use": {"extract": scb.land_use},
    "outages": {"table": lists.outages},
    "population": {"fetch": scb.population, "export": scb.export, "kolada": kolada.table},
    "procurements": {"number": procurements.number, "values": procurements.values},
    "recycling_stations": {"fetch": lists.stations, "copy": lists.stations_copy},
    "seats": {"geojson": lists.seats},
    "solar": {"fetch": solar.table, "answer": solar.handed_in, "kolada": kolada.table},
    "swecris": {"fetch": registers.swecris},
    "vinnova": {"fetch": registers.vinnova},
    "wind_permits": {"list": lists.permits},
}


@dataclass
class Rebuilding:
    """Answers a connector's questions with what the snapshot holds, in the publisher's wire shape."""

    source: Source
    region: Region
    held: Held
    write: Writer
    handed_in: bool
    year: int = int(TAKEN_AT[:4])
    answers: list[Answer] = field(default_factory=list)

    def since(self, first: str, overlap: int) -> str:
        return first

    def reject(self, fault: Fault) -> None:
        raise ContractError(self.source.key, f"{fault}.", "En inspelning har inga felaktiga rader.", (fault,))

    def get(self, request: Request) -> Answer:
        if self.handed_in and self.answers:
            return self.answers[0]
        body = self.write(self.held, request)
        if body is None:
            raise NothingToReplay(self.source.key, f"Inget att bygga för {request.url}.", "")
        origin = f"data/snapshot ({self.source.key})" if self.held.known else "påhittade värden i utgivarens form (tests/wire)"
        answer = Answer(request, body, hashlib.sha256(body).hexdigest(), TAKEN_AT, "rebuilt", copy_of=origin, release=self.held.release)
        self.answers.append(answer)
        return answer

    def miss(self, what: str, why: str) -> None:
        """The snapshot need not hold every value that is asked for."""

    def try_get(self, request: Request, what: str) -> Answer | None:
        try:
            return self.get(request)
        except NothingToReplay:
            return None


def record(source: Source, region: Region, way_in: str, folder: Path, snapshot: Path) -> Take:
    """Rebuild one recording and keep it in `folder`, once it has met the source's contract."""
    ask = Rebuilding(source, region, Held(source, region, snapshot), WRITERS[source.key][way_in], way_in != "fetch")
    records = list(reader(source, way_in).read(ask))
    contract.check(source, region, records, partial=ask.handed_in)
    store = Store(folder / source.key)
    for answer in ask.answers:
        store.keep(answer.body)
    take = Take(way_in, ask.held.release, TAKEN_AT, tuple(ask.answers), f"{source.key}-{way_in}" if ask.handed_in else None)
    store.add(source.key, take)
    return take


def main(folder: Path = check.RECORDINGS, snapshot: Path = DATA / "snapshot") -> None:
    """Every source that has a writer; recordings of other sources (taken live with `record`) are left alone."""
    region = regions.load(DATA / "region.toml")
    for key, ways in WRITERS.items():
        shutil.rmtree(folder / key, ignore_errors=True)
        for way_in in ways:
            take = record(sources()[key], region, way_in, folder, snapshot)
            size = sum(len(answer.body) for answer in take.answers)
            sys.stdout.write(f"{key:20} {way_in:9} {len(take.answers):3} answers {size:8} bytes\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
