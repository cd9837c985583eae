"""What the engine knows: code lists with the words that signal each code, and rules with their sources. Read from data/taxonomy."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from twin.paths import DATA

LISTS = {
    "theme": "themes.csv",
    "technology": "technologies.csv",
    "asset": "assets.csv",
    "mechanism": "mechanisms.csv",
    "data": "data_kinds.csv",
}
READ = ("full", "abstract")  # an excerpt is not read


@dataclass(frozen=True)
class Code:
    """One code of a list, with the pattern that finds its words in a text."""

    code: str
    name_sv: str
    name_en: str
    theme: str  # of a mechanism
    track: str  # of a technology
    pattern: re.Pattern[str]
    cores: tuple[str, ...]  # small letters: a text with none of them does not fit the pattern

    def find(self, text: str, small: str) -> str | None:
        """The first words of `text` that signal the code; `small` is the text in small letters."""
        if not any(core in small for core in self.cores):  # ten times faster than the pattern
            return None
        hit = self.pattern.search(text)
        return hit.group(0) if hit else None


@dataclass(frozen=True)
class Rule:
    """An enabler that can serve a mechanism. `reach`: named (a thing both name), data (data that one makes for the other), evidence, or broad (a precondition)."""

    id: str
    enablers: frozenset[str]
    mechanisms: frozenset[str]
    assets: frozenset[str]
    data: frozenset[str]
    reach: str
    sentence: tuple[str, str]
    requires: tuple[str, str]
    strength: int
    caveat: tuple[str, str]
    read: bool  # a source was read in full or in abstract


@dataclass(frozen=True)
class Knowledge:
    """All lists by scheme and code, and all rules in order of id."""

    codes: Mapping[str, Mapping[str, Code]]
    rules: tuple[Rule, ...]

    def name(self, scheme: str, code: str) -> tuple[str, str]:
        """A code's Swedish and English name, small first letter as inside a sentence."""
        one = self.codes["data" if scheme.startswith("data") else scheme][code]
        return _lower(one.name_sv), _lower(one.name_en)


def _lower(name: str) -> str:
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


NEAR = 5  # words that may stand between the two of a pair 'ladda* + bil*'


def pattern(signals: str) -> re.Pattern[str]:
    """One pattern of all signals, ';' between. `*` is any run of letters, a blank any white space, `/` either word, `^*` a name of three letters or more.

    'ladda* + bil*' finds both near each other in one sentence, in either order. Small letters fit capitals, but 'LED' and 'VA' only themselves.
    """
    loud: list[str] = []
    quiet: list[str] = []
    for signal in filter(None, (part.strip() for part in signals.split(";"))):
        if signal.startswith("^*"):  # 'Svartån', but not 'från'
            loud.append(rf"[A-ZÅÄÖ]\w{{2,}}{re.escape(signal[2:])}")
        elif " + " in signal:
            one, other = (f"(?:{'|'.join(_form(word) for word in side.split('/'))})" for side in signal.split(" + "))
            between = rf"(?:,?\s+[\w-]+){{0,{NEAR}}},?\s+"
            quiet += [rf"{one}(?!\w){between}{other}", rf"{other}(?!\w){between}{one}"]
        else:
            (loud if signal.strip("*-").isupper() else quiet).append(_form(signal))
    options = [f"(?-i:{'|'.join(loud)})"] if loud else []
    return re.compile(rf"(?<![\w])(?:{'|'.join(options + quiet)})(?![\w])", re.IGNORECASE)


def _form(words: str) -> str:
    return re.escape(words).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+")


def cores(signals: str) -> tuple[str, ...]:
    """Of each signal (of a pair: of its first side) the longest unbroken piece, in small letters: a text that fits holds one of them."""
    words = (
        word
        for signal in signals.split(";")
        if signal.strip()
        for word in (signal.split(" + ")[0].split("/") if " + " in signal else [signal])
    )
    return tuple(max(re.split(r"[*\s^]+", word), key=len).lower() for word in words)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def _set(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split(";")))


def load(folder: Path) -> Knowledge:
    """The knowledge in `folder`. Raises ValueError naming file, row, field and value where a rule names a code that no list has."""
    codes = {
        scheme: {
            row["code"]: Code(
                row["code"],
                row["name_sv"],
                row["name_en"],
                row.get("theme", ""),
                row.get("track", ""),
                pattern(row["signals"]),
                cores(row["signals"]),
            )
            for row in _rows(folder / name)
        }
        for scheme, name in LISTS.items()
    }
    read = {row["rule_id"] for row in _rows(folder / "rule_sources.csv") if row["read"] in READ}
    rules = []
    for number, row in enumerate(_rows(folder / "rules.csv"), start=2):
        for column, scheme in (("enablers", "technology"), ("mechanisms", "mechanism"), ("assets", "asset"), ("data", "data")):
            for code in _set(row[column]) - set(codes[scheme]):
                raise ValueError(
                    f"rules.csv rad {number}, {column}: {code!r} finns inte i {LISTS[scheme]}. Lägg till koden där eller rätta regeln."
                )
        rules.append(
            Rule(
                row["id"], _set(row["enablers"]), _set(row["mechanisms"]), _set(row["assets"]), _set(row["data"]), row["reach"],
                (row["sentence_sv"], row["sentence_en"]), (row["requires_sv"], row["requires_en"]), int(row["strength"]),
                (row["caveat_sv"], row["caveat_en"]), row["id"] in read,
            )
        )  # fmt: skip
    return Knowledge(codes, tuple(sorted(rules, key=lambda rule: rule.id)))


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The product's own knowledge."""
    return load(DATA / "taxonomy")
