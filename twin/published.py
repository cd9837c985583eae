"""What a published warehouse said, in few words: kept at every publication, so that a later one can be told from it.

The warehouse holds one state only. A record of some tens of kilobytes beside it is enough to say what is new, and costs no second database.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from twin.paths import state

Ask = Callable[[str], Sequence[tuple[Any, ...]]]
SHAPE = 1  # of the record; one of another shape is not compared with
PLAIN = ("title", "phase", "start", "end", "as_of")  # parts that are kept as they stand; of the others a hash is enough

_INITIATIVES = """
SELECT i.id, title_sv, phase, coalesce(start_date, ''), coalesce(end_date, ''), coalesce(as_of, ''), {text}, {who}, {where}, {tags}, {sources}, {money}
FROM initiative AS i ORDER BY i.id
""".format(
    text="left(md5(description_sv), 12)",
    who="left(md5(concat_ws('|', owner_text, partners_text, (SELECT string_agg(concat_ws(':', o.organisation_id, o.role), ';' "
    "ORDER BY o.organisation_id, o.role) FROM initiative_organisation AS o WHERE o.initiative_id = i.id))), 12)",
    where="left(md5(coalesce((SELECT string_agg(p.place_code, ';' ORDER BY p.place_code) FROM initiative_place AS p "
    "WHERE p.initiative_id = i.id), '')), 12)",
    tags="left(md5(coalesce((SELECT string_agg(concat_ws(':', t.scheme, t.code), ';' ORDER BY t.scheme, t.code) FROM initiative_tag AS t "
    "WHERE t.initiative_id = i.id), '')), 12)",
    sources="left(md5(coalesce((SELECT string_agg(s.url, ';' ORDER BY s.url) FROM initiative_source AS s WHERE s.initiative_id = i.id), '')), 12)",
    money="left(md5(concat_ws('|', budget_sek, budget_note, funder_text)), 12)",
)
PARTS = (*PLAIN, "text", "who", "where", "tags", "sources", "money")
_PAIRS = "SELECT id, grade, left(features_hash, 12) FROM suggestion WHERE shown ORDER BY id"
_FIGURES = """
SELECT indicator_id, coalesce(max(period) FILTER (value IS NOT NULL), ''), coalesce(max(release), ''),
       left(md5(string_agg(concat_ws('|', place_code, period, breakdown, value, status), ';' ORDER BY place_code, period, breakdown)), 12)
FROM figure GROUP BY indicator_id ORDER BY indicator_id
"""


@dataclass(frozen=True)
class Published:
    """One state: initiative -> part -> text or hash; shown pair -> grade, hash of what it rests on; key figure -> newest period, release, hash."""

    built_at: str
    initiatives: dict[str, dict[str, str]]
    pairs: dict[str, tuple[str, str]]
    figures: dict[str, tuple[str, str, str]]

    @property
    def at(self) -> datetime:
        """When it was published, UTC."""
        return datetime.fromisoformat(self.built_at)

    def same(self, other: "Published") -> bool:
        """True where a reader would see no difference."""
        return (self.initiatives, self.pairs, self.figures) == (other.initiatives, other.pairs, other.figures)

    def text(self) -> str:
        """The record as it is kept."""
        return json.dumps({"shape": SHAPE, **asdict(self)}, ensure_ascii=False, separators=(",", ":"))


def seen(ask: Ask) -> Published:
    """The state of the warehouse that `ask` puts its questions to."""
    [(built_at,)] = ask("SELECT value FROM meta WHERE key = 'built_at'")
    return Published(
        built_at,
        {id_: dict(zip(PARTS, parts, strict=True)) for id_, *parts in ask(_INITIATIVES)},
        {id_: (grade, hash_) for id_, grade, hash_ in ask(_PAIRS)},
        {id_: (newest, release, hash_) for id_, newest, release, hash_ in ask(_FIGURES)},
    )


def read(text: str) -> Published:
    """A record. Raises ValueError where it is none of ours."""
    try:
        raw = json.loads(text)
        if raw.pop("shape") != SHAPE:
            raise ValueError("another shape")
        made = Published(
            raw["built_at"],
            {str(id_): {part: str(parts[part]) for part in PARTS} for id_, parts in raw["initiatives"].items()},
            {str(id_): (str(grade), str(hash_)) for id_, (grade, hash_) in raw["pairs"].items()},
            {str(id_): (str(newest), str(release), str(hash_)) for id_, (newest, release, hash_) in raw["figures"].items()},
        )
        return made if made.at.tzinfo is None else _refuse("a time with a zone")
    except (KeyError, TypeError, AttributeError) as cause:
        raise ValueError(str(cause)) from cause


def _refuse(why: str) -> Published:
    raise ValueError(why)


def folder() -> Path:
    """Where the records lie, one file a publication, named by its time."""
    return state() / "published"


def name(built_at: str) -> str:
    """The file of one publication; names sort as the times do."""
    return datetime.fromisoformat(built_at).strftime("%Y%m%dT%H%M%S.json")


def time_of(file: Path) -> datetime | None:
    """The time that a file's name says, UTC; None where it is no record."""
    try:
        return datetime.strptime(file.name, "%Y%m%dT%H%M%S.json")  # noqa: DTZ007 UTC without a zone, as all times of the warehouse
    except ValueError:
        return None


def records() -> list[tuple[datetime, Path]]:
    """Every record by time, oldest first. Other files are left out."""
    found = [(at, file) for file in folder().glob("*.json") if (at := time_of(file))]
    return sorted(found)
