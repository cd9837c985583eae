"""Why a digital means could serve a climate end, and what speaks against: sentences filled from a template, each traceable to a span, a rule, a tag or a figure."""

from collections.abc import Iterator, Mapping, Sequence

from twin.matching.grounds import (
    Time,
    beginning,
    covers,
    ended,
    lapsed,
    outdated,
    shared_organisations,
    shared_places,
    time,
)
from twin.matching.model import Clause, Item
from twin.matching.needs import Need
from twin.matching.synergies import Link
from twin.matching.taxonomy import Knowledge
from twin.matching.wording import Both, both_listed, listed, places, quoted, span

MOST_AGAINST = 4  # the strongest; a longer list is not read


def text(link: Link) -> Both:
    """The reason in two sentences, for a card and for a list."""
    a, b = quoted(link.means), quoted(link.end)
    sv, en = link.rule.sentence
    return f"{a} kan stödja {b}. {sv}", f"{a} could serve {b}. {en}"


def reasons(
    link: Link,
    others: Sequence[Link],
    needs: Sequence[Need],
    names: Mapping[str, str],
    bodies: Mapping[str, str],
    knowledge: Knowledge,
    today: int,
) -> Iterator[Clause]:
    """What speaks for: the rule, the words of both texts, what they share, when, and the figure that needs it."""
    a, b = link.means, link.end
    yield Clause("rule", link.rule.sentence[0], link.rule.sentence[1], rule=link.rule.id)
    technology, mechanism = knowledge.name("technology", link.technology), knowledge.name("mechanism", link.mechanism)
    a_span, b_span = a.span("technology", link.technology), b.span("mechanism", link.mechanism)
    yield Clause(
        "technology", f"{quoted(a)} har {technology[0]}{span(a_span)[0]}.", f"{quoted(a)} has {technology[1]}{span(a_span)[1]}.",
        a_span=a_span, code=link.technology,
    )  # fmt: skip
    yield Clause(
        "mechanism", f"{quoted(b)} gäller {mechanism[0]}{span(b_span)[0]}.", f"{quoted(b)} is about {mechanism[1]}{span(b_span)[1]}.",
        b_span=b_span, code=link.mechanism,
    )  # fmt: skip
    if link.shared:
        code = sorted(link.shared)[0]
        thing = both_listed(knowledge.name("asset", one) for one in sorted(link.shared))
        yield Clause(
            "asset", f"Båda gäller {thing[0]}.", f"Both are about {thing[1]}.",
            a_span=a.span("asset", code), b_span=b.span("asset", code), code=code,
        )  # fmt: skip
    elif link.system:
        yield Clause(
            "system", f"Även {quoted(a)} handlar om {mechanism[0]}.", f"{quoted(a)} is about {mechanism[1]} as well.",
            a_span=a.span("mechanism", link.mechanism), b_span=b_span, code=link.mechanism,
        )  # fmt: skip
    if link.data:
        code = sorted(link.data)[0]
        data = knowledge.name("data", code)
        yield Clause(
            "data", f"{quoted(a)} ger {data[0]}, som regeln bygger på.", f"{quoted(a)} yields {data[1]}, which the rule builds on.",
            a_span=a.span("data_made", code), b_span=b.span("data_needed", code), code=code,
        )  # fmt: skip
    yield from _around(link, names, bodies, today)
    if needs:
        sv, en = needs[0].told(names)
        yield Clause("need", f"Siffrorna pekar på behovet: {sv}", f"Figures point to the need: {en}", code=needs[0].indicator)
    for other in others:
        yield Clause("rule", f"Även: {other.rule.sentence[0]}", f"Also: {other.rule.sentence[1]}", rule=other.rule.id)


def _around(link: Link, names: Mapping[str, str], bodies: Mapping[str, str], today: int) -> Iterator[Clause]:
    a, b = link.means, link.end
    if shared := shared_places(a, b):
        where = places(shared, names)
        yield Clause("place", f"Båda gäller {where[0]}.", f"Both concern {where[1]}.")
    if common := shared_organisations(a, b):
        who = [bodies.get(one, one) for one in sorted(common)][:2]
        sv, en = both_listed((one, one) for one in who)
        yield Clause("organisation", f"{sv} har en roll i båda.", f"{en} has a role in both.")
    if beginning(b, today):
        yield Clause(
            "phase",
            f"{quoted(b)} är inte upphandlat än: kraven går att påverka.",
            f"{quoted(b)} is not procured yet: requirements can still be set.",
        )
    if time(a, b) is Time.OVERLAP and a.start and b.start:
        since = max(a.start, b.start)
        yield Clause("time", f"Båda är i gång eller planerade från {since}.", f"Both run or are planned from {since}.")
    if ended(a):
        yield Clause(
            "phase", f"{quoted(a)} är avslutat, men det som byggdes eller upphandlades kan finnas kvar.",
            f"{quoted(a)} has ended, but what was built or procured may live on.",
        )  # fmt: skip


