"""The map of how the emissions changed as a page for others' frames, with the table of the same numbers, citation and receipts."""

import base64
from collections.abc import Sequence
from html import escape

from twin.cite import Citation, cited
from twin.questions import places
from twin.questions.overview import EMISSIONS, changes, emissions
from twin.questions.series import Change
from twin.questions.sources import Receipt, receipts
from twin.reports.model import Area
from twin.warehouse import meta
from twin.words import date, dont_know, language, listing, number, signed_percent, t, unit
from ui.address import embed
from ui.embed_frame import document, folded, foot, grid

SHOW = "change"  # the one map that there is


def known() -> list[Change]:
    """The municipalities' last steps, in their order; those of which no change is known are not there."""
    steps = changes(emissions())
    return [steps[one.code] for one in places.municipalities() if one.code in steps]


def title(found: Sequence[Change]) -> str:
    """What the map of these steps shows."""
    return t("Utsläppens förändring {periods}", periods=f"{date(found[0].before.period)}–{date(found[0].after.period)}")


def citation(found: Sequence[Change]) -> Citation:
    """How it is cited."""
    return cited(_receipts(found), reworked=True, coordinator=meta()["coordinator"], address=embed("map", show=SHOW))


def page() -> bytes | None:
    """The whole page; None where no change is known."""
    from twin.reports.drawing import areas_picture  # matplotlib: seconds that neither the start of the server nor a page should wait

    steps, own, whole = changes(emissions()), places.municipalities(), places.federation()
    shown = known()
    if not shown:
        return None
    before, after, named = shown[0].before.period, shown[0].after.period, title(shown)
    areas = tuple(Area(one.code, one.name, steps[one.code].percent if one.code in steps else None, chosen=False) for one in own)
    ends = listing([f"{one.name} {signed_percent(one.value)}" for one in areas])
    picture = base64.b64encode(areas_picture(areas, language())).decode()
    image = f'<img src="data:image/svg+xml;base64,{picture}" alt="{escape(f"{named}: {ends}.", quote=True)}">'
    rows = [_row(one.name, steps.get(one.code)) for one in [*own, whole]]
    caption = t("{title}, {unit}", title=named, unit=unit(shown[0].after.unit))
    table = grid(caption, (t("Kommun"), date(before), date(after), t("Förändring")), rows)
    told = t("Procent. Orange ökade, blått minskade.")
    head = f'<div><h1>{escape(named)}</h1><p class="small">{escape(told)}</p>{folded(t("Samma tal som tabell"), table)}</div>'
    return document(
        named,
        f'<div class="two">{head}{image}</div>{foot(citation(shown), _receipts(shown), f"nyckeltal?nyckeltal={EMISSIONS}", reworked=True)}',
    )


def _receipts(found: Sequence[Change]) -> list[Receipt]:
    return receipts(id for step in found for figure in (step.before, step.after) for id in figure.receipt_ids)


def _row(name: str, step: Change | None) -> tuple[str, str, str, str]:
    if step is None:
        return name, dont_know(), dont_know(), dont_know()
    return name, number(step.before.value), number(step.after.value), signed_percent(step.percent)
