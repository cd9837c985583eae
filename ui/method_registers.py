"""The part of page Metod och kvalitet that says how one project in several public registers is told to be one, and how well that goes."""

from html import escape

from twin.matching.metrics import Interval
from twin.questions.linkage import Found, engine, found
from twin.words import date, number, t
from ui.method import points
from ui.tables import Column, table
from ui.theme import note, small


def draw() -> None:
    """The rules in order, what runs here, and what was measured."""
    points(
        escape(t("Vems en post är: organisationsnumret först, sedan registrets andra skrivningar av namnet, sedan namnet. Är det inte säkert ställs en fråga på Registervård; det gissas aldrig.")),
        escape(t("Var den hör hemma: det registret säger, annars läget på kartan, annars organisationens kommun eller orden i texten. Varje träff säger hur den gjordes. Ett län räcker inte.")),
        escape(t("Samma projekt i flera register: först vad en människa har sagt, sedan samma ärendenummer när också beloppet eller rubriken stämmer. Finansiärer numrerar lika, så numret räcker inte.")),
        escape(t("Sedan vägs rubrik, datum, belopp och organisation ihop i bitar. Tungt nog blir ett projekt, lätt blir två, och det som ligger mellan blir en fråga. Två ägare slås aldrig ihop på ordval.")),
        escape(t("Pengar räknas en gång: lika belopp i ett register är samma krona, olika belopp är delar, och mellan register gäller det som anger mest.")),
    )  # fmt: skip
    if not engine():
        note(
            escape(
                t("I den här installationen är bara ärendenummer och rena kopior ihopslagna. Vägningen kommer med tillägget «registers».")
            )
        )
    when, rows = found()
    if rows:
        _measured(when, rows)


def _measured(when: str, rows: tuple[Found, ...]) -> None:
    columns = [
        Column(t("Sätt att känna igen"), lambda row: t("vägning") if row.way == "splink" else t("bara kopior")),
        Column(t("Rätt av det som slogs ihop"), lambda row: _share(row.precision), html=escape, numeric=True),
        Column(t("Funna av tvillingarna"), lambda row: _share(row.recall), html=escape, numeric=True),
        Column(t("Lämnat till en människa"), lambda row: number(row.asked), html=escape, numeric=True),
    ]
    caption = t(
        "{twins} projekt som Swecris har två gånger, mot {others} andra. Ärendenumren är dolda och den ena sidans rubriker, datum och belopp är gjorda sämre. Spann 95 %.",
        twins=number(rows[0].twins), others=number(rows[0].others),
    )  # fmt: skip
    table(rows, columns, "kvalitet-registerposter", caption)
    small(
        escape(
            t(
                "Mätt {date}, frö {seed}. Vikterna kommer från den andra hälften av tvillingarna. Hur ofta olika myndigheters register har samma projekt säger det inte.",
                date=date(when), seed=str(rows[0].seed),
            )
        )
    )  # fmt: skip


def _share(share: Interval | None) -> str:
    return f"{number(share.value, 2)} ({number(share.low, 2)}–{number(share.high, 2)})" if share else "–"