def against(link: Link, names: Mapping[str, str], knowledge: Knowledge, today: int) -> list[Clause]:
    """What speaks against this very pair, the weightiest first; never empty."""
    return list(_against(link, names, knowledge, today))[:MOST_AGAINST]


def _against(link: Link, names: Mapping[str, str], knowledge: Knowledge, today: int) -> Iterator[Clause]:
    a, b = link.means, link.end
    for one in (b, a):
        yield from _state(one, today)
    if time(a, b) is Time.APART:
        first, second = sorted((a, b), key=lambda one: one.start or 0)
        yield Clause(
            "time", f"{quoted(first)} slutade {first.end}, innan {quoted(second)} började {second.start}.",
            f"{quoted(first)} ended in {first.end}, before {quoted(second)} began in {second.start}.",
        )  # fmt: skip
    if not shared_places(a, b):
        here, there = places(a.places, names), places(b.places, names)
        yield Clause(
            "place", f"{quoted(a)} gäller {here[0]} och {quoted(b)} {there[0]}: det är arbetssättet som kan delas.",
            f"{quoted(a)} concerns {here[1]} and {quoted(b)} {there[1]}: the way of working can be shared.",
        )  # fmt: skip
    elif not covers(a, b):
        yield Clause(
            "scale", f"{quoted(a)} täcker inte hela området för {quoted(b)}.", f"{quoted(a)} does not cover the whole area of {quoted(b)}.",
        )  # fmt: skip
    for one in (b, a) if link.rule.assets else ():
        if not link.rule.assets & one.codes("asset"):
            thing = listed((knowledge.name("asset", code)[0] for code in sorted(link.rule.assets)), "eller")
            other = listed((knowledge.name("asset", code)[1] for code in sorted(link.rule.assets)), "or")
            yield Clause("asset", f"{quoted(one)} nämner inte {thing}.", f"{quoted(one)} does not mention {other}.")
    if link.rule.data and not link.rule.data & b.codes("data_needed"):
        yield Clause("data", f"{quoted(b)} säger inte vilka data som behövs.", f"{quoted(b)} does not say which data it needs.")
    if not shared_organisations(a, b):
        yield Clause(
            "organisation", f"Ingen organisation har en roll i båda: {a.owner} svarar för {quoted(a)}, {b.owner} för {quoted(b)}.",
            f"No organisation has a role in both: {a.owner} answers for {quoted(a)}, {b.owner} for {quoted(b)}.",
        )  # fmt: skip
    if b.digital:
        own = sorted(words for words in b.tags.get("technology", {}).values() if b.title and words in f"{b.title} {b.text}")
        if own:
            yield Clause(
                "system", f"{quoted(b)} har redan ett digitalt stöd (”{own[0]}”).", f"{quoted(b)} has digital support already (“{own[0]}”).",
                b_span=own[0],
            )  # fmt: skip
    yield Clause(
        "evidence", f"Inget i texterna visar att {quoted(a)} och {quoted(b)} har planerats ihop.",
        f"Nothing in the texts shows that {quoted(a)} and {quoted(b)} were planned together.",
    )  # fmt: skip


def _state(one: Item, today: int) -> Iterator[Clause]:
    if one.phase == "avbruten":
        yield Clause("phase", f"{quoted(one)} är avbrutet.", f"{quoted(one)} was cancelled.")
    elif ended(one) and one.climate and not one.digital:
        yield Clause(
            "phase", f"{quoted(one)} är avslutat: det som är kvar är driften.", f"{quoted(one)} has ended: what remains is its operation."
        )
    elif one.phase == "föreslagen":
        yield Clause("phase", f"{quoted(one)} är bara föreslaget.", f"{quoted(one)} is only proposed.")
    if lapsed(one, today):
        yield Clause(
            "time", f"Slutåret {one.end} för {quoted(one)} har passerat, och källan säger inte hur det gick.",
            f"The end of {quoted(one)}, {one.end}, has passed, and the source does not say how it went.",
        )  # fmt: skip
    if outdated(one, today):
        known = one.as_of or one.start or one.end
        yield Clause("age", f"Uppgiften om {quoted(one)} är från {known}.", f"What is known of {quoted(one)} is from {known}.")
    elif one.start is None and one.end is None:
        yield Clause(
            "time",
            f"Källan säger inte när {quoted(one)} börjar eller slutar.",
            f"The source does not say when {quoted(one)} begins or ends.",
        )
