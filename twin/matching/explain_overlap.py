"""Why two initiatives of different owners look like the same thing, and what speaks against."""

from collections.abc import Iterator, Mapping

from twin.matching.grounds import Time, ended, local, outdated, shared_organisations, shared_places, time
from twin.matching.model import Clause
from twin.matching.overlaps import NEAR, Overlap, about
from twin.matching.taxonomy import Knowledge
from twin.matching.wording import Both, both_listed, places, quoted, span

MOST_AGAINST = 4


def text(pair: Overlap, knowledge: Knowledge) -> Both:
    """The reason in one sentence, for a card and for a list."""
    a, b = quoted(pair.a), quoted(pair.b)
    if pair.what:
        sv, en = knowledge.name(*pair.what[0])
        if pair.grade == "A":
            return (
                f"{pair.a.owner} och {pair.b.owner} kan göra samma sak: {sv}, i {a} och {b}.",
                f"{pair.a.owner} and {pair.b.owner} may do the same: {en}, in {a} and {b}.",
            )
        return f"{a} och {b} rör samma sak: {sv}.", f"{a} and {b} concern the same thing: {en}."
    if pair.themes:
        sv, en = knowledge.name("theme", sorted(pair.themes)[0])
        return f"{a} och {b} rör samma område: {sv}.", f"{a} and {b} are in the same field: {en}."
    return f"{a} och {b} liknar varandra i ordval.", f"{a} and {b} are alike in wording."


def reasons(pair: Overlap, names: Mapping[str, str], knowledge: Knowledge) -> Iterator[Clause]:
    """Each part that agrees, with its weight in bits and the words that carry it."""
    a, b, bits = pair.a, pair.b, pair.bits
    for scheme, code in pair.what[:1]:
        name = knowledge.name(scheme, code)
        a_span, b_span = a.span(scheme, code), b.span(scheme, code)
        sv, en = ("handlar om", "are about") if (scheme, code) in about(a) & about(b) else ("nämner", "mention")
        yield Clause(
            scheme, f"Båda {sv} {name[0]}: {quoted(a)}{span(a_span)[0]}, {quoted(b)}{span(b_span)[0]}.",
            f"Both {en} {name[1]}: {quoted(a)}{span(a_span)[1]}, {quoted(b)}{span(b_span)[1]}.", a_span, b_span, code, bits=bits["what"],
        )  # fmt: skip
    if pair.assets:
        code = sorted(pair.assets)[0]
        thing = both_listed(knowledge.name("asset", one) for one in sorted(pair.assets))
        yield Clause(
            "asset", f"Båda gäller {thing[0]}.", f"Both concern {thing[1]}.", a.span("asset", code), b.span("asset", code), code, bits=bits["asset"],
        )  # fmt: skip
    if pair.themes:
        code = sorted(pair.themes)[0]
        theme = both_listed(knowledge.name("theme", one) for one in sorted(pair.themes))
        yield Clause(
            "theme", f"Samma tema: {theme[0]}.", f"Same theme: {theme[1]}.", a.span("theme", code), b.span("theme", code), code, bits=bits["theme"],
        )  # fmt: skip
    if bits["text"] > 0:
        much = pair.text >= NEAR
        yield Clause(
            "text", "Beskrivningarna är mycket lika i ordval." if much else "Beskrivningarna delar en del ord.",
            "The descriptions are much alike in wording." if much else "The descriptions share some words.", bits=bits["text"],
        )  # fmt: skip
    if bits["level"] > 0 and local(a):
        yield Clause(
            "scale",
            "Båda är en kommuns eller ett kommunalt bolags egna.",
            "Both are one municipality’s or one municipal company’s own.",
            bits=bits["level"],
        )
    if bits["time"] > 0 and a.start and b.start:
        yield Clause(
            "time",
            f"Båda är i gång eller planerade från {max(a.start, b.start)}.",
            f"Both run or are planned from {max(a.start, b.start)}.",
            bits=bits["time"],
        )
    if shared := shared_places(a, b):
        where = places(shared, names)
        yield Clause("place", f"Båda gäller {where[0]}.", f"Both concern {where[1]}.")


