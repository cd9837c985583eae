"""Upphandlingsmyndigheten's lists of one year's procurements as CSV: how many (all of them), and the contracted values (where told)."""

import re

from ingest.source import Request
from tests.wire.held import Held, as_csv

TEXT = re.compile(r"(.*?)\. CPV (.*)\.")
HEADING = ["År", "Namn för köpare", "Organisationsnummer för köpare", "Huvudsaklig CPV-kod", "Typ av avtal", "Upphandlings-ID",
           "Upphandlingens titel", "Publiceringsdatum"]  # fmt: skip


def number(held: Held, request: Request) -> bytes:
    """One row a procurement, each counted once."""
    return as_csv([*HEADING, "Antal upphandlingar, Summa"], [[*_known(held, entry), "1"] for entry in held.entries])


def values(held: Held, request: Request) -> bytes:
    """Those with a contracted value, in whole kronor."""
    rows = [[*_known(held, entry), str(int(float(entry["amount"])))] for entry in held.entries if entry["amount"]]
    return as_csv([*HEADING, "Kontrakterat värde, Summa"], rows)


def _known(held: Held, entry: dict[str, str]) -> list[str]:
    text = TEXT.fullmatch(entry["text"])
    assert text, entry["text"]
    agreement, cpv = text.groups()
    orgnr = entry["orgnr"].replace("-", "")
    return [held.release, entry["organisation_text"], orgnr, cpv, agreement, entry["id"], entry["title"], entry["start_date"]]
