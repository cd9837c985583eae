"""Who has to be asked about what: the initiatives whose statement is old or undated, the oldest first, and the mail that asks. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from twin.register.staleness import POINTS, Age, Told, age, missing
from twin.register.tables import Initiative, Register

ORDER = {"stale": 0, "undated": 0, "late": 1, "acceptable": 2, "fresh": 3}


@dataclass(frozen=True)
class Row:
    """One initiative with its owner's name, where it is, how old its statement is and what it lacks."""

    initiative: Initiative
    owner: str
    places: tuple[str, ...]
    age: Age
    lacks: tuple[str, ...]

    @property
    def points(self) -> int:
        """How many of the points of a complete initiative it has."""
        return len(POINTS) - len(self.lacks)


def rows(register: Register, today: date) -> list[Row]:
    """Every initiative: the class that most needs asking first, then the oldest, then by title. What has no date counts as the oldest."""
    names = {body.id: body.name for body in register.organisation}
    found = []
    for one in register.initiative:
        sources = [source for source in register.initiative_source if source.initiative_id == one.id]
        places = tuple(place.place_code for place in register.initiative_place if place.initiative_id == one.id)
        schemes = frozenset(tag.scheme for tag in register.initiative_tag if tag.initiative_id == one.id)
        cells = {name: "" if value is None else str(value) for name, value in asdict(one).items()}
        told = Told(
            cells,
            len(places),
            schemes,
            sum(source.url.startswith("http") for source in sources),
            sum(bool(source.seen_at) for source in sources),
        )
        old = age(one.kind, one.phase, one.as_of, one.end_date, today)
        found.append(Row(one, names[one.owner_org_id], places, old, missing(told)))
    return sorted(
        found, key=lambda row: (ORDER[row.age.level], -(9999 if row.age.months is None else row.age.months), row.initiative.title_sv)
    )


def chosen(found: Iterable[Row], places: Sequence[str], owners: Sequence[str]) -> list[Row]:
    """The rows of these municipalities and owners; none named means all."""
    return [row for row in found if (not places or set(places) & set(row.places)) and (not owners or row.initiative.owner_org_id in owners)]


def lacking(found: Iterable[Row]) -> list[tuple[str, int]]:
    """How many initiatives lack each point, the commonest first; a point that none lacks is left out."""
    seen = Counter(point for row in found for point in row.lacks)
    return sorted(seen.items(), key=lambda item: (-item[1], POINTS.index(item[0])))


def mail(owner: str, asked: Sequence[Row], address: str) -> tuple[str, str]:
    """Subject and text of a mail to the owner's role mailbox: what is known, from when, and what is asked. Swedish whatever the reader's language,
    for its receiver is Swedish; no person is named."""
    subject = f"Stämmer uppgifterna om era initiativ? ({len(asked)} st)"
    lines = [f"Hej {owner}!", ""]
    lines += ["I vårt gemensamma register finns initiativ som ni ansvarar för och vars uppgifter är gamla eller saknar datum:", ""]
    for row in asked:
        one = row.initiative
        phase = "läget okänt" if one.phase == "okänd" else one.phase
        said = f"uppgift från {one.as_of}" if one.as_of else "uppgift utan datum"
        lines += [f"- {one.title_sv} ({one.id}): {phase}, {said}.", f"  {address}?id={one.id}"]
    lines += ["", "Svara gärna med: läge i dag, start och slut, och om något har ändrats. Svara från er funktionsbrevlåda.", "", "Tack!"]
    return subject, "\n".join(lines)
