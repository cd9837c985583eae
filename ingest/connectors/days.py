"""Dates as registers write them, to EDTF text."""

import re
from datetime import date, datetime, timedelta

ORDERS = ("ymd", "dmy", "mdy")
EXCEL = date(1899, 12, 30)  # day 0 of a workbook's serial numbers
_SERIALS = range(10_000, 80_000)  # 1927 to 2119: what a serial number of ours can be
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"\d{4}-\d\d")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
_SLASHED = re.compile(r"(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})(?:\s.*)?")


def day(cell: object, order: str = "ymd") -> str:
    """'2018-01-01 00:00:00', '2018', '11/28/2023 08:41:07' (order mdy), '19/12/2018' (dmy), a workbook's date or serial number -> EDTF;
    '' for an empty cell. Raises ValueError(field, value, rule) for anything else, also for a day that is not in the calendar."""
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _SERIALS:
        return (EXCEL + timedelta(days=int(cell))).isoformat()
    text = str(cell if cell is not None else "").strip()
    if not text:
        return ""
    if _YEAR.fullmatch(text) or _MONTH.fullmatch(text):
        return text
    parts: dict[str, str] = {}
    if iso := _ISO.fullmatch(text):
        parts = dict(zip("ymd", iso.groups(), strict=True))
    elif slashed := _SLASHED.fullmatch(text):
        parts = dict(zip(order, slashed.groups(), strict=True))
    try:
        return date(int(parts["y"]), int(parts["m"]), int(parts["d"])).isoformat()
    except (KeyError, ValueError) as cause:
        raise ValueError("datum", text, f"datumet ska vara år, år-månad eller dag (ordning {order})") from cause
