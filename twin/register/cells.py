"""One cell as a spreadsheet or a form hands it over, made into the text that the register writes."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal

RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run as a formula
AS_WRITTEN = frozenset({"entry_id", "a_id", "b_id"})  # ids of other registers: '12.0' is not '12' there
_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
_BLANKS = re.compile(r"[\u00a0\u2007\u202f]")
_NOTHING = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def disarmed(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would run as a formula; a plain negative number is none."""
    return f"'{text}" if text.lstrip("'").startswith(RISKY) and not _NUMBER.fullmatch(text) else text


def armed(text: str) -> str:
    """What `disarmed` was given."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(RISKY) else text


def cell_text(value: object, column: str = "", place_codes: Collection[str] = ()) -> str:
    """The cell as the register writes it: numbers without .0, dates as EDTF, plain blanks, composed letters, codes with their zeros."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, int | float):
        text = str(int(value)) if value == int(value) else f"{Decimal(repr(value)):f}"
    elif isinstance(value, datetime):
        text = value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    elif isinstance(value, date):
        text = value.isoformat()
    else:
        text = normal(str(value))
    if column not in AS_WRITTEN and re.fullmatch(r"-?\d+\.0+", text):
        text = text.partition(".")[0]
    if column == "value":
        text = text.replace(",", ".")
    if column == "place_code" and text.isdecimal() and text not in place_codes:
        text = next((code for code in (text.zfill(2), text.zfill(4)) if code in place_codes), text)
    return text


def normal(text: str) -> str:
    """A text as it is compared: composed letters, plain blanks, nothing invisible, one kind of line break."""
    plain = _NOTHING.sub("", _BLANKS.sub(" ", unicodedata.normalize("NFC", text))).replace("\r\n", "\n").replace("\r", "\n")
    return plain.strip()
