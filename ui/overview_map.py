"""The map of Översikt: one figure at a time over the municipalities, with the table of the same numbers beside it."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
import streamlit as st

from twin.maps import BORDERS, MAP_CONFIG, Area, Dot, Mark, federation_map
from twin.questions.overview import Standing, Station, TrackCount
from twin.questions.places import shapes, window
from twin.warehouse import current
from twin.words import date, number, signed_percent, t, unit
from ui.overview_links import Connections, columns_of, lines
from ui.tables import Column, table
from ui.theme import track_name, track_sign

METRICS = ("totalt", "forandring", "invanare", "initiativ", "samband", "atervinning")


def metric_name(metric: str) -> str:
    """What the map shows, as its button says."""
    return {
        "totalt": t("Växthusgaser"),
        "forandring": t("Förändring"),
        "invanare": t("Per invånare"),
        "initiativ": t("Initiativ"),
        "samband": t("Samband"),
        "atervinning": t("Återvinningsstationer"),
    }[metric]


def told(metric: str, rows: Sequence[Standing]) -> str:
    """What the map shows in a sentence, with unit and year."""
    last = next((row.total for row in rows if row.total), None)
    change = next((row.change for row in rows if row.change), None)
    per = next((row.per_inhabitant for row in rows if row.per_inhabitant), None)
    if metric == "totalt" and last:
        return t("Utsläpp av växthusgaser {year}, {unit}.", year=date(last.period), unit=unit(last.unit))
    if metric == "forandring" and change:
        return t(
            "Förändring av växthusgaserna {before}–{after}, procent. Orange ökade, blått minskade.",
            before=date(change.before.period),
            after=date(change.after.period),
        )
    if metric == "invanare" and per:
        return t(
            "Växthusgaser per invånare {year}, {unit}. Senare år visas inte: utsläpp och folkmängd finns inte för samma år.",
            year=date(per.period),
            unit=unit("t CO2e"),
        )
    if metric == "initiativ":
        return t(
            "Kommunernas egna initiativ i registret: ● klimat, ◆ digitalt. Initiativ som är båda räknas på båda sidor. Linjer: gemensamma initiativ."
        )
    if metric == "samband":
        return t(
            "Möjliga synergier med minst ett av kommunens egna initiativ, och linjer mellan kommuner vars egna initiativ kan höra ihop (nivå T1 "
            "eller A, eller bekräftat). Tjockare linje: fler. Streckad: förslag, ej granskat. Heldragen: bekräftat av en person. Den ansvarigas kommun avgör; initiativ hos förbundet, "
            "länet eller landet drar inga linjer."
        )
    if metric == "atervinning":
        return t("Återvinningsstationer som punkter, med antalet i varje kommun.")
    return t("Det finns inga värden för det urvalet.")


def draw(
    metric: str,
    rows: Sequence[Standing],
    points: Sequence[Station],
    shared: Mapping[tuple[str, str], int],
    linked: Connections,
    chosen: str,
) -> go.Figure:
    """The figure for one metric. `shared`: initiatives that two municipalities have together; `linked`: what may belong together."""
    shown = metric == "initiativ"
    return federation_map(
        shapes(), f"{BORDERS}{current().name}", window(), tuple(_area(metric, row, linked) for row in rows),
        scale={"totalt": "quantity", "invanare": "quantity", "forandring": "rise_fall"}.get(metric, "plain"),
        marks=tuple(mark for row in rows for mark in _marks(row)) if shown else (),
        dots=tuple(Dot(point.lon, point.lat, point.name) for point in points) if metric == "atervinning" else (),
        links=lines(metric, shared, linked), chosen=chosen, height=460,
    )  # fmt: skip


def _area(metric: str, row: Standing, linked: Connections) -> Area:
    name, last, change, per = row.place.name, row.total, row.change, row.per_inhabitant
    value, label, unit_text, year = {
        "totalt": (last and last.value, number(last.value if last else None), "t CO2e", last and last.period),
        "forandring": (change and change.percent, signed_percent(change.percent if change else None), "%", change and change.after.period),
        "invanare": (per and per.value, number(per.value if per else None, 1), "t CO2e", per and per.period),
        "initiativ": (None, "", "", None),
        "samband": (None, number(linked.touch[row.place.code].synergies), "", None),
        "atervinning": (None, number(row.stations), "", None),
    }[metric]
    said = f"<b>{name}</b>" + (f"<br>{label} {unit(unit_text) if unit_text != '%' else ''}, {date(year)}" if year else "")
    return Area(row.place.code, name, value, label, said)


def _marks(row: Standing) -> list[Mark]:
    count = row.count
    return [
        Mark(row.place.code, track, n, side, f"{row.place.name}: {track_name(track).lower()} {n}")
        for track, n, side in (("climate", count.climate + count.both, -1), ("digital", count.digital + count.both, 1))
    ]


def standings_table(rows: Sequence[Standing], total: Standing | None, metric: str, source: str, linked: Connections) -> None:
    """The numbers of the map, all of them, whatever the map shows."""
    first = rows[0]
    year, before = (first.total.period if first.total else None), (first.change.before.period if first.change else None)
    per_year = first.per_inhabitant.period if first.per_inhabitant else None
    links = metric == "samband"
    caption = t("Samma tal som på kartan. Initiativ: ● klimat, ◆ digitalt, ●◆ båda; sista raden räknar även de gemensamma.")
    if links:
        caption = t(
            "Samband för kommunens egna initiativ, föreslagna och bekräftade. Sista raden räknar varje par en gång, även de gemensammas."
        )
    columns = [
        Column(t("Kommun"), lambda row: row.place.name),
        Column(
            t("Växthusgaser {year}, ton CO2e", year=date(year)), lambda row: row.total and row.total.value, number, numeric=True, csv_only=links
        ),
        Column(
            t("Förändring sedan {year}", year=date(before)), lambda row: row.change and row.change.percent, signed_percent, numeric=True,
            csv_only=links,
        ),
        Column(
            t("Ton CO2e per invånare {year}", year=date(per_year)), lambda row: row.per_inhabitant and row.per_inhabitant.value,
            lambda v: number(v, 1), numeric=True, csv_only=links,
        ),
        *([] if links else [Column(t("Initiativ"), lambda row: row.count, html=count_html, screen_only=True)]),
        Column(t("Initiativ, klimat"), lambda row: row.count.climate, csv_only=True),
        Column(t("Initiativ, digitalt"), lambda row: row.count.digital, csv_only=True),
        Column(t("Initiativ, båda"), lambda row: row.count.both, csv_only=True),
        *columns_of(linked, {row.place.code: row.place.name for row in rows}, hidden=not links),
        Column(t("Återvinningsstationer"), lambda row: row.stations, number, numeric=True, csv_only=metric != "atervinning"),
        Column(t("Källa"), lambda row: source, csv_only=True),
    ]  # fmt: skip
    with st.container(key=f"table-{metric}"):
        table(rows, columns, "kommunerna", caption, total=total, stack=links)


def count_html(count: TrackCount) -> str:
    """'● 7 ◆ 3 ●◆ 1' in the tracks' colours, read out in words."""
    pairs = [(track, getattr(count, track)) for track in ("climate", "digital", "both")]
    return '<span class="tt-counts">' + "".join(f"<span>{track_sign(track)} {n}</span>" for track, n in pairs if n) + "</span>"


def show(figure: go.Figure, alt: str, on_pick: object) -> None:
    """Draws the map; a click on a municipality calls `on_pick`."""
    st.plotly_chart(figure, key="map", on_select=on_pick, selection_mode="points", theme=None, config=MAP_CONFIG, alt=alt)


def picked() -> str | None:
    """The municipality that was clicked last, by code."""
    points = st.session_state["map"].selection.points
    return next((point["location"] for point in points if point.get("location")), None)


def receipt_ids(rows: Sequence[Standing], points: Sequence[Station], metric: str) -> list[str]:
    """The receipts behind the table."""
    figures = [figure for row in rows for figure in (row.total, row.per_inhabitant) if figure]
    return [id for figure in figures for id in figure.receipt_ids] + [point.receipt_id for point in points if metric == "atervinning"]
