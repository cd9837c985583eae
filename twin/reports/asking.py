"""What is asked of those who decide: a decision only where a person has confirmed a pair, a question (the kind is still named
'direction') where the engine found a gap, and nothing else."""

from collections.abc import Mapping, Sequence

from twin.questions.gaps import Gap
from twin.questions.indicators import Indicator, Target
from twin.questions.initiatives import Initiative, Label
from twin.questions.links import Standing
from twin.questions.places import Place
from twin.questions.series import series
from twin.reports.connected import owner
from twin.reports.model import Asked, Basis
from twin.reports.numbers import Ledger
from twin.reports.standing import first_sentence
from twin.words import amount, date, either, listing, t
from twin.workspace.model import Verdict, role_name

MOST = 3  # things that a council is asked for on one page
CONFIRMED = 2  # of them pairs to coordinate, so that a gap is not crowded out


def asked(
    ledger: Ledger, place: Place, members: Sequence[Place], county: Place, confirmed: Sequence[tuple[Standing, Verdict]], without_goal: Sequence[str],
    goals: Sequence[Target], gaps: Sequence[Gap], known: Mapping[str, Initiative], indicators: Mapping[str, Indicator], themes: Mapping[str, Label],
) -> tuple[Asked, ...]:  # fmt: skip
    """At most MOST, in this order: confirmed pairs to coordinate, the goal that is missing, what others do already, a figure that lags without an own
    initiative. Empty where none of that is so."""
    found = [_coordinate(*one) for one in confirmed[:CONFIRMED]]
    names = {one.code: one.name for one in members}
    lacking = [names[code] for code in without_goal if code in names and (place.kind == "federation" or code == place.code)]
    if lacking:
        having = [name for code, name in names.items() if code not in without_goal]
        found.append(_goal(ledger, place, lacking, having, goals))
    own = [gap for gap in gaps if place.kind == "federation" or gap.place == place.code]
    found += [_borrow(gap, known, names, themes) for gap in own if gap.kind == "borrow"][:1]
    if place.kind != "federation":
        lagging = (gap for gap in own if gap.kind == "indicator" and len(found) < MOST)
        found += [one for one in (next(filter(None, (_lags(ledger, gap, place, county, indicators) for gap in lagging)), None),) if one]
    return tuple(found[:MOST])


def _coordinate(one: Standing, verdict: Verdict) -> Asked:
    a, b = one.suggestion.a, one.suggestion.b
    doubt = next((either(clause.sv, clause.en) for clause in one.suggestion.against), "")
    said = t("Granskat {when}: {role} menar att de två bör samordnas.", when=date(verdict.at), role=role_name(verdict.role))
    return Asked(
        "decision",
        f"pair:{one.suggestion.id}",
        t("Ska {who} samordna ”{a}” och ”{b}”?", who=listing(list(dict.fromkeys((owner(a), owner(b))))), a=a.title, b=b.title),
        f"{said} {t('Talar emot:')} {doubt}" if doubt else said,
    )


def _goal(ledger: Ledger, place: Place, lacking: list[str], having: list[str], goals: Sequence[Target]) -> Asked:
    if place.kind != "federation":
        return Asked(
            "direction",
            "goal",
            t("Ska kommunen ha ett mål för alla utsläpp i hela sitt område?"),
            " ".join([t("Vi har inte hittat något sådant mål med ett tal. Finns det, säg var."), *_near(ledger, place, goals)]),
        )
    said = t("För dem har vi inte hittat något sådant mål.")
    return Asked(
        "direction",
        "goal",
        t("Ska {places} sätta ett mål för alla utsläpp i hela kommunen?", places=listing(lacking)),
        f"{said} {t('För {places} är ett hittat.', places=listing(having))}" if having else said,
    )


def _near(ledger: Ledger, place: Place, goals: Sequence[Target]) -> list[str]:
    """What has been found that comes near such a goal: for another gas, or without a number; with the page it was read on."""
    mine = [one for one in goals if one.place == place.code and one.found and one.scope in ("territory", "none") and one.source_url]
    if not mine:
        return []
    first = min(mine, key=lambda one: (one.gas not in ("ghg", "co2"), one.id))
    said = (
        either(first.text_sv, first.text_en) if first.value is None else first_sentence(first)
    )  # without a number the rest says what was read of it
    return [ledger.page(t("Det som är funnet: {goal}", goal=said), t("Kommunens mål"), place.name, first.source_url or "")]


def _borrow(gap: Gap, known: Mapping[str, Initiative], names: Mapping[str, str], themes: Mapping[str, Label]) -> Asked:
    places = [names[code] for code in names if any(code in known[id_].places for id_ in gap.others if id_ in known) and code != gap.place]
    theme = either(themes[gap.theme].name_sv, themes[gap.theme].name_en).lower() if gap.theme in themes else gap.theme
    place = names.get(gap.place or "", gap.place)
    return Asked(
        "direction",
        f"borrow:{gap.place}:{gap.theme}",
        t("Ska {place} fråga sina grannar hur de arbetar med {theme}?", place=place, theme=theme),
        t(
            "Registret har sådant arbete hos {places}. För {place} hittade vi inget; det kan finnas ändå.",
            places=listing(places),
            place=place,
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
        shown = amount(row.value, one.unit, one.decimals)
        key = f"gap_{one.id}_{'own' if where is place else 'county'}"
        told.append(ledger.tell(key, label, shown, row.value or 0.0, Basis("value", one.id, (where.code,), (period,)), row.receipt_ids))
    return Asked(
        "direction",
        f"indicator:{one.id}",
        t("Är detta något att ta tag i: {name}?", name=name[:1].lower() + name[1:]),
        t(
            "{what} {year} var det {own}. Länet: {county}. Skillnaden kan ha skäl som siffran inte visar. I registret finns inget eget initiativ om det; det kan finnas ändå.",
            what=either(one.definition_sv, one.definition_en).split(". ")[0].rstrip(".") + ".",
            year=date(period),
            own=told[0],
            county=told[1],
        ),
    )
