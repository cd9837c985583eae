"""A deck of slides with the house's looks: words, figures with a chart, a map, tables in parts; each slide's receipts in its notes."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt

from twin import palette
from twin.reports.basis import lines
from twin.reports.drawing import map_picture
from twin.reports.marks import bare, pieces, plain
from twin.reports.model import Brief, Table
from twin.words import t

ROWS = 12  # of a table that fit on a slide
_LEFT, _TOP, _WIDTH, _HEIGHT = 0.6, 1.35, 12.1, 5.6  # inches of a 13.33 × 7.5 slide
_LOCALE = {"sv": "sv-SE", "en": "en-GB"}


class Deck:
    """Slides are added in order; `saved` gives the file's bytes."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = Inches(13.333), Inches(7.5)
        about = self.deck.core_properties
        about.title, about.author, about.language = brief.title, brief.host, _LOCALE[brief.language]

    def saved(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self.deck.save(out)
        return out.getvalue()

    def words(self, title: str, texts: Sequence[str], kicker: str = "", lead: str = "") -> None:
        """A slide of paragraphs, in the size that lets them stand on it; `lead` is the answer, in large type before them."""
        slide = self._slide(title, [lead, *texts])
        if kicker:
            self._text(slide, [kicker], (_LEFT, 1.0, _WIDTH, 0.4), 14, palette.MUTED)
        if lead:
            self._text(slide, [lead], (_LEFT, _TOP + 0.1, _WIDTH, 0.8), 26, bold=True)
        length = sum(len(bare(text)) for text in texts)
        self._text(
            slide, texts, (_LEFT, _TOP + (1.0 if lead else 0.15), _WIDTH, _HEIGHT - 1.0), 24 if length < 500 else 20 if length < 900 else 16
        )

    def standing(self, title: str) -> None:
        """The four figures in a row, and the series under them as a chart of its own."""
        brief = self.brief
        slide = self._slide(title, [text for fact in brief.four for text in (fact.figure, fact.says)] + [brief.chart_title])
        wide = _WIDTH / max(len(brief.four), 1)
        for n, fact in enumerate(brief.four):
            at = _LEFT + n * wide
            self._text(slide, [fact.label], (at, _TOP - 0.1, wide - 0.2, 0.5), 12, palette.MUTED)  # two lines of it, where it is long
            self._text(slide, [fact.figure], (at, _TOP + 0.4, wide - 0.2, 0.75), 18, palette.BRAND, bold=True)
            self._text(slide, [fact.says], (at, _TOP + 1.2, wide - 0.2, 1.6), 12)
        if brief.points:
            data = XyChartData()
            for name in dict.fromkeys(point.line for point in brief.points):
                line = data.add_series(name)
                for point in (point for point in brief.points if point.line == name):
                    line.add_data_point(point.year, round(point.value, 1))
            chart = self._chart(
                slide, XL_CHART_TYPE.XY_SCATTER_LINES, (_LEFT, 4.3, _WIDTH, 2.9), data, bare(brief.chart_title), brief.chart_told
            )
            years = [point.year for point in brief.points]
            chart.category_axis.minimum_scale, chart.category_axis.maximum_scale = min(years), max(years)
            chart.value_axis.minimum_scale = 0
            chart.category_axis.tick_labels.number_format, chart.category_axis.tick_labels.number_format_is_linked = "0", False
            for line, colour in zip(chart.plots[0].series, (palette.CLIMATE, palette.COUNTY), strict=False):
                _coloured(line, colour)

    def changes(self, title: str) -> None:
        """Which sectors moved, with the municipalities' changes as a map and as a chart."""
        brief = self.brief
        slide = self._slide(title, [*brief.sectors, brief.map_title])
        self._text(slide, brief.sectors, (_LEFT, _TOP, 7.6, 1.6), 16)
        picture = slide.shapes.add_picture(io.BytesIO(map_picture(brief, "png")), Inches(8.5), Inches(_TOP), height=Inches(5.6))
        picture._element.nvPicPr.cNvPr.set("descr", brief.map_told)
        known = [area for area in brief.areas if area.value is not None]
        if known:
            data = CategoryChartData(number_format="+0.0;−0.0;0.0")
            data.categories = [area.name for area in known]
            data.add_series(bare(brief.map_title), [round(area.value or 0.0, 1) for area in known])
            chart = self._chart(
                slide, XL_CHART_TYPE.COLUMN_CLUSTERED, (_LEFT, 3.1, 7.6, 4.1), data, f"{bare(brief.map_title)}, %", brief.map_told
            )
            chart.has_legend = False
            plot = chart.plots[0]
            plot.has_data_labels, plot.gap_width = True, 60
            plot.data_labels.font.size = Pt(12)
            plot.series[0].format.fill.solid()
            plot.series[0].format.fill.fore_color.rgb = _rgb(palette.QUIET)
            for n, area in enumerate(known):
                if area.chosen or not any(one.chosen for one in known):
                    plot.series[0].points[n].format.fill.solid()
                    plot.series[0].points[n].format.fill.fore_color.rgb = _rgb(palette.CLIMATE)

    def table(self, table: Table) -> None:
        """The rows, ROWS to a slide; each says which of how many it shows."""
        for start in range(0, len(table.rows), ROWS):
            rows = table.rows[start : start + ROWS]
            counted = t("rad {a}–{b} av {all}", a=start + 1, b=start + len(rows), all=table.total)
            slide = self._slide(table.title, [cell for row in rows for cell in row])
            self._text(slide, [counted], (_LEFT, 1.0, _WIDTH, 0.4), 13, palette.MUTED)
            box = [Inches(n) for n in (_LEFT, _TOP + 0.1, _WIDTH, 0.4 * (len(rows) + 1))]
            frame = slide.shapes.add_table(len(rows) + 1, len(table.columns), *box)
            frame._element.nvGraphicFramePr.cNvPr.set("descr", f"{table.title}, {counted}")
            for y, row in enumerate([table.columns, *rows]):
                for x, cell in enumerate(row):
                    cell_box = frame.table.cell(y, x)
                    cell_box.fill.solid()
                    cell_box.fill.fore_color.rgb = _rgb(palette.BRAND if y == 0 else palette.GROUND if y % 2 else palette.PAPER)
                    self._fill(cell_box.text_frame, [cell], 11, palette.PAPER if y == 0 else palette.INK, bold=y == 0)

    def _slide(self, title: str, told: Iterable[str]) -> Any:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])  # title only
        head = slide.shapes.title
        head.left, head.top, head.width, head.height = (Inches(n) for n in (_LEFT, 0.3, _WIDTH, 0.7))
        self._fill(head.text_frame, [title], 28 if len(title) < 50 else 20, palette.BRAND, bold=True)
        head.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        slide.notes_slide.notes_text_frame.text = self._receipts(told)
        return slide

    def _receipts(self, told: Iterable[str]) -> str:
        """The receipts that the slide's texts lean on, and what of them each number is."""
        used = sorted({n for text in told for _, n in pieces(text) if n})
        notes = [note for note in self.brief.notes if note.n in used]
        parts = [
            "\n".join([f"[{note.n}] {note.publisher}: {note.title}. {note.licence}", note.url or "; ".join(f"{one.url} ({one.release})" for one in note.answers),
                       *lines(self.brief, note)])
            for note in notes
        ]  # fmt: skip
        return "\n\n".join([t("Kvitton"), *parts]) if parts else t("Inga tal på den här bilden.")

    def _text(
        self,
        slide: Any,
        texts: Sequence[str],
        box: tuple[float, float, float, float],
        size: int,
        colour: str = palette.INK,
        *,
        bold: bool = False,
    ) -> None:
        frame = slide.shapes.add_textbox(*(Inches(n) for n in box)).text_frame
        frame.word_wrap = True
        self._fill(frame, texts, size, colour, bold=bold)

    def _fill(self, frame: Any, texts: Sequence[str], size: int, colour: str, *, bold: bool) -> None:
        for n, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(size / 3)
            run = paragraph.add_run()
            run.text = plain(text)
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, _rgb(colour)
            run._r.get_or_add_rPr().set("lang", _LOCALE[self.brief.language])

    def _chart(self, slide: Any, kind: Any, box: tuple[float, float, float, float], data: Any, title: str, told: str) -> Any:
        frame = slide.shapes.add_chart(kind, *(Inches(n) for n in box), data)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", told)
        chart = frame.chart
        chart.has_title = True
        chart.chart_title.text_frame.text = title
        chart.chart_title.text_frame.paragraphs[0].runs[0].font.size = Pt(13)
        chart.has_legend = True
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.RIGHT, False
        chart.font.size = Pt(12)
        return chart


def _coloured(line: Any, colour: str) -> None:
    line.format.line.color.rgb = _rgb(colour)
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.rgb = _rgb(colour)
    line.smooth = False


def _rgb(colour: str) -> Any:
    return RGBColor.from_string(colour.removeprefix("#"))
