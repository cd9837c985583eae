"""One key figure of one place as a page for others' frames: value, line, table, citation, receipts."""

from html import escape
from urllib.parse import urlencode

from twin.cite import Citation, cited, not_beside_reworked
from twin.questions.shown import WHOLE, Shown
from twin.small_chart import reading, small_chart
from twin.warehouse import meta
from twin.words import amount, date, dont_know, either, listing, number, stored, t, unit
from ui.address import embed
from ui.embed_frame import document, folded, foot, grid
from ui.figures import part_name, why
from ui.steps import word


def name(seen: Shown) -> str:
    """What the figure is called, with its part where it is one."""
    own = either(seen.one.name_sv, seen.one.name_en)
    return own if seen.part == WHOLE else f"{own}: {part_name(seen.part)}"


def parameters(seen: Shown) -> dict[str, str]:
    """What its address asks for."""
    part, per = {"part": seen.part} if seen.part != WHOLE else {}, {"per": "inhabitant"} if seen.per else {}
    return {"indicator": seen.one.id, "place": seen.place.code, **part, **per}


def citation(seen: Shown) -> Citation | None:
    """How it is cited; None where it has no value."""
    if not seen.receipts:
        return None
    return cited(seen.receipts, reworked=seen.reworked, coordinator=meta()["coordinator"], address=embed("figure", **parameters(seen)))


def kept_back(seen: Shown) -> str:
    """Why the figure is not handed on, in a sentence or two; '' where it is."""
    if seen.private:
        return t(
            "{publisher} är en privat utgivare som inte anger någon licens. Siffrorna visas på våra egna sidor med kvitto men lämnas inte vidare.",
            publisher=listing(list(seen.private)),
        )
    if seen.reworked and not_beside_reworked(name(seen)):
        return t("Nyckeltalets namn anger Kolada, som inte får anges för egna beräkningar. Kommuner, län och riket var för sig går bra.")
    return ""


def page(seen: Shown) -> bytes:
    """The whole page."""
    title = f"{name(seen)}, {seen.place.name}"
    told = _told(seen)
    chart = small_chart(seen.line, seen.breaks, seen.one.track, seen.decimals, told) if seen.one.scale == "number" else ""
    if chart:
        said = " ".join(reading(seen.line, seen.breaks))
        chart = f"<div>{chart}{f'<p class=small>{escape(said)}</p>' if said else ''}</div>"
    rows = [(date(one.period), _value(seen, one.value) if one.value is not None else _missing(one.status)) for one in seen.line]
    caption = f"{title}, {unit(seen.unit)}" if seen.one.scale == "number" else title
    table = folded(t("Alla värden ({n})", n=number(len(rows))), grid(caption, (t("Period"), t("Värde")), rows)) if rows else ""
    mended = "".join(f'<p class="small">{escape(f"{date(period)}: {stored(text)}")}</p>' for period, text in seen.mended)
    head = f"<div><h1>{escape(title)}</h1>{_newest(seen)}{mended}</div>"
    chosen = {"nyckeltal": seen.one.id, **({"kommun": seen.place.code} if seen.place.kind == "municipality" else {})}
    below = foot(citation(seen), seen.receipts, "nyckeltal?" + urlencode(chosen), reworked=seen.reworked)
    return document(title, f'<div class="two">{head}{chart}</div>{table}{below}')


def _newest(seen: Shown) -> str:
    newest = seen.newest
    if newest is None:
        return f'<p class="value">{escape(dont_know())}</p><p>{escape(_lacking(seen))}</p>'
    period = date(newest.period)
    return f'<p class="value">{escape(_value(seen, newest.value, spelled=True))}</p><p>{escape(period)}</p>'


def _value(seen: Shown, value: float | None, *, spelled: bool = False) -> str:
    if seen.one.scale != "number":
        return word(seen.one, None if value is None else int(value))
    return amount(value, seen.unit, seen.decimals) if spelled or seen.unit == "%" else number(value, seen.decimals)


def _missing(status: str) -> str:
    return f"{dont_know()}: {why(status)}" if status else dont_know()


def _lacking(seen: Shown) -> str:
    """Why there is no value."""
    if seen.one.newest is None:
        return t("ännu inte hämtad")
    if reasons := sorted({one.status for one in seen.line if one.status}):
        return listing([why(one) for one in reasons])
    if seen.place.kind == "federation":
        return t("Kommunernas värden läggs inte ihop till ett, eller så saknas något av dem. Välj en kommun.")
    return t("folkmängden saknas") if seen.per else t("utgivaren har inget värde")


def _told(seen: Shown) -> str:
    known = [one for one in seen.line if one.value is not None]
    if not known:
        return ""
    ends = {"first": date(known[0].period), "last": date(known[-1].period)}
    values = {"before": _value(seen, known[0].value, spelled=True), "after": _value(seen, known[-1].value, spelled=True)}
    return t("{name} i {place}: från {before} {first} till {after} {last}.", name=name(seen), place=seen.place.name, **ends, **values)
