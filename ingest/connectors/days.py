"""Dates as registers write them, to EDTF text."""

import re
from datetime import date, datetime, timedelta

ORDERS = ("ymd", "dmy", "mdy")
EXCEL = date(1899, 12, 30)  # day 0 of a workbook's serial numbers
_SERIALS = range(10_000, 80_000)  # 1927 to 2119: what a serial number of ours can be
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"\d{4}-\d\d")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
_SWEDISH = re.compile(r"(?:(\d{1,2}) )?(\w+) (\d{4})")
_SHORT = re.compile(r"(\d\d)(\d\d)(\d\d)")
MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december")
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


def told(text: str) -> str | None:
    """The EDTF text of a vintage as a link or a heading tells it: '30 juni 2026', 'juni 2026', '260701', '2026-07-01', '2026'; None for
    anything else, also for a day that is not in the calendar."""
    plain = " ".join(text.split()).casefold()
    if (swedish := _SWEDISH.fullmatch(plain)) and swedish[2] in MONTHS:
        month = f"{swedish[3]}-{MONTHS.index(swedish[2]) + 1:02}"
        plain = f"{month}-{int(swedish[1]):02}" if swedish[1] else month
    elif short := _SHORT.fullmatch(plain):
        plain = f"20{short[1]}-{short[2]}-{short[3]}"
    try:
        return day(plain) or None
    except ValueError:
        return None
