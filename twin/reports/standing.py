"""How we stand: four figures about greenhouse gases, and which sectors moved the last year. Each number has its basis and its receipt."""

from collections.abc import Sequence
from dataclasses import dataclass

from twin.questions.indicators import Indicator, Target
from twin.questions.parts import Part
from twin.questions.places import Place
from twin.questions.series import Change, Figure
from twin.reports.model import Basis, Fact
from twin.reports.numbers import Ledger
from twin.words import amount, count_word, date, either, number, percent, signed_percent, t


@dataclass(frozen=True)
class Ground:
    """What the four figures are worked out from. `figures` and `per` are the emissions of every place, in total and per inhabitant; `members` the
    municipalities, `place` the one that the brief is about (or the federation), `parts` its sectors' contributions to the last change."""

    place: Place
    members: tuple[Place, ...]
    county: Place
    indicator: Indicator
    figures: Sequence[Figure]
    per: Sequence[Figure]
    parts: Sequence[Part]
    goals: Sequence[Target]

    @property
    def whole(self) -> bool:
        """Whether the brief is about the federation."""
        return self.place.kind == "federation"

    def line(self, place: Place) -> list[Figure]:
        """A place's emissions with a value, oldest first."""
        return sorted((one for one in self.figures if one.place == place.code and one.value is not None), key=lambda one: one.period)

    def codes(self, place: Place) -> tuple[str, ...]:
        """The places whose raw rows make up the place's figures."""
        return tuple(one.code for one in self.members) if place.kind == "federation" else (place.code,)

    def newest_per(self) -> dict[str, Figure]:
        """Emissions per inhabitant of each place, for the newest year that any has."""
        year = max((one.year for one in self.per), default=0)
        return {one.place: one for one in self.per if one.year == year}


def facts(ledger: Ledger, ground: Ground) -> tuple[Fact, ...]:
    """Trend, goal, neighbours and county: those of the four that this warehouse has figures for."""
    found = (_trend(ledger, ground), _goal(ledger, ground), _neighbours(ledger, ground), _county(ledger, ground))
    return tuple(fact for fact in found if fact)


def rose(ground: Ground) -> list[Change]:
    """The last step of every municipality whose emissions rose."""
    steps = [step(ground, place) for place in ground.members]
    return [one for one in steps if one and one.difference > 0]


def step(ground: Ground, place: Place) -> Change | None:
    """The last step of a place's emissions; None where there are not two years with a value."""
    line = ground.line(place)
    return Change(place.code, line[-2], line[-1]) if len(line) > 1 and line[-2].value else None


def change(ledger: Ledger, ground: Ground, place: Place, before: Figure, after: Figure, key: str, *, sign: bool = True) -> str:
    """The change between two years of one place in per cent, with its receipt."""
    step = Change(place.code, before, after)
    shown = signed_percent(step.percent) if sign else percent(abs(step.percent))
    label = t("{place}: utsläppens förändring {a}–{b}", place=place.name, a=date(before.period), b=date(after.period))
    basis = Basis("change", ground.indicator.id, ground.codes(place), (before.period, after.period))
    return ledger.tell(key, label, shown, step.percent, basis, [*before.receipt_ids, *after.receipt_ids])


def _trend(ledger: Ledger, ground: Ground) -> Fact | None:
    line = ground.line(ground.place)
    if not line:
        return None
    last, codes, unit = line[-1], ground.codes(ground.place), ground.indicator.unit
    label = t("{place}: utsläpp {year}", place=ground.place.name, year=date(last.period))
    basis = Basis("sum" if ground.whole else "value", ground.indicator.id, codes, (last.period,))
    figure = ledger.tell("total", label, amount(last.value, unit), last.value or 0.0, basis, last.receipt_ids)
    said = []
    if latest := step(ground, ground.place):
        told = change(ledger, ground, ground.place, latest.before, latest.after, "change_year", sign=False)
        year = date(latest.before.period)
        said.append(t("{n} mer än {year}.", n=told, year=year) if latest.difference > 0 else t("{n} mindre än {year}.", n=told, year=year))
    return Fact("trend", t("Utsläpp {year}", year=date(last.period)), figure, " ".join(said))


def first_sentence(goal: Target) -> str:
    """The goal itself, without what is said of how it is drawn."""
    return either(goal.text_sv, goal.text_en).split(". ")[0].rstrip(".") + "."


def _per(ledger: Ledger, ground: Ground, one: Figure, key: str, names: dict[str, str], *, unit: bool = True) -> str:
    place = next((place for place in (ground.place, ground.county, *ground.members) if place.code == one.place), ground.place)
    label = t("{place}: utsläpp per invånare {year}", place=names[one.place], year=date(one.period))
    shown = t("{n} ton per invånare", n=number(one.value, 1)) if unit else t("{n} ton", n=number(one.value, 1))
    basis = Basis("per_inhabitant", ground.indicator.id, ground.codes(place), (one.period,))
    return ledger.tell(key, label, shown, one.value or 0.0, basis, one.receipt_ids)


