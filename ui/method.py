"""The sections of page Metod och kvalitet about the figures and the register. Every number in them is asked of the warehouse."""

from html import escape

import streamlit as st

from twin.questions import initiatives, places, quality
from twin.questions.indicators import indicators
from twin.questions.overview import places_without_goal
from twin.questions.sources import sources
from twin.receipt_words import how_obtained
from twin.words import amount, date, either, listing, number, percent, signed_percent, t, tn
from ui.receipt import receipt
from ui.register_words import age_name
from ui.source_card import STATES, state_html, state_told
from ui.tables import Column, table
from ui.theme import lead, small, swedish


def prose(*paragraphs: str) -> None:
    """Running text; each paragraph is text, not markup."""
    st.html("".join(f'<p class="tt-text">{escape(paragraph)}</p>' for paragraph in paragraphs))


def points(*items: str) -> None:
    """A list of points, each HTML already."""
    st.html('<ul class="tt-points">' + "".join(f"<li>{item}</li>" for item in items) + "</ul>")


def answer(measured: quality.Figures) -> None:
    """How much there is, and how much of it has a receipt."""
    share = 100 * measured.with_receipt / measured.kept if measured.kept else 0.0
    lead(
        t(
            "<strong>{share}</strong> av {n} lagrade värden har ett kvitto som leder till utgivarens svar. {shown} av dem visas; resten är äldre utgåvor som sparas.",
            share=percent(share, 0), n=number(measured.kept), shown=number(measured.shown),
        )
    )  # fmt: skip


def path() -> None:
    """From a publisher to a page, step by step."""
    steps = (
        (t("Deklaration"), t("En kort fil per källa säger vad som hämtas, från vilken utgivare, med vilken licens och vilka värden som är rimliga.")),
        (t("Svar"), t("Utgivarens svar sparas som det kom, med adress, tid och en kontrollsumma över varje byte.")),
        (t("Kontrakt"), t("Varje rad prövas: känd plats, känd period, rimligt värde, inga dubbletter, lagom många rader. En rad som faller skrivs upp med skälet. Ett saknat fält stoppar källan i stället för att ge en tom kurva.")),
        (t("Tabell"), t("Alla utgåvor sparas. Ett nytt datalager byggs vid sidan om och byts in helt, så att ingen läsare ser ett halvt.")),
        (t("Kvitto"), t("Bredvid varje siffra öppnar knappen ”källa” utgivare, licens, adress, hur och när svaret kom hit, kontrollsumma, utgåva, metod och begränsningar.")),
    )  # fmt: skip
    st.html(
        '<ol class="tt-points">' + "".join(f"<li><strong>{escape(name)}.</strong> {escape(told)}</li>" for name, told in steps) + "</ol>"
    )
    prose(
        t(
            "Det som räknas ut här sägs vara en egen beräkning, med underlaget bredvid. {name} tillsammans är summan av kommunerna för mängder. "
            "För andelar och värden per invånare är det ett medelvärde vägt med folkmängden samma år. Poäng, hastigheter och steg läggs inte ihop. "
            "Saknar en kommun värde visas inget gemensamt tal, för en summa av några skulle se ut som en minskning.",
            name=places.federation().name,
        ),
        t("Utsläpp per invånare visas bara för år som har både utsläpp och folkmängd vid årets slut."),
    )  # fmt: skip


def source_states() -> None:
    """What the state of a source means, and how many are in it."""
    found = [source.state for source in sources()]
    columns = [
        Column(t("Läge"), lambda state: state, html=state_html),
        Column(t("Vad det betyder"), lambda state: state_told(state)),
        Column(t("Källor nu"), lambda state: found.count(state), numeric=True),
    ]
    table(STATES, columns, "lagen", t("Källornas lägen"), download=False)


def never_joined() -> None:
    """Releases are not joined, with the example that would mislead most here."""
    prose(
        t("En del utgivare räknar om hela serien vid varje utgåva. Då visas en utgåva i taget, den nyaste. År som bara en äldre utgåva har ritas för sig, streckade, och binds aldrig ihop med den nya."),
        t("Andra utgivare lägger bara till år. Där visas den nyaste uppgiften för varje år."),
    )  # fmt: skip
    found = quality.false_join()
    if found is None:
        return
    name = places.names()[found.place]
    lead(
        t(
            "Exempel ur siffrorna här: {indicator} i {place} ändrades <strong>{right}</strong> mellan {before} och {after}, räknat inom utgåva {old}. "
            "Hade utgåva {new} bundits ihop med utgåva {old} hade samma steg sett ut som <strong>{wrong}</strong>.",
            indicator=escape(either(found.indicator_sv, found.indicator_en).lower()), place=escape(name), right=signed_percent(found.right),
            wrong=signed_percent(found.wrong), before=date(found.before_period), after=date(found.period), old=date(found.old_release), new=date(found.new_release),
        )
    )  # fmt: skip
    receipt(found.receipt_ids, computed=t("Förändringen i procent mellan två år, inom en utgåva och tvärs över två."), key="receipt-join")


