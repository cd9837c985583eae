"""`python -m ingest new` and `discover --write`: a source file and the rows of words it needs. Never overwrites."""

import csv
import keyword
from collections.abc import Callable, Iterable
from dataclasses import astuple, replace
from pathlib import Path

from ingest import templates, wording
from ingest.errors import WrongUse
from ingest.taxonomy import FILE, Words, words
from ingest.workshop.making import render
from ingest.workshop.making import words as words_of
from ingest.workshop.model import Draft, Value
from twin.paths import ROOT

KINDS = templates.KINDS
TEXTS = {"limits": "Vad siffrorna inte kan säga.", "method": "Hur siffrorna kommer till."}


def write(key: str, kind: str, say: Callable[[str], object]) -> int:
    """Write ingest/sources/KEY.py and append KEY to indicators.csv. Raises WrongUse for a bad or taken key."""
    file = _free(key, [key])
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
    _keep(file, templates.text(key, kind), [row])
    say(
        f"Skrev {file.relative_to(ROOT)} och en rad i {FILE.relative_to(ROOT)}.\nNästa: rätta båda, kör sedan python -m ingest record {key} och check {key}."
    )
    return 0


def keep(draft: Draft) -> Path:
    """The draft's file and words in the project, for review and commit; the file's path within the project. Raises WrongUse."""
    file = _free(draft.key, [value.indicator for value in draft.values])
    _keep(file, render(draft), words_of(draft))
    return file.relative_to(ROOT)


def propose(key: str, draft: Draft) -> Path:
    """As `keep`, of a draft that nobody has filled in: what is lacking is the template's text, which `check` asks to be replaced."""
    values = []
    for n, value in enumerate(draft.values or (Value(field="värde", indicator=key, unit=""),)):
        own = key if len(draft.values) <= 1 else f"{key}_{n + 1}"
        lacking = {name: text for name, text in wording.TEMPLATE.items() if not getattr(value, name)}
        high = 100_000.0 if value.high is None else value.high
        values.append(replace(value, indicator=own, unit=value.unit or "antal", high=high, **lacking))  # type: ignore[arg-type]
    texts = {name: text for name, text in TEXTS.items() if not getattr(draft, name)}
    return keep(replace(draft, key=key, values=tuple(values), **texts))  # type: ignore[arg-type]


def free(key: str) -> Path:
    """The source's file, which is not there yet. Raises WrongUse for a bad or taken key."""
    file = ROOT / "ingest" / "sources" / f"{key}.py"
    if not key.isidentifier() or key != key.lower() or not key.isascii() or keyword.iskeyword(key):
        raise WrongUse(key, "En källas nyckel skrivs med små bokstäver, siffror och understreck.", "Välj till exempel bredband_kommun.")
    if file.exists():
        raise WrongUse(key, f"{file.relative_to(ROOT)} finns redan.", "Ändra den filen eller välj en annan nyckel.")
    return file


def without_words(key: str, indicators: Iterable[str]) -> None:
    """Raises WrongUse where one of the key figures has its row of words already."""
    if taken := next((one for one in indicators if one in words()), None):
        raise WrongUse(key, f"{FILE.relative_to(ROOT)} har redan en rad {taken}.", "Välj en annan nyckel.")


def _free(key: str, indicators: Iterable[str]) -> Path:
    file = free(key)
    without_words(key, indicators)
    return file


def _keep(file: Path, text: str, rows: Iterable[Words]) -> None:
    file.write_text(text, encoding="utf-8")
    with FILE.open("a", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(map(astuple, rows))