def _names(ground: Ground) -> dict[str, str]:
    return {place.code: place.name for place in (*ground.members, ground.place, ground.county)}


def _goal(ledger: Ledger, ground: Ground) -> Fact:
    wide = next((one for one in ground.goals if one.place == ground.county.code and one.drawable and one.value is not None), None)
    own = [
        one for one in ground.goals if one.place == ground.place.code and one.found and one.scope == "territory" and one.value is not None
    ]
    mine = ground.newest_per().get(ground.place.code)
    said = []
    if own:
        goal = own[0]
        said.append(ledger.page(first_sentence(goal), t("Kommunens mål"), ground.place.name, goal.source_url or ""))
        if not goal.drawable:
            said.append(t("Det räknas inte som statistiken, så siffran visar inte om det nås."))
    elif not ground.whole:
        said.append(t("Eget mål för hela kommunen: ej funnet."))
    if wide:
        shown = t("{n} ton per invånare", n=number(wide.value))
        told = ledger.goal(
            "goal",
            t("Länets mål {year}", year=date(wide.period)),
            shown,
            wide.value or 0.0,
            wide.id,
            wide.source_url or "",
            ground.county.name,
        )
        said.insert(0, t("Länets mål {year}: under {goal}.", goal=told, year=date(wide.period)))
    figure = t("ej funnet")
    if mine:
        figure = _per(ledger, ground, mine, "per_inhabitant", _names(ground))
    label = t("Per invånare {year}", year=date(mine.period)) if mine else t("Per invånare")
    return Fact("goal", label, figure, " ".join(said))


def _neighbours(ledger: Ledger, ground: Ground) -> Fact | None:
    newest, names = ground.newest_per(), _names(ground)
    ranked = sorted((newest[place.code] for place in ground.members if place.code in newest), key=lambda one: (one.value or 0.0, one.place))
    if len(ranked) < 2:
        return None
    low, high = ranked[0], ranked[-1]
    least, most = (_per(ledger, ground, one, f"per_{what}", names, unit=False) for one, what in ((low, "lowest"), (high, "highest")))
    says = t("Lägst: {low}, {least}. Högst: {high}, {most}.", low=names[low.place], high=names[high.place], least=least, most=most)
    label = t("Bland {n} kommuner, per invånare {year}", n=count_word(len(ranked)), year=date(low.period))
    if ground.whole:
        times = (high.value or 0.0) / (low.value or 1.0)
        ids = sorted({id_ for one in (low, high) for id_ in one.receipt_ids})
        basis = Basis("ratio", ground.indicator.id, (high.place, low.place), (low.period,))
        figure = ledger.tell("per_ratio", label, t("{n} gånger", n=number(times, 1)), times, basis, ids)
        return Fact("neighbours", label, figure, t("Så mycket skiljer högst från lägst.") + " " + says)
    place = next((n for n, one in enumerate(ranked, 1) if one.place == ground.place.code), None)
    if place is None:
        return Fact("neighbours", label, t("vet ej"), says)
    basis = Basis("rank", ground.indicator.id, (ground.place.code, *(one.code for one in ground.members)), (low.period,))
    evidence = sorted({id_ for one in ranked for id_ in one.receipt_ids})
    shown = t("Plats {n} av {all}", n=place, all=len(ranked))
    return Fact("neighbours", label, ledger.tell("rank", label, shown, place, basis, evidence), t("Plats 1 är lägst.") + " " + says)


def _county(ledger: Ledger, ground: Ground) -> Fact | None:
    mine, wide = ({one.period: one for one in ground.line(place)} for place in (ground.place, ground.county))
    shared = sorted(mine.keys() & wide.keys())
    if len(shared) < 2 or not mine[shared[0]].value or not wide[shared[0]].value:
        return None
    first, before, last = shared[0], shared[-2], shared[-1]
    figure = change(ledger, ground, ground.place, mine[first], mine[last], "county_mine_first")
    says = t("Länets: {n}.", n=change(ledger, ground, ground.county, wide[first], wide[last], "county_first"))
    if before != first:
        own = change(ledger, ground, ground.place, mine[before], mine[last], "county_mine_year")
        other = change(ledger, ground, ground.county, wide[before], wide[last], "county_year")
        says += " " + t("Senaste året: vi {mine}, länet {county}.", mine=own, county=other)
    return Fact("county", t("Vår förändring {a}–{b}", a=date(first), b=date(last)), figure, says)
