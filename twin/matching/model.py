"""What the engine reads and what it hands over. Frozen: the same input gives the same output."""

from collections.abc import Mapping
from dataclasses import dataclass

Tags = Mapping[str, Mapping[str, str]]  # scheme -> code -> the words that carry it

ENDED = frozenset({"avslutad", "avbruten"})
BEGINNING = frozenset({"föreslagen", "planerad"})


@dataclass(frozen=True)
class Item:
    """One initiative as the engine sees it. `groups` are the owner's municipality or group, and `partners` those who take part."""

    id: str
    title: str
    text: str
    owner: str
    partners: str
    places: frozenset[str]
    level: str  # kommun, höglandet, län, nationell
    start: int | None
    end: int | None
    as_of: int | None
    phase: str
    climate: int
    digital: int
    tags: Tags
    owner_group: str = ""
    organisations: frozenset[str] = frozenset()
    titled: frozenset[tuple[str, str]] = frozenset()  # (scheme, code) of the tags whose words stand in the title: what it is about
    yields: frozenset[str] = frozenset()  # kinds of data that it is said to make

    def codes(self, scheme: str) -> frozenset[str]:
        """The codes of one scheme."""
        return frozenset(self.tags.get(scheme, {}))

    def span(self, scheme: str, code: str) -> str | None:
        """The words of the text that carry a code; None where the code was set by hand."""
        words = self.tags.get(scheme, {}).get(code)
        return words if words and words in f"{self.title} {self.text} {self.partners}" else None


@dataclass(frozen=True)
class Clause:
    """One traceable statement about a pair: a whole sentence in two languages, and what it stands on."""

    part: str
    sv: str
    en: str
    a_span: str | None = None
    b_span: str | None = None
    code: str | None = None
    rule: str | None = None
    bits: float | None = None


@dataclass(frozen=True)
class Ranked:
    """A pair in the whole order of its kind. Of a synergy `a` is the digital means; of an overlap `a` < `b`. `grade` is None where no ground is found."""

    kind: str
    a: str
    b: str
    score: float
    grade: str | None
    rule: str | None
    parts: Mapping[str, float]

    @property
    def id(self) -> str:
        """kind:a:b"""
        return f"{self.kind}:{self.a}:{self.b}"


@dataclass(frozen=True)
class Suggestion:
    """A pair that is shown or held back, with its explanation."""

    ranked: Ranked
    link: str
    position: int
    held: tuple[str, str] | None  # why it is held back, in Swedish and English
    text: tuple[str, str]
    reasons: tuple[Clause, ...]
    against: tuple[Clause, ...]
    features_hash: str


@dataclass(frozen=True)
class Gap:
    """Something that was looked for in the register and not found."""

    kind: str
    place: str | None
    initiative: str | None
    indicator: str | None
    theme: str
    rule: str | None
    others: tuple[str, ...]
    text: tuple[str, str]

    @property
    def id(self) -> str:
        """Kind, and what it is about."""
        return ":".join(
            filter(None, (self.kind, self.place, self.initiative, self.indicator, self.theme if self.kind == "borrow" else None))
        )
