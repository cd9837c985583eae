"""Page Nyckeltal: the answer first, in one or two sentences that the figures themselves decide."""

from collections.abc import Sequence
from html import escape

from twin.questions.series import Change, Figure, how_together
from twin.words import amount, count_word, date, either, listing, number, signed_percent, t
from ui.answer import strong
from ui.figures import View, spell
from ui.receipt import receipt
from ui.step_text import step_text
from ui.theme import lead, note

SPOKEN = 3  # chosen municipalities that the answer names one by one


def answer(view: View) -> None:
    """One or two sentences: the newest value of all together and its change, then who is highest and lowest, or who rose."""
    together = [figure for figure in view.line(view.whole.code) if figure.value is not None]
    newest = max((figure.period for place in view.all_own for figure in view.line(place.code) if figure.value is not None), default=None)
    if newest is None:
        lacks = t("Det går inte att räkna per invånare: folkmängden saknas för alla år som nyckeltalet har.")
        note(escape(lacks if view.per and view.without_population else t("Det finns inga värden för det urvalet.")))
        return
    put_together = bool(together) and together[-1].period == newest
    said = [_together(view, together[-1])] if put_together else []
    members = [figure for place in view.all_own for figure in view.line(place.code) if figure.period == newest and figure.value is not None]
    said.append(_members(view, members, put_together))
    if len(view.own) < len(view.all_own):
        said += [_one(view, place.code) for place in view.own[:SPOKEN]]
    said += _without(view, newest)
    if how_together(view.one.unit) != "sum" or view.per:
        said += _wider(view, newest)
    lead(f"{escape(view.name)}: {' '.join(said)}")
    shown = together[-1:] if put_together else members
    ids = [id for figure in shown for id in figure.receipt_ids]
    computed = _computed(view) if put_together or view.per else ""
    receipt(ids, computed=computed, about=either(view.one.definition_sv, view.one.definition_en), key="receipt-answer")


def _wider(view: View, period: str) -> list[str]:
    """County and country in the same period, where their value may stand beside a municipality's."""
    beside = [
        f"{escape(place.name)} {amount(figure.value, view.unit, view.decimals) if view.unit == '%' else number(figure.value, view.decimals)}"
        for place in (view.county, view.country)
        for figure in view.line(place.code)
        if figure.period == period and figure.value is not None
    ]
    return [f"{listing(beside)}."] if beside else []


def _one(view: View, code: str) -> str:
    """A municipality that the reader has chosen, with its own change."""
    known = [figure for figure in view.line(code) if figure.value is not None]
    if not known:
        return t("{place}: vet ej.", place=escape(view.names[code]))
    value, change = strong(amount(known[-1].value, view.unit, view.decimals)), view.step(code)
    said = {"place": escape(view.names[code]), "value": value, "year": date(known[-1].period)}
    if change is None:
        return t("{place}: {value} {year}.", **said)
    return t(
        "{place}: {value} {year}, {step} mot {before}.",
        **said,
        step=escape(step_text(change, view.unit, view.decimals)),
        before=date(change.before.period),
    )


def _together(view: View, newest: Figure) -> str:
    n = count_word(len(view.all_own))
    value, year = strong(amount(newest.value, view.unit, view.decimals)), date(newest.period)
    weighted = how_together(view.one.unit) == "weighted"
    first = (
        t("{value} {year}, vägt medel för de {n} kommunerna", value=value, year=year, n=n)
        if weighted
        else t("{value} {year} för de {n} kommunerna tillsammans", value=value, year=year, n=n)
    )
    change = view.step(view.whole.code)
    if change is None:
        return first + "."
    return t(
        "{first}, {step} mot {before}.",
        first=first,
        step=strong(step_text(change, view.unit, view.decimals)),
        before=date(change.before.period),
    )


def _members(view: View, members: Sequence[Figure], put_together: bool) -> str:
    steps = [change for place in view.all_own if (change := view.step(place.code)) and change.after.period == members[0].period]
    whole = len(steps) == len(view.all_own) and all(change.before.value for change in steps)
    if put_together and how_together(view.one.unit) == "sum" and not view.per and whole:
        return escape(_moved(view, sorted(steps, key=lambda change: change.percent)))
    low, high = (pick(members, key=lambda figure: figure.value or 0.0) for pick in (min, max))
    if low.value == high.value:
        return t("Alla som har svarat har {value}.", value=strong(amount(low.value, view.unit, view.decimals)))
    said = amount if not put_together or view.unit == "%" else lambda value, _, decimals: number(value, decimals)
    ends = {"low": said(low.value, view.unit, view.decimals), "high": said(high.value, view.unit, view.decimals)}
    where = {"first": _who(view, members, low), "last": _who(view, members, high)}
    if put_together:
        return t("Från {low} i {first} till {high} i {last}.", **ends, **where)
    return t("{year} från {low} i {first} till {high} i {last}.", year=date(low.period), **ends, **where)


def _moved(view: View, steps: Sequence[Change]) -> str:
    """How many rose, and who moved most and least; `steps` from the deepest fall to the steepest rise."""
    up, n = sum(change.percent > 0 for change in steps), len(steps)
    first, last = ({"name": view.names[change.place], "step": signed_percent(change.percent)} for change in (steps[0], steps[-1]))
    low, high = t("{name} ({step})", **first), t("{name} ({step})", **last)
    if up == n:
        return t("Alla {n} ökade, {most} mest och {least} minst.", n=count_word(n), most=high, least=low)
    if up == 0:
        return t("Ingen ökade: {most} minskade mest och {least} minst.", most=low, least=high)
    said = t("{n} av {all} ökade: från {low} till {high}.", n=count_word(up), all=count_word(n), low=low, high=high)
    return said[:1].upper() + said[1:]


def _without(view: View, period: str) -> list[str]:
    """Who has no value in the newest period, and what the population is lacking for: a later year per inhabitant, or the weighted mean."""
    own, unknown = {place.code: place.name for place in view.all_own}, view.without_population
    missing = [code for code in own if not any(f.period == period and f.value is not None for f in view.line(code))]
    undivided = [own[code] for code in missing if view.per and (code, period) in unknown]
    others = [own[code] for code in missing if own[code] not in undivided]
    told = [t("För {places} finns inget värde då.", places=listing(others))] if others else []
    told += [t("För {places} saknas folkmängden då.", places=listing(undivided))] if undivided else []
    later = sorted({when for code, when in unknown if code in own and when > period})
    if view.per and later:
        told.append(t("För {years} går det inte att räkna per invånare: folkmängden saknas.", years=spell(later)))
    weighted = how_together(view.one.unit) == "weighted" and not view.per
    if weighted and not missing and any((code, period) in unknown for code in own):
        told.append(t("De läggs inte ihop: folkmängden {year}, som skulle väga dem, saknas.", year=date(period)))
    return [escape(text) for text in told]


def _who(view: View, members: Sequence[Figure], like: Figure) -> str:
    same = [figure for figure in members if round(figure.value or 0.0, view.decimals) == round(like.value or 0.0, view.decimals)]
    return escape(listing([view.names[figure.place] for figure in same]))


def _computed(view: View) -> str:
    if view.per:
        return t("Kommunernas summa delad med deras folkmängd i slutet av samma år. Bara år som har både och.")
    if how_together(view.one.unit) == "weighted":
        return t(
            "Medelvärde av kommunernas värden, vägt med deras folkmängd samma år. För andelar av annat än invånare är det en god uppskattning."
        )
    return t("Summan av kommunernas värden, bara för år då alla har ett värde.")
