"""The answer first: what a reader with ten seconds takes along."""

from html import escape

from twin.questions.initiatives import Count
from twin.questions.series import Change, Figure
from twin.words import amount, count_word, date, number, percent, t


def strong(text: str) -> str:
    """HTML: the part of a sentence that the eye should find."""
    return f"<strong>{escape(text)}</strong>"


def emissions(last: Figure, change: Change | None, first: Figure, n: int) -> str:
    """HTML: this year's total, against the year before and against the first year of the release."""
    total, year = strong(amount(last.value, last.unit)), date(last.period)
    if change is None:
        said = t("De {n} kommunernas utsläpp av växthusgaser var {total} {year}.", n=count_word(n), total=total, year=year)
    else:
        step, before = strong(percent(abs(change.percent))), date(change.before.period)
        if change.percent > 0:
            said = t(
                "De {n} kommunernas utsläpp av växthusgaser steg {year} till {total}, {step} mer än {before}.",
                n=count_word(n), total=total, year=year, step=step, before=before,
            )  # fmt: skip
        else:
            said = t(
                "De {n} kommunernas utsläpp av växthusgaser sjönk {year} till {total}, {step} mindre än {before}.",
                n=count_word(n), total=total, year=year, step=step, before=before,
            )  # fmt: skip
    if first.period == last.period or not first.value:
        return said
    long = Change(last.place, first, last).percent
    since = {"year": date(first.period), "step": strong(percent(abs(long)))}
    return f"{said} {t('Sedan {year} har de minskat med {step}.', **since) if long < 0 else t('Sedan {year} har de ökat med {step}.', **since)}"


def register(count: Count) -> str:
    """HTML: how many initiatives there are on each track."""
    return t(
        "Registret har {total} initiativ: {climate} inom klimat, {digital} digitala och {both} som är båda.",
        total=strong(number(count.total)), climate=strong(number(count.climate)), digital=strong(number(count.digital)), both=strong(number(count.both)),
    )  # fmt: skip
