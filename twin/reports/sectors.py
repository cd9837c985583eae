"""Which sectors moved the emissions the last year, as far as the figures tell."""

from twin.questions.parts import Part, parts_together
from twin.reports.model import Basis
from twin.reports.numbers import Ledger
from twin.reports.standing import Ground, change, rose, step
from twin.words import count_word, date, listing, number, stored, t

LARGEST = 2  # sectors that are named one by one


def sectors(ledger: Ledger, ground: Ground) -> tuple[str, ...]:
    """Which sectors moved the last step, and what the figures can not tell. Empty where the parts do not make up the whole."""
    rows = [row for row in ground.parts if ground.whole or row.place == ground.place.code]
    rows = parts_together(rows, ground.place.code) if ground.whole else rows
    total = sum(row.change for row in rows)
    if not rows or not total:
        return ()
    moved = [row for row in sorted(rows, key=lambda row: -abs(row.change)) if row.change * total > 0][:LARGEST]
    latest = step(ground, ground.place)
    whole = change(ledger, ground, ground.place, latest.before, latest.after, "change_parts", sign=False) if latest else ""
    told = [_moved(ledger, ground, row, whole if row is moved[0] else "") for row in moved]
    period = date(rows[0].period)
    more = abs(sum(row.change for row in moved)) > abs(total)
    first = t("Ökningen {year} kom mest från {parts}.", year=period, parts=listing(told)) if total > 0 else t(
        "Minskningen {year} kom mest från {parts}.", year=period, parts=listing(told)
    )  # fmt: skip
    risen = len(rose(ground))
    said = [first]
    if more:
        said.append(
            t("Det är mer än hela ökningen, för annat minskade.") if total > 0 else t("Det är mer än hela minskningen, för annat ökade.")
        )
    if ground.whole and total > 0 and risen == len(ground.members):
        said.insert(0, t("Utsläppen ökade i alla {n} kommunerna.", n=count_word(risen)))
    said.append(
        t(
            "Siffrorna visar i vilka sektorer utsläppen ändrades, men inte varför. Varor som köps utifrån och resor på andra platser ingår inte."
        )
    )
    said.append(t("CO2e är alla växthusgaser, räknade som koldioxid."))
    return tuple(said)


def _moved(ledger: Ledger, ground: Ground, row: Part, whole: str) -> str:
    """A sector with its part of the change; `whole` is the change itself, '' where it has been told."""
    name = stored(row.part).lower()
    shown = number(abs(row.points), 1)
    label = t("{part}, bidrag till förändringen {a}–{b}", part=stored(row.part), a=date(row.before_period), b=date(row.period))
    basis = Basis("points", ground.indicator.id, ground.codes(ground.place), (row.before_period, row.period), row.part)
    told = ledger.tell(f"part_{row.part}", label, shown, row.points, basis, row.receipt_ids)
    return f"{name} ({t('{n} av {all}', n=told, all=whole)})" if whole else f"{name} ({told})"
