"""What a saved source must hold beside being readable, so that it stops no build: its words, its own key figures, values that a table takes."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from pathlib import Path

from ingest import taxonomy
from ingest.errors import ContractError, IngestError
from ingest.source import Source
from ingest.taxonomy import Words

LICENCES = ("open", "authority", "private")
TRACKS = ("climate", "digital", "context")
BETTER = ("lower", "higher", "none")
SCALES = ("number", "yes_no", "rollout")
LARGEST = 2**31 - 1  # of a whole number in the warehouse
LONGEST_WAIT = 36_500  # days


def refusal(source: Source, file: Path, taken: Mapping[str, str]) -> IngestError | None:
    """Why the source of that file can not be used; None where it can. `taken`: key figure -> the source that has it already."""
    if wrong := next(unsound(source), ""):
        return ContractError(source.key, f"Källfilen: {wrong}.", "Rätta filen, eller ta bort källan på sidan Källor och gör om den.")
    ids = [indicator.id for indicator in source.indicators]
    for id_ in ids:
        if id_ in taken or ids.count(id_) > 1:
            told = f"finns redan hos källan {taken[id_]}" if id_ in taken else "står två gånger"
            return ContractError(source.key, f"Nyckeltalet {id_} {told}.", f"Ta bort källan {source.key} på sidan Källor.")
    try:
        words = _words(file.with_suffix(".csv"))
    except IngestError as fault:
        return fault
    for id_ in ids:
        word = words.get(id_) or taxonomy.built_in().get(id_)
        if word is None or (wrong := next(_wrong_words(word), "")):
            told = f"{wrong}" if word else "raden saknas"
            return ContractError(
                source.key, f"Orden för nyckeltalet {id_} i {file.stem}.csv: {told}.", "Ta bort källan på sidan Källor och gör om den."
            )
    return None


def _words(file: Path) -> Mapping[str, Words]:
    return taxonomy.kept(file) if file.exists() else {}


def unsound(source: Source) -> Iterator[str]:
    """What of a declaration no table would take."""
    for name, allowed in (("licence_class", LICENCES), ("track", TRACKS)):
        if getattr(source, name) not in allowed:
            yield f"fältet {name} ska vara en av {', '.join(allowed)}"
    if not source.homepage.startswith("https://"):
        yield "fältet homepage ska börja med https://"
    if source.every_days is not None and not 1 <= source.every_days <= LONGEST_WAIT:
        yield "fältet every_days ska vara ett antal dygn"
    if not 0 <= source.row_count[0] <= source.row_count[1] <= LARGEST:
        yield "fältet row_count ska vara två antal, det minsta först"
    indicators = (text for one in source.indicators for text in (one.id, one.unit, one.kpi, *one.breaks.values()))
    if not _readable((source.title, source.publisher, source.licence, source.cadence, source.limits, source.method, *indicators)):
        yield "en text har tecken som inte kan sparas"


def _wrong_words(word: Words) -> Iterator[str]:
    for name, allowed in (("track", TRACKS), ("better", BETTER), ("scale", SCALES)):
        if getattr(word, name) not in allowed:
            yield f"{name} ska vara en av {', '.join(allowed)}"
    if word.decimals not in range(4) or not 1 <= word.position <= LARGEST:
        yield "decimals ska vara 0–3 och position minst 1"
    if not _readable(text for text in astuple(word) if isinstance(text, str)):
        yield "en text har tecken som inte kan sparas"


def _readable(texts: Iterable[str]) -> bool:
    """Half a surrogate pair, or a NUL, is no text that the warehouse takes; other control characters are none that a feed may hold."""
    return not any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for text in texts for sign in text)
