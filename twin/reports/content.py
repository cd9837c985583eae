"""The brief itself: reads the warehouse and what people have confirmed, and puts the parts in their order."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from twin.questions import gaps as missing
from twin.questions import initiatives as register
from twin.questions import places
from twin.questions.indicators import goals, indicator, indicators
from twin.questions.initiatives import Initiative
from twin.questions.links import Standing, homes, standing, touching
from twin.questions.overview import EMISSIONS, newest_digital_year, places_without_goal
from twin.questions.parts import parts
from twin.questions.places import Place
from twin.questions.series import per_inhabitant, series
from twin.questions.suggestions import suggestions
from twin.reports import annex, asking, connected, sectors
from twin.reports import standing as stand
from twin.reports.digital import digital
from twin.reports.model import Area, Brief, Point, Table
from twin.reports.numbers import Ledger
from twin.reports.stored import FORMAT
from twin.warehouse import current, meta
from twin.words import count_word, date, language, listing, percent, signed_percent, t

if TYPE_CHECKING:
    from twin.workspace import Verdict


class NoBrief(Exception):
    """No brief can be made; the text says why and what to do."""


def subjects() -> list[Place]:
    """What a brief can be about: the federation, then its municipalities."""
    return [places.federation(), *places.municipalities()]


def brief(code: str, verdicts: Mapping[str, "Verdict"]) -> Brief:
    """The brief of one place in the language that is spoken. `verdicts` are those in force, by suggestion. Raises NoBrief for an unknown place and
    where no emissions are known, NoWarehouse where nothing is published."""
    place = next((one for one in subjects() if one.code == code), None)
    if place is None:
        raise NoBrief(f"{code}: ingen av {listing([one.code for one in subjects()])}. Ange en av dem.")
    about, members, ground = meta(), places.municipalities(), _ground(place)
    ledger = Ledger(about["coordinator"])
    rows, whole = register.initiatives(), place.kind == "federation"
    home = homes(rows, [one.code for one in members])
    own = rows if whole else [row for row in rows if home.get(row.id) == code]
    links = standing(suggestions(), verdicts)
    mine = links if whole else touching(links, home, code)
    without = places_without_goal()
    facts = (*stand.facts(ledger, ground), *digital(ledger, ground))
    moved = sectors.sectors(ledger, ground)
    asked = asking.asked(
        ledger, place, members, ground.county, _confirmed(mine, verdicts), without, ground.goals, missing.gaps(),
        {row.id: row for row in rows}, {one.id: one for one in indicators()}, register.labels("theme"),
    )  # fmt: skip
    before = register.old_before()
    way = connected.under_way(ledger, place, own, mine)
    lines = ground.line(place)
    unknown = connected.unknown(
        ledger, place, own, before, per_year=max((one.year for one in ground.per), default=0), emission_year=lines[-1].year,
        goal_missing=bool(without) if whole else code in without, digital_year=newest_digital_year(),
    )  # fmt: skip
    areas, points = _areas(ledger, ground), _points(ledger, ground)
    tables = _tables(
        ledger, place, members, ground.county, own, mine
    )  # last of those that tell numbers: the first page's receipts come first
    return Brief(
        FORMAT, language(), code, place.name, t("Klimat och digitalt: {place}", place=place.name), about["coordinator"], current().name,
        about["built_at"], date(about["built_at"][:10]), _lead(len(asked), sum(one.kind == "decision" for one in asked)), asked, facts, moved, way,
        connected.talks(mine, {row.id for row in own}, before), unknown, tuple(ledger.numbers), tuple(ledger.notes), *areas, *points,
        tables,
    )  # fmt: skip


def _ground(place: Place) -> stand.Ground:
    found = indicator(EMISSIONS)
    shown = series(found) if found else []
    if found is None or not any(one.place == place.code and one.value is not None for one in shown):
        raise NoBrief(f"{place.name}: utsläppen är inte kända. Kör: python -m ingest refresh")
    wanted = (
        tuple(places.municipalities()),
        places.county(),
        found,
        shown,
        per_inhabitant(found),
        parts(EMISSIONS),
        goals(found),
    )
    return stand.Ground(place, *wanted)


def _confirmed(links: Sequence[Standing], verdicts: Mapping[str, "Verdict"]) -> list[tuple[Standing, "Verdict"]]:
    """The pairs that a person wants coordinated, with what was said."""
    said = [(one, verdicts[one.suggestion.id]) for one in links if one.suggestion.id in verdicts]
    return [(one, verdict) for one, verdict in said if verdict.verdict == "samordna"]


def _lead(asked: int, decisions: int) -> str:
    if not asked:
        return t("Inget att rösta om i dag: inget bekräftat samband och ingen lucka kräver det.")
    if not decisions:
        return (
            t("Inget att rösta om i dag, men en fråga att samtala om.")
            if asked == 1
            else t("Inget att rösta om i dag, men {n} frågor att samtala om.", n=count_word(asked))
        )
    first = t("Ett beslut behövs") if decisions == 1 else t("{n} beslut behövs", n=count_word(decisions).capitalize())
    left = asked - decisions
    rest = "" if not left else t(", och en fråga att samtala om") if left == 1 else t(", och {n} frågor att samtala om", n=count_word(left))
    return f"{first}{rest}."


def _points(ledger: Ledger, ground: stand.Ground) -> tuple[tuple[Point, ...], str, str]:
    """The place and the county, in per cent of their first year together; the diagram's title; and what it shows, in a sentence."""
    lines = {place.name: ground.line(place) for place in (ground.place, ground.county)}
    shared = sorted(set.intersection(*({one.period for one in line} for line in lines.values())))
    if len(shared) < 2:
        return (), "", ""
    found = []
    for name, line in lines.items():
        base = next(one.value for one in line if one.period == shared[0])
        found += [Point(name, one.year, 100 * (one.value or 0.0) / (base or 1.0)) for one in line if one.period >= shared[0]]
    last = {one.line: percent(one.value, 0) for one in found}
    ends = listing([f"{name} {told}" for name, told in last.items()])
    title = t("Utsläppen i procent av {year}", year=date(shared[0]))
    ids = [id_ for line in lines.values() for one in line for id_ in one.receipt_ids]
    return tuple(found), ledger.rests(title, title, ids), f"{title}. {date(shared[-1])}: {ends}."


