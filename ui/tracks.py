"""Climate and digital side by side: one sign for each initiative, so that size is seen without a scale."""

from collections.abc import Sequence

from twin.palette import SHAPE
from twin.questions.initiatives import Count
from twin.questions.overview import TrackCount
from twin.words import number, t
from ui.tables import Column, table
from ui.theme import track_name


def level_name(row: TrackCount) -> str:
    """The municipality, or the wider level that its initiatives belong to."""
    if row.place:
        return row.place.name
    return {"höglandet": t("Gemensamma"), "län": t("Hela länet"), "nationell": t("Hela landet")}[row.level]


def tracks_table(rows: Sequence[TrackCount], count: Count) -> None:
    """Rows of signs. An initiative of two municipalities stands in both rows; the last row counts each once."""
    total = TrackCount(None, "", count.climate, count.digital, count.both)
    columns = [Column(t("Var"), lambda row: level_name(row) if row.place or row.level else t("Alla, varje initiativ en gång"))]
    for track in ("climate", "digital", "both"):
        columns.append(
            Column(track_name(track), lambda row, track=track: (track, getattr(row, track), bool(row.level)), html=_signs, screen_only=True)
        )
        columns.append(Column(track_name(track), lambda row, track=track: getattr(row, track), csv_only=True))
    table(rows, columns, "spar", t("Antal initiativ i registret. Ett tecken är ett initiativ."), total=total)


def _signs(cell: tuple[str, int, bool]) -> str:
    track, n, drawn = cell
    signs = (" " if track == "both" else "").join([SHAPE[track]] * n) if drawn else ""
    return f'<span class="tt-signs"><strong>{number(n)}</strong><span class="tt-marks tt-{track}" aria-hidden="true">{signs}</span></span>'
