"""`python -m ingest new KEY`: a source file to start from, and the row of words it needs. Never overwrites."""

import csv
from collections.abc import Callable
from dataclasses import astuple

from ingest.errors import IngestError
from ingest.taxonomy import FILE, Words
from twin.paths import ROOT

_HEAD = '''"""{key}: say in a line what the figures are."""

from ingest.connectors.{module} import {connector}
from ingest.source import Indicator, Source

SOURCE = Source(
    title="Vad siffrorna visar",
    publisher="Utgivaren",
    licence="fri användning, ange källa",
    licence_class="authority",
    homepage="https://www.kolada.se/",
    track="climate",
    cadence="årligen",
    limits="Vad siffrorna inte kan säga.",
    method="Hur siffrorna kommer till.",
    indicators=({indicator},),
    fetch={fetch},
    row_count=(6, 400),
)
'''
TEMPLATES = {
    "kolada": ("kolada", "Kolada", 'Indicator("{key}", kpi="N00000", unit="%", value_range=(0, 100))', "Kolada()"),
    "csv": (
        "csv_table",
        "CsvTable",
        'Indicator("{key}", unit="antal")',
        'CsvTable(url="https://example.org/fil.csv", place="kommunkod", period="år", values={{"värde": "{key}"}})',
    ),
}
KINDS = tuple(TEMPLATES)


def write(key: str, kind: str, say: Callable[[str], object]) -> int:
    """Write ingest/sources/KEY.py and append KEY to indicators.csv. Raises IngestError for a bad or taken key."""
    file = ROOT / "ingest" / "sources" / f"{key}.py"
    if not key.isidentifier() or key != key.lower() or not key.isascii():
        raise IngestError(key, "En källas nyckel skrivs med små bokstäver, siffror och understreck.", "Välj till exempel bredband_kommun.")
    if file.exists():
        raise IngestError(key, f"{file.relative_to(ROOT)} finns redan.", "Ändra den filen eller välj en annan nyckel.")
    module, connector, indicator, fetch = TEMPLATES[kind]
    file.write_text(
        _HEAD.format(key=key, module=module, connector=connector, indicator=indicator.format(key=key), fetch=fetch.format(key=key)),
        encoding="utf-8",
    )
    row = Words(
        id=key,
        name_sv="Namn på svenska",
        name_en="Name in English",
        definition_sv="Vad nyckeltalet mäter.",
        definition_en="What it measures.",
        definition_url="",
        track="climate",
        better="none",
        theme="styrning",
        decimals=1,
        scale="number",
        position=900,
    )
    with FILE.open("a", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerow(astuple(row))
    say(
        f"Skrev {file.relative_to(ROOT)} och en rad i {FILE.relative_to(ROOT)}.\nNästa: rätta båda, kör sedan python -m ingest record {key} och check {key}."
    )
    return 0
