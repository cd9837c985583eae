"""What a later release says otherwise, in words: for page Källor and for the feed alike."""

from twin.questions.revisions import Flip, Revision
from twin.words import amount, date, either, number, signed_percent, stored, t


def said(row: Revision) -> str:
    """'Utsläpp av växthusgaser i Aneby 2015, från 44 740 till 47 967 ton CO2e (+7,2 %)'; no per cent where there is none to tell."""
    told = t(
        "{name} i {place} {period}, från {old} till {new}",
        name=_name(row),
        place=row.place,
        period=date(row.period),
        old=number(row.old_value, row.decimals),
        new=amount(row.new_value, row.unit, row.decimals),
    )
    return told if row.share is None else f"{told} ({signed_percent(row.share)})"


def turned(row: Flip) -> str:
    """'Eksjö går från plats 5 till 4 av 6 i …', or that a goal is reached, or no longer is."""
    values = {
        "name": _name(row), "place": row.place, "period": date(row.period), "old": number(row.old_value, row.decimals),
        "new": amount(row.new_value, row.unit, row.decimals), "release": date(row.new_release),
    }  # fmt: skip
    if row.target_sv is None:
        return t(
            "{place} går från plats {before} till {after} av {all} i {name} {period}: från {old} till {new} (utgåva {release}).",
            before=number(row.old_rank), after=number(row.new_rank), all=number(row.places), **values,
        )  # fmt: skip
    goal = either(row.target_sv, row.target_en or row.target_sv)
    if row.reached:
        return t(
            "Målet nås {period} enligt utgåva {release}, men inte enligt den förra: {goal} {name} i {place}: från {old} till {new}.",
            goal=goal,
            **values,
        )
    return t(
        "Målet nås inte {period} enligt utgåva {release}, fast den förra sade det: {goal} {name} i {place}: från {old} till {new}.",
        goal=goal,
        **values,
    )


def _name(row: Revision | Flip) -> str:
    name = either(row.name_sv, row.name_en)
    return name if row.breakdown == "total" else f"{name}: {stored(row.breakdown)}"
