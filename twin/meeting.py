"""A meeting about one pair, ready to propose: a letter, an agenda and a calendar file. Pure, in the reader's language.

It is a suggestion and says so. Nobody is addressed: the register knows organisations, not their mailboxes, and no address is made up.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import date as calendar_date
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

from twin.matching.model import Clause
from twin.questions import initiatives as register
from twin.questions.initiatives import Initiative
from twin.questions.suggestions import Suggestion
from twin.words import date, either, listing, t, weekday

MINUTES = 45
ZONE = ZoneInfo("Europe/Stockholm")
LONGEST_LINK = 1_900  # characters: Outlook on Windows cuts a mailto address at about two thousand
NOBODY = "invalid:nomail"  # RFC 5546 wants an organizer in what is published; this one has a name and no mailbox


@dataclass(frozen=True)
class Occasion:
    """What the reader chose, and what the page knows: when (local time), whether the pair has been judged, and where it is shown."""

    start: datetime
    confirmed: bool  # a person has judged the pair as one to coordinate
    address: str
    host: str  # who invites: the coordinator of the federation
    now: datetime  # UTC


@dataclass(frozen=True)
class Meeting:
    """Everything ready to send: `letter` as text, `link` opens it in the reader's mail program, `calendar` is the .ics file."""

    subject: str
    letter: str
    link: str
    calendar: bytes


def propose(one: Suggestion, when: Occasion) -> Meeting:
    """The meeting about one pair. The same pair and occasion give the same bytes: no clock is read."""
    subject = t("Förslag till samtal: {a} och {b}", a=one.a.title, b=one.b.title)
    letter = "\n\n".join([_opening(one, when), *_body(one, when), _closing(one, when)])
    return Meeting(subject, letter, _link(one, when, subject), _calendar(one, when, subject))


def agenda(one: Suggestion) -> list[tuple[int, str]]:
    """Minutes and item; the minutes add up to MINUTES."""
    return [
        (5, t("Varför vi ses: förslaget, vad det vilar på och vad som talar emot")),
        (10, t("Läget i {title}", title=one.a.title)),
        (10, t("Läget i {title}", title=one.b.title)),
        (10, t("Frågorna att reda ut")),
        (10, t("Nästa steg: samordna, vänta eller avfärda; vilken roll gör vad, och till när")),
    ]


def questions(one: Suggestion, today: calendar_date) -> list[str]:
    """What the two must tell each other before anything is decided: from what speaks against, and from what the register does not know."""
    before = today.year - register.YEARS_CURRENT
    asked = [_ASKED[clause.part]() for clause in one.against if clause.part in _ASKED]
    for side in (one.a, one.b):
        if register.age(side.as_of, before) != "current" or register.outrun(side, today.isoformat()):
            asked.append(t("Hur ligger ”{title}” till i dag? {said}", title=side.title, said=_age(side)))
    asked.append(
        t("Behöver klimatåtgärden det som det digitala kan ge, och i vilken form?")
        if one.kind == "synergy"
        else t("Vad görs på båda håll som kunde göras en gång?")
    )
    return list(dict.fromkeys(asked))


_ASKED = {
    "phase": lambda: t("Är båda i ett skede där något fortfarande går att påverka?"),
    "time": lambda: t("Pågår de samtidigt, och vilka beslut ligger närmast?"),
    "age": lambda: t("Vad har hänt sedan uppgifterna i registret lämnades?"),
    "place": lambda: t("Går det att samarbeta fast de finns på olika platser?"),
    "asset": lambda: t("Gäller det samma tillgång eller system, eller bara samma slag?"),
    "data": lambda: t("Vilka data finns, hos vem, och får de delas?"),
    "rebound": lambda: t("Hur undviker vi att vinsten äts upp av ökad användning?"),
    "evidence": lambda: t("Vad visar att det fungerar under våra förhållanden?"),
    "scale": lambda: t("Är nyttan stor nog för att vara värd arbetet?"),
    "organisation": lambda: t("Vem i vardera organisationen kan besluta?"),
}


