"""What is under way in the register, how much of it is connected, and three conversations worth having."""

from collections import Counter
from collections.abc import Collection, Sequence

from twin.questions.initiatives import KINDS, Initiative, age
from twin.questions.links import Standing, of
from twin.questions.places import Place
from twin.questions.suggestions import Suggestion
from twin.reports.model import Talk
from twin.reports.numbers import Ledger
from twin.words import either, t, tn

TALKS = 3
SHORT = 120  # characters of a doubt that fits on the page
ENDED = ("avslutad", "avbruten")


def under_way(ledger: Ledger, place: Place, own: Sequence[Initiative], links: Sequence[Standing]) -> tuple[str, ...]:
    """How many initiatives there are of each kind, and how many have a pair that stands."""
    if not own:
        return (t("Inget eget initiativ är hittat i registret. Det betyder inte att inget görs."),)
    ids = {kind: [row.id for row in own if row.kind == kind] for kind in KINDS}
    label = t("{place}: initiativ i registret", place=place.name)
    total = ledger.count("initiatives", label, tn("{n} initiativ", "{n} initiativ", len(own)), [row.id for row in own])
    labels = {"climate": t("för klimatet"), "digital": t("digitala"), "both": t("båda delarna")}
    told = {kind: ledger.count(f"initiatives_{kind}", f"{label}, {labels[kind]}", str(len(ids[kind])), ids[kind]) for kind in KINDS}
    first = t(
        "Registret över projekt och planer har {total}: {climate} för klimatet, {digital} digitala och {both} som är båda delarna.",
        total=total, climate=told["climate"], digital=told["digital"], both=told["both"],
    )  # fmt: skip
    if not all(ids.values()):
        first = f"{first} {t('Noll betyder att inget är hittat; det kan finnas ändå.')}"
    tied = [row.id for row in own if of(links, row.id)]
    sure = [row.id for row in own if any(one.confirmed for one in of(links, row.id))]
    linked = ledger.count(
        "connected", t("{place}: initiativ med minst ett förslag om samband", place=place.name), str(len(tied)), tied, "suggestions"
    )
    known = ledger.count(
        "confirmed", t("{place}: initiativ med ett samband som en person bekräftat", place=place.name), str(len(sure)), sure, "suggestions"
    )
    second = t("Programmet föreslår samband för {linked} av dem. Bekräftade av en person: {known}.", linked=linked, known=known)
    return first, second


def talks(links: Sequence[Standing], mine: Collection[str], before: int) -> tuple[Talk, ...]:
    """The three to have first: confirmed by a person, then between two owners, by grade, where neither an initiative nor a reason comes twice as long
    as there are others. `mine` are the initiatives that the place owns: at least one side is its own; all are, for the federation."""
    ours = [one for one in links if one.suggestion.a.id in mine or one.suggestion.b.id in mine]
    ranked = sorted(enumerate(ours), key=lambda pair: (not pair[1].confirmed, pair[1].suggestion.grade not in ("T1", "A"), pair[0]))
    chosen: list[Standing] = []
    seen: Counter[str] = Counter()
    left = [one for _, one in ranked if one.confirmed or _current(one, before)]
    while left and len(chosen) < TALKS:
        one = min(left, key=lambda one: (not one.confirmed, _alone(one.suggestion), sum(seen[key] for key in _told(one.suggestion))))
        left.remove(one)
        chosen.append(one)
        seen.update(_told(one.suggestion))
    return tuple(_talk(one) for one in chosen)


def _alone(pair: Suggestion) -> bool:
    """Whether both are one owner's: no conversation between two."""
    return owner(pair.a) == owner(pair.b)


def _told(pair: Suggestion) -> tuple[str, ...]:
    """What a reader would not like to meet twice."""
    return pair.a.id, pair.b.id, _why(pair)


def _why(pair: Suggestion) -> str:
    return either(pair.reasons[0].sv, pair.reasons[0].en) if pair.kind == "synergy" else either(pair.text_sv, pair.text_en)


def _current(one: Standing, before: int) -> bool:
    """A suggestion that rests on an old statement is no conversation for a council."""
    return all(age(side.as_of, before) == "current" and side.phase not in ENDED for side in (one.suggestion.a, one.suggestion.b))


def owner(side: Initiative) -> str:
    """Who owns it, without the register's remark on the owner in brackets."""
    return side.owner.split(" (")[0]


def _talk(one: Standing) -> Talk:
    pair = one.suggestion
    a, b = owner(pair.a), owner(pair.b)
    owners = a if a == b else t("{a} samt {b}", a=a, b=b)
    doubts = [either(clause.sv, clause.en) for clause in pair.against]  # weightiest first
    against = next((text for text in doubts if len(text) <= SHORT), doubts[0] if doubts else "")
    return Talk(pair.id, pair.a.title, pair.b.title, owners, _why(pair), against, one.confirmed, pair.grade)


def unknown(
    ledger: Ledger, place: Place, own: Sequence[Initiative], before: int, *, per_year: int, emission_year: int, goal_missing: bool, digital_year: int | None
) -> tuple[str, ...]:  # fmt: skip
    """What the brief can not say, and why; each line is true by a rule, never typed in. `before` is the first year whose statements are current;
    `per_year` and `emission_year` are the newest years per inhabitant and in total, 0 where there are none."""
    said = []
    if goal_missing:
        said.append(
            t("Om fler kommuner har ett mål för alla utsläpp: vi har inte hittat det.")
            if place.kind == "federation"
            else t("Om det finns ett mål för alla utsläpp: vi har inte hittat det.")
        )
    if 0 < per_year < emission_year:
        said.append(t("Utsläpp per invånare efter {year}: nyare folkmängd är inte inläst.", year=str(per_year)))
    stale = [row.id for row in own if age(row.as_of, before) != "current"]
    if stale:
        n = ledger.count("stale", t("{place}: initiativ med gammal eller odaterad uppgift", place=place.name), str(len(stale)), stale)
        said.append(t("Hur det står till i dag för {n} av initiativen: uppgiften är gammal eller utan datum.", n=n))
    if digital_year:
        said.append(t("Vad som har hänt med det digitala efter {year}: där slutar siffrorna.", year=str(digital_year)))
    if own:
        said.append(t("Hur många ton varje initiativ minskar: registret säger det inte."))
    return tuple(said)