def register_coding() -> None:
    """How the register is coded."""
    points(
        t("<strong>Två betyg.</strong> Klimat och digitalt får 0 (inget mål), 1 (ett av målen) eller 2 (huvudmål). Om initiativet är klimat, digitalt eller båda räknas fram ur betygen och skrivs aldrig för hand."),
        t("<strong>Läge och ålder är olika saker.</strong> Läget är vad källan sa. Datumet är när den sa det. Ett ”pågående” från 2017 visas som en uppgift från 2017."),
        t("<strong>Märkning med bevis.</strong> Tema, teknik, tillgång och data är våra märkningar. Orden i texten som bär märkningen står bredvid. Där inga ord bär den står det att den är kodad av redaktionen."),
        t("<strong>Källa på varje rad.</strong> Ett initiativ utan källa finns inte i registret. Obekräftade uppgifter är inte med."),
        t("<strong>Inga påståenden om nytta.</strong> Inga sparade ton räknas fram ur en regel, och inget likhetstal visas som procent."),
    )  # fmt: skip


def measured_figures(measured: quality.Figures) -> None:
    """Values by how they were obtained, and what was refused."""
    columns = [
        Column(t("Hur svaret kom hit"), "how", show=lambda how: capital(how_obtained(how))),
        Column(t("Värden"), "figures", numeric=True),
        Column(t("Svar"), "receipts", numeric=True),
    ]
    caption = t("Värden efter hur utgivarens svar kom hit. {n} rader har fallit i kontraktet.", n=number(measured.refused))
    table(quality.obtained(), columns, "kvalitet-varden", caption)


def measured_register() -> None:
    """The register by how it was seen and how old it is."""
    rows, before = initiatives.initiatives(), initiatives.old_before()
    left, right = st.columns(2, gap="medium")
    with left:
        columns = [Column(t("Hur uppgiften är sedd"), "group", html=swedish), Column(t("Initiativ"), "initiatives", numeric=True)]
        table(quality.register_by_quality(), columns, "kvalitet-register", t("Registret efter hur källan är sedd."))
    with right:
        ages = [initiatives.age(row.as_of, before) for row in rows]
        shares = [quality.Share(age, ages.count(age)) for age in initiatives.AGES]
        columns = [
            Column(t("Uppgiftens ålder"), "group", show=lambda age: age_name(age, before)),
            Column(t("Initiativ"), "initiatives", numeric=True),
        ]
        table(shares, columns, "kvalitet-alder", t("Registret efter uppgiftens ålder."))


def control() -> None:
    """Our totals against someone else's."""
    found = quality.control()
    if not found:
        small(escape(t("Ingen oberoende summa finns inläst, så kontrollen är inte gjord.")))
        return
    names = places.names()
    prose(
        t("Summan av sektorerna prövas mot totaler som någon annan har räknat ut ur samma utgåva. Så här stor är den största skillnaden:")
    )
    columns = [
        Column(t("Utgåva"), "release", show=date),
        Column(t("Jämförda värden"), "compared", numeric=True),
        Column(t("Största skillnad"), lambda row: row, show=lambda row: amount(row.largest, row.unit, 3), screen_only=True),
        Column(t("Största skillnad"), "largest", csv_only=True),
        Column(t("Var och när"), lambda row: f"{names[row.place]} {date(row.period)}"),
    ]
    table(found, columns, "kvalitet-kontroll", t("Växthusgaser: våra summor mot oberoende totaler."))
    receipt([id for row in found for id in row.receipt_ids], computed=t("Skillnaden mellan två källors summor."), key="receipt-control")


def not_known() -> None:
    """What is missing, counted where it can be counted."""
    all_indicators = indicators()
    missing = [row for row in all_indicators if row.newest is None]
    rows, before = initiatives.initiatives(), initiatives.old_before()
    count = initiatives.count(rows, before)
    names = places.names()
    without = [names[code] for code in places_without_goal()]
    items = [
        tn("{n} nyckeltal är beskrivet men ännu inte hämtat.", "{n} nyckeltal är beskrivna men ännu inte hämtade.", len(missing))
        + " " + t("De visas med skälet, aldrig som noll.") if missing else "",
        t("Om {n} av {all} initiativ är uppgiften äldre än {year} eller utan datum. Läget kan vara ett annat i dag.",
          n=number(count.old + count.undated), all=number(count.total), year=before),
        t("Mål för utsläppen i hela området är inte funna för {places}. Det betyder inte att mål saknas.", places=escape(listing(without))) if without else "",
        t("Kommunala utsläpp bygger delvis på nycklar: nationella mängder fördelade efter till exempel körsträcka. De kan inte visa vad en enskild åtgärd gav."),
        t("Utsläpp från det som invånarna köper men som görs någon annanstans är inte med."),
        t("Initiativ som ingen har skrivit om på en sida som går att läsa saknas i registret."),
    ]  # fmt: skip
    points(*filter(None, items))


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
