"""What was looked for and not found. Always worded as 'no initiative found in the register on DATE': absence of data is not absence of work."""

from collections.abc import Iterator, Mapping, Sequence

from twin.matching.grounds import COUNTY, ended, local, outdated
from twin.matching.model import Gap, Item
from twin.matching.needs import Need
from twin.matching.overlaps import about
from twin.matching.synergies import Link, main
from twin.matching.taxonomy import Knowledge
from twin.matching.wording import Both, both_listed, day, listed, quoted, upper

COMMON = 3  # municipalities that do a thing before its absence in another is worth telling
STRONG = ("T1", "T2")


def gaps(
    items: Sequence[Item],
    links: Sequence[Link],
    needs: Sequence[Need],
    places: Mapping[str, str],
    knowledge: Knowledge,
    date: str,
    today: int,
) -> list[Gap]:
    """All gaps, by kind, in order. `places`: the municipalities of the federation, code -> name; `date`: the register's, EDTF."""
    live = [item for item in items if not ended(item) and not outdated(item, today)]
    tied = {one for link in links if link.tier in STRONG for one in (link.means.id, link.end.id)}
    return [
        *_lagging(items, live, needs, places, knowledge, date),
        *_no_enabler(live, tied, knowledge, date),
        *_no_use(live, tied, knowledge, date),
        *_borrow(items, today, places, knowledge, date),
    ]


def _nobody(date: str, older: Sequence[Item] = ()) -> Both:
    """'inget initiativ hittat …'; where there is only something over or old, that it is."""
    sv, en = day(date)
    if older:
        return (
            f"inget aktuellt initiativ hittat i registret den {sv}, bara {listed(map(quoted, older), 'och')}, som är avslutat eller äldre",
            f"no current initiative found in the register on {en}, only {listed(map(quoted, older), 'and')}, which is over or older",
        )
    return f"inget initiativ hittat i registret den {sv}", f"no initiative found in the register on {en}"


def _lagging(
    items: Sequence[Item], live: Sequence[Item], needs: Sequence[Need], places: Mapping[str, str], knowledge: Knowledge, date: str
) -> Iterator[Gap]:
    for need in needs:
        every = [item for item in items if item.climate and need.mechanisms & item.codes("mechanism")]
        working = [item for item in every if item in live]
        if need.place not in places or any(need.place in item.places and item.level != COUNTY for item in working):
            continue
        older = [item for item in every if item not in live and item.places == {need.place}]
        nobody = _nobody(date, older)
        mechanism = sorted(need.mechanisms)[0]
        others = [item.id for item in (*older, *(item for item in working if item.level == COUNTY))]
        sv, en = need.told(places)
        sv, en = f"{sv} Kommunens egna: {nobody[0]}.", f"{en} The municipality’s own: {nobody[1]}."
        yield Gap(
            "indicator", need.place, None, need.indicator, knowledge.codes["mechanism"][mechanism].theme, None, tuple(others), (sv, en)
        )


def _no_enabler(live: Sequence[Item], tied: set[str], knowledge: Knowledge, date: str) -> Iterator[Gap]:
    nobody = _nobody(date)
    for item in live:
        if not item.climate or item.digital or item.id in tied:
            continue
        central = [code for code in sorted(item.codes("mechanism")) if main(item, "mechanism", code)]
        rule = next((rule for rule in sorted(knowledge.rules, key=lambda r: (-r.strength, r.id)) if rule.mechanisms & set(central)), None)
        if rule:
            code = sorted(rule.mechanisms & set(central))[0]
            means = both_listed(knowledge.name("technology", one) for one in sorted(rule.enablers)[:3])
            sv = f"{quoted(item)}: {rule.sentence[0]} Digitalt stöd ({means[0]}) på samma plats: {nobody[0]}."
            en = f"{quoted(item)}: {rule.sentence[1]} Digital support ({means[1]}) in the same place: {nobody[1]}."
            yield Gap("no_enabler", _place(item), item.id, None, knowledge.codes["mechanism"][code].theme, rule.id, (), (sv, en))


def _no_use(live: Sequence[Item], tied: set[str], knowledge: Knowledge, date: str) -> Iterator[Gap]:
    nobody = _nobody(date)
    for item in live:
        if item.digital and not item.climate and item.id not in tied:
            rule = next((rule for rule in knowledge.rules if rule.enablers & item.codes("technology")), None)
            theme = sorted(item.codes("theme"))[0] if item.codes("theme") else "data-plattform"
            if rule:
                serves = both_listed(knowledge.name("mechanism", one) for one in sorted(rule.mechanisms)[:3])
                sv = f"{quoted(item)} kan tjäna {serves[0]}, men klimatnytta med gemensam plats eller tillgång: {nobody[0]}."
                en = f"{quoted(item)} could serve {serves[1]}, but a climate use with a place or asset in common: {nobody[1]}."
            else:
                sv = f"{quoted(item)}: ingen regel knyter tekniken till ett klimatmål. Klimatnytta: {nobody[0]}."
                en = f"{quoted(item)}: no rule ties the technology to a climate end. Climate use: {nobody[1]}."
            yield Gap("no_use", _place(item), item.id, None, theme, rule.id if rule else None, (), (sv, en))


def _borrow(items: Sequence[Item], today: int, places: Mapping[str, str], knowledge: Knowledge, date: str) -> Iterator[Gap]:
    """What is finished is done; what was only proposed, was cancelled, or is a plan of old that nobody has heard of since, is not."""
    doing: dict[tuple[str, str], dict[str, list[Item]]] = {}
    stale: dict[tuple[str, str], dict[str, list[Item]]] = {}
    for item in items:
        done = item.phase == "avslutad" or (item.phase not in ("avbruten", "föreslagen") and not outdated(item, today))
        for one in about(item):
            for place in item.places if local(item) else ():
                (doing if done else stale).setdefault(one, {}).setdefault(place, []).append(item)
    told: set[tuple[str, tuple[str, ...]]] = set()
    for (scheme, code), where in sorted(doing.items()):
        owners = sorted(place for place in where if place in places)
        others = tuple(sorted({one.id for some in where.values() for one in some}))
        if len(owners) < COMMON:
            continue
        name = knowledge.name(scheme, code)
        have = both_listed((places[place], places[place]) for place in owners)
        for place in sorted(set(places) - set(where)):
            if (place, others) in told:  # a technology and its mechanism may be the same thing
                continue
            told.add((place, others))
            nobody = _nobody(date, stale.get((scheme, code), {}).get(place, []))
            theme = knowledge.codes[scheme][code].theme or _theme(others, items)
            sv = f"{upper(name[0])}: finns hos {have[0]}. I {places[place]}: {nobody[0]}."
            en = f"{upper(name[1])}: done by {have[1]}. In {places[place]}: {nobody[1]}."
            yield Gap("borrow", place, None, None, theme, None, others, (sv, en))


def _theme(ids: Sequence[str], live: Sequence[Item]) -> str:
    codes = [code for item in live if item.id in ids for code in sorted(item.codes("theme"))]
    return max(sorted(set(codes)), key=codes.count, default="data-plattform")


def _place(item: Item) -> str | None:
    return next(iter(item.places)) if len(item.places) == 1 else None
