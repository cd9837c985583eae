"""What publishers have changed afterwards: the same cell in two releases."""

from collections.abc import Sequence

from twin.questions.sources import Revision
from twin.words import date, either, number, signed, signed_percent, stored, t, unit
from ui.receipt import receipt
from ui.tables import Column, table

SHOWN = 15


def revisions_table(found: Sequence[Revision], total: int) -> None:
    """The biggest changes first."""
    columns = [
        Column(t("Nyckeltal"), lambda row: either(row.name_sv, row.name_en)),
        Column(t("Plats"), "place"),
        Column(t("Period"), "period", date),
        Column(t("Del"), "breakdown", lambda part: t("totalt") if part == "total" else stored(part)),
        Column(t("Enhet"), lambda row: unit(row.unit)),
        Column(t("Förra utgåvan"), "old_release", date, csv_only=True),
        Column(t("Ny utgåva"), "new_release", date, csv_only=True),
        Column(
            t("Förr"),
            lambda row: row,
            lambda row: f"{number(row.old_value, row.decimals)} ({date(row.old_release)})",
            numeric=True,
            screen_only=True,
        ),
        Column(t("Förr"), "old_value", csv_only=True),
        Column(
            t("Nu"),
            lambda row: row,
            lambda row: f"{number(row.new_value, row.decimals)} ({date(row.new_release)})",
            numeric=True,
            screen_only=True,
        ),
        Column(t("Nu"), "new_value", csv_only=True),
        Column(t("Ändring"), lambda row: row, lambda row: signed(row.change, row.decimals), numeric=True, screen_only=True),
        Column(t("Ändring"), "change", csv_only=True),
        Column(t("Ändring, %"), "share", signed_percent, numeric=True),
    ]
    shown = found[:SHOWN]
    caption = t(
        "De {n} största av {total} ändringar, i enhetens storlek. Utgåvan inom parentes.", n=number(len(shown)), total=number(total)
    )
    table(shown, columns, "andringar", caption, stack=True)
    receipt([id for row in shown for id in (row.new_receipt_id, row.old_receipt_id)], key="receipt-revisions")
