"""The long tables after the first page: every key figure beside the county, every initiative, every pair. Private publishers' figures are left out."""

from collections.abc import Iterable, Sequence

from twin.questions.indicators import Indicator, indicators
from twin.questions.initiatives import Initiative
from twin.questions.links import Standing
from twin.questions.places import Place
from twin.questions.series import Figure, how_together, series
from twin.reports.model import Basis, Table
from twin.reports.numbers import Ledger
from twin.words import date, dont_know, either, number, stored, t, unit


def figures(ledger: Ledger, place: Place, members: Sequence[Place], county: Place) -> Table:
    """The newest value of each key figure for the place, with the county's of the same period, each with its receipt. Those of private publishers
    are left out and counted in the title."""
    rows, held = [], 0
    for one in indicators():
        if one.control or one.scale != "number" or one.newest is None:
            continue
        every = [row for row in series(one) if row.value is not None]
        mine = max((row for row in every if row.place == place.code), key=lambda row: row.period, default=None)
        if mine is None:
            continue
        if one.licence_class == "private":
            held += 1
            continue
        wide = next((row for row in every if row.place == county.code and row.period == mine.period), None)
        own = _told(ledger, one, mine, place, tuple(member.code for member in members))
        beside = _told(ledger, one, wide, county, ()) if wide else dont_know()
        rows.append((either(one.name_sv, one.name_en), unit(one.unit), date(mine.period), own, beside))
    title = t("Nyckeltal för {place}, senaste värdet", place=place.name)
    if held:
        title += " " + t("({n} från privata utgivare utan angiven licens ingår inte)", n=number(held))
    columns = (t("Nyckeltal"), t("Enhet"), t("Period"), place.name, county.name)
    return Table("figures", title, columns, (3, 4), tuple(rows), len(rows))


def _told(ledger: Ledger, one: Indicator, row: Figure, place: Place, members: tuple[str, ...]) -> str:
    how = how_together(one.unit) if place.kind == "federation" else "value"
    basis = Basis(how, one.id, members if how != "value" else (place.code,), (row.period,))
    label = f"{place.name}: {either(one.name_sv, one.name_en)} {date(row.period)}"
    key = f"figure_{one.id}_{'county' if place.kind == 'county' else 'own'}"
    return ledger.tell(key, label, number(row.value, one.decimals), row.value or 0.0, basis, row.receipt_ids)


def initiatives(place: Place, rows: Sequence[Initiative], kinds: dict[str, str]) -> Table:
    """Every initiative of the place: what it is, who owns it, how far it has come, and when that was said."""
    shown = tuple((row.title, kinds[row.kind], row.owner, stored(row.phase), date(row.as_of)) for row in rows)
    columns = (t("Initiativ"), t("Spår"), t("Ansvarig"), t("Läge"), t("Uppgift från"))
    return Table("initiatives", t("Initiativ i registret: {place}", place=place.name), columns, (), shown, len(shown))


def pairs(place: Place, rows: Iterable[Standing]) -> Table:
    """Every pair that stands, the confirmed first."""
    ordered = sorted(rows, key=lambda one: not one.confirmed)
    kinds = {"synergy": t("Synergi"), "overlap": t("Överlapp")}
    shown = tuple(
        (
            kinds[one.suggestion.kind],
            one.suggestion.a.title,
            one.suggestion.b.title,
            t("bekräftat") if one.confirmed else t("förslag, ej granskat"),
        )
        for one in ordered
    )
    columns = (t("Slag"), t("Det ena"), t("Det andra"), t("Granskning"))
    return Table("pairs", t("Samband som rör {place}", place=place.name), columns, (), shown, len(shown))