def against(pair: Overlap, names: Mapping[str, str], knowledge: Knowledge, today: int) -> list[Clause]:
    """What speaks against this very pair, the weightiest first; never empty."""
    return list(_against(pair, names, knowledge, today))[:MOST_AGAINST]


def _against(pair: Overlap, names: Mapping[str, str], knowledge: Knowledge, today: int) -> Iterator[Clause]:
    a, b, bits = pair.a, pair.b, pair.bits
    for one in (a, b):
        if ended(one):
            yield Clause(
                "phase", f"{quoted(one)} är avslutat: det går att lära av, inte att samordna.", f"{quoted(one)} has ended: there is something to learn, not to coordinate.",
                bits=bits["past"] or None,
            )  # fmt: skip
        elif outdated(one, today):
            known = one.as_of or one.start or one.end
            yield Clause(
                "age",
                f"Uppgiften om {quoted(one)} är från {known}.",
                f"What is known of {quoted(one)} is from {known}.",
                bits=bits["past"] or None,
            )
    if time(a, b) is Time.APART:
        first, second = sorted((a, b), key=lambda one: one.start or 0)
        yield Clause(
            "time", f"{quoted(first)} slutade {first.end}, innan {quoted(second)} började {second.start}.",
            f"{quoted(first)} ended in {first.end}, before {quoted(second)} began in {second.start}.", bits=bits["time"],
        )  # fmt: skip
    if not pair.what:
        yield Clause(
            "mechanism",
            f"Det som görs skiljer sig mellan {quoted(a)} och {quoted(b)}.",
            f"What is done differs between {quoted(a)} and {quoted(b)}.",
            bits=bits["what"],
        )
    if local(a) != local(b):
        wide, narrow = (b, a) if local(a) else (a, b)
        yield Clause(
            "scale", f"{quoted(wide)} är större än en kommun; {quoted(narrow)} kan vara en del av den.",
            f"{quoted(wide)} is wider than one municipality; {quoted(narrow)} may be a part of it.", bits=bits["level"],
        )  # fmt: skip
    if bits["nature"] < 0:
        means, other = (a, b) if a.digital else (b, a)
        yield Clause(
            "technology",
            f"{quoted(means)} är ett digitalt medel, {quoted(other)} inte: de kan komplettera varandra.",
            f"{quoted(means)} is a digital means and {quoted(other)} is not: they may complement each other.",
            bits=bits["nature"],
        )
    if shared_organisations(a, b):
        yield Clause(
            "organisation", f"Samma organisation är med i {quoted(a)} och {quoted(b)}: de känner troligen till varandra.",
            f"One organisation takes part in both {quoted(a)} and {quoted(b)}: they are likely to know of each other.", bits=bits["organisation"],
        )  # fmt: skip
    if not shared_places(a, b):
        here, there = places(a.places, names), places(b.places, names)
        yield Clause(
            "place", f"{quoted(a)} ligger i {here[0]} och {quoted(b)} i {there[0]}: upphandling och kunskap kan delas, inte anläggning.",
            f"{quoted(a)} is in {here[1]} and {quoted(b)} in {there[1]}: procurement and knowledge can be shared, not the plant.",
        )  # fmt: skip
    if not pair.assets:
        yield Clause(
            "asset",
            f"{quoted(a)} och {quoted(b)} nämner inte samma slags tillgång.",
            f"{quoted(a)} and {quoted(b)} do not name the same kind of asset.",
            bits=bits["asset"],
        )
    for one in (a, b):
        if one.start is None and one.end is None:
            yield Clause(
                "time",
                f"Källan säger inte när {quoted(one)} börjar eller slutar.",
                f"The source does not say when {quoted(one)} begins or ends.",
            )
    yield Clause(
        "evidence", f"Bara korta beskrivningar är jämförda; omfattningen av {quoted(a)} och {quoted(b)} är inte känd.",
        f"Only short descriptions were compared; the extent of {quoted(a)} and {quoted(b)} is not known.",
    )  # fmt: skip
