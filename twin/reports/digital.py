"""The digital figure that stands beside the four: what the municipality or the whole has, out of the digital key figures of page Översikt."""

from twin.questions import places
from twin.questions.key_figures import KeyFigure, key_figures
from twin.questions.series import Figure, series
from twin.reports.model import DIGITAL, Basis, Fact
from twin.reports.numbers import Ledger
from twin.reports.standing import Ground
from twin.words import amount, date, either, t


def digital(ledger: Ledger, ground: Ground) -> tuple[Fact, ...]:
    """The figure beside the county's; of the federation from lowest to highest, for it has none of its own. Empty where it is not known, and of
    private publishers, whose figures are not handed on."""
    found = key_figures(list(ground.members), places.federation().code, places.country().code)
    one = next((one for one in found if one.indicator.track == "digital" and one.indicator.licence_class != "private"), None)
    fact = one and (_span(ledger, ground, one) if ground.whole else _beside_county(ledger, ground, one))
    return (fact,) if fact else ()


def _span(ledger: Ledger, ground: Ground, one: KeyFigure) -> Fact:
    low, high = (_told(ledger, ground, one, row, f"digital_{what}") for row, what in ((one.lowest, "lowest"), (one.highest, "highest")))
    names = _names(ground)
    says = t("Lägst: {low}. Högst: {high}.", low=names[one.lowest.place], high=names[one.highest.place])
    return Fact(DIGITAL, _label(one), t("{a} till {b}", a=low, b=high), says)


def _beside_county(ledger: Ledger, ground: Ground, one: KeyFigure) -> Fact | None:
    mine = next((row for row in one.known if row.place == ground.place.code), None)
    if mine is None:
        return None
    wide = next((row for row in series(one.indicator) if (row.place, row.period) == (ground.county.code, mine.period)), None)
    says = t("Länet: {n}.", n=_told(ledger, ground, one, wide, "digital_county")) if wide and wide.value is not None else ""
    return Fact(DIGITAL, _label(one), _told(ledger, ground, one, mine, "digital"), says)


def _told(ledger: Ledger, ground: Ground, one: KeyFigure, row: Figure, key: str) -> str:
    label = f"{_names(ground)[row.place]}: {_label(one)}"
    basis = Basis("value", one.indicator.id, (row.place,), (row.period,))
    return ledger.tell(key, label, amount(row.value, row.unit, one.indicator.decimals), row.value or 0.0, basis, row.receipt_ids)


def _label(one: KeyFigure) -> str:
    name = either(one.indicator.name_sv, one.indicator.name_en)
    return t("Digitalt: {figure} {year}", figure=name[:1].lower() + name[1:], year=date(one.lowest.period))


def _names(ground: Ground) -> dict[str, str]:
    return {place.code: place.name for place in (*ground.members, ground.county)}