def _opening(one: Suggestion, when: Occasion) -> str:
    asked = t(
        "Hej,\n\n{host} föreslår ett samtal på {minutes} minuter {date} klockan {time} om två initiativ som kan ha nytta av varandra.",
        host=when.host,
        minutes=MINUTES,
        date=weekday(when.start),
        time=f"{when.start:%H:%M}",
    )
    return f"{asked} {_standing(when)}"


def _standing(when: Occasion) -> str:
    if when.confirmed:
        return t(
            "En samordnare har läst förslaget och vill att ni talas vid. Det är fortfarande ett förslag, inte ett konstaterat samband."
        )
    return t("Det är ett förslag, ej granskat av någon: det bygger på texterna i registret och är inte ett konstaterat samband.")


def _body(one: Suggestion, when: Occasion) -> list[str]:
    roles = (t("DIGITALT MEDEL"), t("KLIMATÅTGÄRD")) if one.kind == "synergy" else (t("DET ENA"), t("DET ANDRA"))
    return [
        *(_part(role, [_side(side)]) for role, side in zip(roles, (one.a, one.b), strict=True)),
        _part(t("DÄRFÖR"), _listed(one.reasons)),
        _part(t("TALAR EMOT"), _listed(one.against)),
        _part(t("FRÅGOR ATT REDA UT"), [f"- {text}" for text in questions(one, when.now.date())]),
        _part(t("DAGORDNING"), [f"{minutes:>2} min  {item}" for minutes, item in agenda(one)]),
    ]


def _closing(one: Suggestion, when: Occasion) -> str:
    owners = listing(list(dict.fromkeys((one.a.owner, one.b.owner))))
    who = t(
        "Ansvariga enligt registret: {owners}. Registret har inga adresser; skicka till var organisations funktionsbrevlåda.", owners=owners
    )
    page = t("Förslaget med källor: {address}", address=when.address)
    return f"{who}\n{page}\n\n{t('Med vänlig hälsning')}\n{when.host}"


def _part(title: str, lines: list[str]) -> str:
    return "\n".join([title, *lines])


def _listed(clauses: tuple[Clause, ...]) -> list[str]:
    return [f"- {either(clause.sv, clause.en)}" for clause in clauses]


def _side(side: Initiative) -> str:
    return f"{side.title} ({side.owner}). {_age(side)}"


def _age(side: Initiative) -> str:
    return t("Uppgiften är från {date}.", date=date(side.as_of)) if side.as_of else t("Källan har inget datum.")


def _link(one: Suggestion, when: Occasion, subject: str) -> str:
    """A mailto address without recipient. The whole letter where mail programs take it, else its beginning and the page's address."""
    reason, page = either(one.text_sv, one.text_en), t("Förslaget med källor: {address}", address=when.address)
    rest = t("Dagordning och frågor finns i kalenderfilen.")
    for body in ([_opening(one, when), reason, rest, page], [_opening(one, when), rest, page], [page]):
        made = f"mailto:?subject={_coded(subject)}&body={_coded(chr(10).join(body))}"
        if len(made) <= LONGEST_LINK:
            return made
    return f"mailto:?body={_coded(page)}"


def _coded(text: str) -> str:
    return quote(text.replace("\n", "\r\n"), safe="")


def _calendar(one: Suggestion, when: Occasion, subject: str) -> bytes:
    start = when.start.replace(tzinfo=ZONE).astimezone(UTC)  # needs no time zone table in the file; calendars show it in local time
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"{when.host}/{one.id}")))  # of the pair: a new proposal takes the old one's place
    event.add("dtstamp", when.now.replace(tzinfo=UTC))
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=MINUTES))
    event.add("summary", subject)
    event.add("description", "\n\n".join([_standing(when), *_body(one, when), _closing(one, when)]))
    event.add("url", when.address)
    event.add("status", "TENTATIVE")
    organizer = vCalAddress(NOBODY)
    organizer.params["CN"] = when.host
    event.add("organizer", organizer)
    calendar = Calendar()
    calendar.add("prodid", "-//Twin Transition//Samband//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