def _areas(ledger: Ledger, ground: stand.Ground) -> tuple[tuple[Area, ...], str, str]:
    """Every municipality's last step in per cent; the map's title; and what it shows, in a sentence."""
    steps = {place.code: stand.step(ground, place) for place in ground.members}
    areas = tuple(
        Area(place.code, place.name, one.percent if (one := steps[place.code]) else None, place.code == ground.place.code)
        for place in ground.members
    )
    ends = listing([f"{one.name} {signed_percent(one.value)}" for one in areas])
    periods = next((f"{date(step.before.period)}–{date(step.after.period)}" for step in steps.values() if step), "")
    title = t("Utsläppens förändring {periods}", periods=periods)
    ids = [id_ for step in steps.values() if step for one in (step.before, step.after) for id_ in one.receipt_ids]
    known = [one.value for one in areas if one.value is not None]
    key = listing(
        [*([t("orange: ökning")] if max(known, default=0.0) > 0 else []), *([t("blått: minskning")] if min(known, default=0.0) < 0 else [])]
    )
    shown = ledger.rests(f"{title} ({key})" if key else title, title, ids) if ids else title
    return areas, shown, f"{title}: {ends}."


def _tables(
    ledger: Ledger, place: Place, members: Sequence[Place], county: Place, own: Sequence[Initiative], links: Sequence[Standing]
) -> tuple[Table, ...]:
    kinds = {"climate": t("Klimat"), "digital": t("Digitalt"), "both": t("Klimat och digitalt")}
    return annex.figures(ledger, place, members, county), annex.initiatives(place, own, kinds), annex.pairs(place, links)
