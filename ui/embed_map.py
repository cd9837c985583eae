"""The map of how the emissions changed as a page for others' frames, with the table of the same numbers, citation and receipts."""

import base64
from html import escape

from twin.cite import cited
from twin.questions import places
from twin.questions.overview import EMISSIONS, changes, emissions
from twin.questions.series import Change
from twin.questions.sources import receipts
from twin.reports.drawing import areas_picture
from twin.reports.model import Area
from twin.warehouse import meta
from twin.words import date, dont_know, language, listing, number, signed_percent, t, unit
from ui.address import embed
from ui.embed_frame import document, folded, foot, grid

MAPS = ("change",)


def page(show: str) -> bytes | None:
    """The whole page; None where no change is known. `show` is one of MAPS."""
    steps, own, whole = changes(emissions()), places.municipalities(), places.federation()
    known = [steps[one.code] for one in own if one.code in steps]
    if not known:
        return None
    before, after = known[0].before.period, known[0].after.period
    title = t("Utsläppens förändring {periods}", periods=f"{date(before)}–{date(after)}")
    areas = tuple(Area(one.code, one.name, steps[one.code].percent if one.code in steps else None, chosen=False) for one in own)
    ends = listing([f"{one.name} {signed_percent(one.value)}" for one in areas])
    picture = base64.b64encode(areas_picture(areas, language())).decode()
    image = f'<img src="data:image/svg+xml;base64,{picture}" alt="{escape(f"{title}: {ends}.", quote=True)}">'
    rows = [_row(one.name, steps.get(one.code)) for one in [*own, whole]]
    caption = t("{title}, {unit}", title=title, unit=unit(known[0].after.unit))
    table = grid(caption, (t("Kommun"), date(before), date(after), t("Förändring")), rows)
    found = receipts(id for step in known for figure in (step.before, step.after) for id in figure.receipt_ids)
    citation = cited(found, reworked=True, coordinator=meta()["coordinator"], address=embed("map", show=show))
    told = t("Procent. Orange ökade, blått minskade.")
    head = f'<div><h1>{escape(title)}</h1><p class="small">{escape(told)}</p>{folded(t("Samma tal som tabell"), table)}</div>'
    return document(
        title, f'<div class="two">{head}{image}</div>{foot(citation, found, f"nyckeltal?nyckeltal={EMISSIONS}", reworked=True)}'
    )


def _row(name: str, step: Change | None) -> tuple[str, str, str, str]:
    if step is None:
        return name, dont_know(), dont_know(), dont_know()
    return name, number(step.before.value), number(step.after.value), signed_percent(step.percent)
