"""What is asked of those who decide: it follows from pairs that a person has confirmed and from gaps that the engine found, and from nothing else."""

from collections.abc import Mapping, Sequence

from twin.questions.gaps import Gap
from twin.questions.indicators import Indicator, Target
from twin.questions.initiatives import Initiative, Label
from twin.questions.links import Standing
from twin.questions.places import Place
from twin.questions.series import series
from twin.reports.model import Asked, Basis
from twin.reports.numbers import Ledger
from twin.words import amount, date, either, listing, number, t

MOST = 3  # things that a council is asked for on one page
CONFIRMED = 2  # of them pairs to coordinate, so that a gap is not crowded out


def asked(
    ledger: Ledger, place: Place, members: Sequence[Place], county: Place, confirmed: Sequence[Standing], without_goal: Sequence[str],
    goals: Sequence[Target], gaps: Sequence[Gap], known: Mapping[str, Initiative], indicators: Mapping[str, Indicator], themes: Mapping[str, Label],
) -> tuple[Asked, ...]:  # fmt: skip
    """At most MOST, in this order: confirmed pairs to coordinate, the goal that is missing, what others do already, a figure that lags without an own
    initiative. Empty where none of that is so."""
    found = [_coordinate(one) for one in confirmed[:CONFIRMED]]
    names = {one.code: one.name for one in members}
    lacking = [names[code] for code in without_goal if code in names and (place.kind == "federation" or code == place.code)]
    if lacking:
        found.append(_goal(ledger, place, lacking, goals))
    own = [gap for gap in gaps if place.kind == "federation" or gap.place == place.code]
    found += [_borrow(gap, known, names, themes) for gap in own if gap.kind == "borrow"][:1]
    if place.kind != "federation":
        lagging = (gap for gap in own if gap.kind == "indicator" and len(found) < MOST)
        found += [one for one in (next(filter(None, (_lags(ledger, gap, place, county, indicators) for gap in lagging)), None),) if one]
    return tuple(found[:MOST])


def _coordinate(one: Standing) -> Asked:
    a, b = one.suggestion.a, one.suggestion.b
    who = listing(list(dict.fromkeys((a.owner, b.owner))))
    return Asked(
        "decision",
        f"pair:{one.suggestion.id}",
        t("Ge {who} i uppdrag att samordna ”{a}” och ”{b}”.", who=who, a=a.title, b=b.title),
        t("En person har läst förslaget och sagt att de två bör samordnas."),
    )


def _goal(ledger: Ledger, place: Place, lacking: list[str], goals: Sequence[Target]) -> Asked:
    if place.kind != "federation":
        return Asked(
            "decision",
            "goal",
            t("Besluta om ett mål för utsläppen i hela kommunen."),
            " ".join([t("Inget sådant mål med ett tal är funnet. Finns det redan, säg var."), *_near(ledger, place, goals)]),
        )
    return Asked(
        "direction",
        "goal",
        t("Be {places} att ta ställning till ett mål för utsläppen i hela kommunen.", places=listing(lacking)),
        t("För dem är inget sådant mål funnet."),
    )


def _near(ledger: Ledger, place: Place, goals: Sequence[Target]) -> list[str]:
    """What has been found that comes near such a goal: for another gas, or without a number. Its first sentence, with the page it was read on."""
    mine = [one for one in goals if one.place == place.code and one.found and one.scope in ("territory", "none") and one.source_url]
    if not mine:
        return []
    first = min(mine, key=lambda one: (one.gas not in ("ghg", "co2"), one.id))
    said = either(first.text_sv, first.text_en).split(". ")[0].rstrip(".") + "."
    return [ledger.page(t("Det som är funnet: {goal}", goal=said), t("Kommunens mål"), place.name, first.source_url or "")]


def _borrow(gap: Gap, known: Mapping[str, Initiative], names: Mapping[str, str], themes: Mapping[str, Label]) -> Asked:
    places = [names[code] for code in names if any(code in known[id_].places for id_ in gap.others if id_ in known) and code != gap.place]
    theme = either(themes[gap.theme].name_sv, themes[gap.theme].name_en).lower() if gap.theme in themes else gap.theme
    return Asked(
        "direction",
        f"borrow:{gap.place}:{gap.theme}",
        t("Låt {place} ta lärdom av andra om {theme}.", place=names.get(gap.place or "", gap.place), theme=theme),
        t(
            "Det finns hos {places}. I {place} är inget hittat i registret.",
            places=listing(places),
            place=names.get(gap.place or "", gap.place),
        ),
    )


def _lags(ledger: Ledger, gap: Gap, place: Place, county: Place, indicators: Mapping[str, Indicator]) -> Asked | None:
    one = indicators.get(gap.indicator_id or "")
    if one is None or one.licence_class == "private":
        return None
    both = [{row.period: row for row in series(one) if row.place == code and row.value is not None} for code in (place.code, county.code)]
    period = max(both[0].keys() & both[1].keys(), default=None)
    if period is None:
        return None
    name = either(one.name_sv, one.name_en)
    told = []
    for where, line in zip((place, county), both, strict=True):
        row = line[period]
        label = f"{where.name}: {name} {date(period)}"
        shown = amount(row.value, one.unit, one.decimals) if where is place else number(row.value, one.decimals)
        key = f"gap_{one.id}_{'own' if where is place else 'county'}"
        told.append(ledger.tell(key, label, shown, row.value or 0.0, Basis("value", one.id, (where.code,), (period,)), row.receipt_ids))
    return Asked(
        "direction",
        f"indicator:{one.id}",
        t("Säg om kommunen ska göra något åt detta: {name}.", name=name[:1].lower() + name[1:]),
        t(
            "{year} var det {own}. Länet: {county}. Kommunen har inget eget initiativ i registret om saken.",
            year=date(period),
            own=told[0],
            county=told[1],
        ),
    )
