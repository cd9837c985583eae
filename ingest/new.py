"""`python -m ingest new KEY`: a source file to start from, and the row of words it needs. Never overwrites."""

import csv
import keyword
from collections.abc import Callable
from dataclasses import astuple

from ingest import wording
from ingest.errors import WrongUse
from ingest.taxonomy import FILE, Words, words
from twin.paths import ROOT

_HEAD = '''"""{key}: say in a line what the figures are."""

from ingest.connectors.{module} import {connector}
from ingest.source import Indicator, Source

SOURCE = Source(
    title="Vad siffrorna visar",
    publisher="Utgivaren",
    licence="fri användning, ange källa",
    licence_class="authority",
    homepage="{homepage}",
    track="climate",
    cadence="årligen",
    limits="Vad siffrorna inte kan säga.",
    method="Hur siffrorna kommer till.",
    indicators=({indicator},),
    fetch={fetch},
    row_count=(6, 400),  # least and most, of every figure together
)
'''
TEMPLATES = {
    "kolada": {
        "module": "kolada",
        "connector": "Kolada",
        "homepage": "https://www.kolada.se/",
        "indicator": 'Indicator("{key}", kpi="N00000", unit="%", value_range=(0, 100))',
        "fetch": "Kolada()",
    },
    "csv": {
        "module": "csv_table",
        "connector": "CsvTable",
        "homepage": "https://example.org/",
        "indicator": 'Indicator("{key}", unit="antal", value_range=(0, 100000))',
        "fetch": """CsvTable(
        url="https://example.org/fil.csv",
        separator=",",  # ";" or "\\t" where the file has that between its columns
        decimal=".",  # "," where the file writes 12,5
        place="kommunkod",
        period="år",
        values={{"värde": "{key}"}},
    )""",
    },
}
KINDS = tuple(TEMPLATES)


def write(key: str, kind: str, say: Callable[[str], object]) -> int:
    """Write ingest/sources/KEY.py and append KEY to indicators.csv. Raises WrongUse for a bad or taken key."""
    file = ROOT / "ingest" / "sources" / f"{key}.py"
    if not key.isidentifier() or key != key.lower() or not key.isascii() or keyword.iskeyword(key):
        raise WrongUse(key, "En källas nyckel skrivs med små bokstäver, siffror och understreck.", "Välj till exempel bredband_kommun.")
    if file.exists():
        raise WrongUse(key, f"{file.relative_to(ROOT)} finns redan.", "Ändra den filen eller välj en annan nyckel.")
    if key in words():
        raise WrongUse(key, f"{FILE.relative_to(ROOT)} har redan en rad {key}.", "Välj en annan nyckel.")
    parts = {name: text.format(key=key) for name, text in TEMPLATES[kind].items()}
    row = Words(
        id=key,
        **wording.TEMPLATE,
        definition_url="",
        track="climate",
        better="none",
        theme="styrning",
        decimals=1,
        scale="number",
        position=wording.next_position("climate"),
    )
    file.write_text(_HEAD.format(key=key, **parts), encoding="utf-8")
    with FILE.open("a", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerow(astuple(row))
    say(
        f"Skrev {file.relative_to(ROOT)} och en rad i {FILE.relative_to(ROOT)}.\nNästa: rätta båda, kör sedan python -m ingest record {key} och check {key}."
    )
    return 0
