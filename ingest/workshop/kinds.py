"""The sorts of sources that can be declared without code, what each asks for, and the connector that a draft becomes."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, get_type_hints

from ingest import declared
from ingest.connectors.table import VALUE, Table, Target
from ingest.errors import WrongUse
from ingest.source import Connector
from ingest.workshop.asking import link
from ingest.workshop.model import Ask, Draft, Kind, Value

URL = Ask("url", "Adress", "Adressen som ger själva svaret, inte webbsidan om det.", needed=True)
GRAINED = ("year", "month")
PLACE = Ask("place", "Kommun", "Kolumnen som säger vilken kommun raden gäller, med kod eller namn.", "column", needed=True)
PERIOD = Ask("period", "Period", "Kolumnen som säger år eller månad. Saknas den: skriv perioden under «Gäller».", "column")
GRAIN = Ask("grain", "Datum läses som", "Bara där perioden är hela datum.", "choice", GRAINED)
AT = Ask("at", "Gäller", "Året eller månaden som hela filen gäller, om ingen kolumn säger det: 2025.")
DECIMAL = Ask("decimal", "Decimaltecken", "Vad utgivaren skriver före decimalerna.", "choice", (".", ","))
PARTS = Ask("breakdown", "Uppdelning", "Kolumner som säger vilken del värdet gäller, till exempel drivmedel.", "columns")
PICK = Ask("pick", "Kolumn som säger vad raden mäter", "Bara där en rad i taget gäller olika nyckeltal.", "column")
FIELD = Ask("value_field", "Kolumn med värdet", "Bara tillsammans med kolumnen som säger vad raden mäter.", "column")
SHEET = Ask("sheet", "Blad", "Bladets namn. Tomt: alla blad läses.", "choice")
ANCHOR = Ask("anchor", "En cell i rubrikraden", "Texten i en av rubrikerna; * där rubrikerna är år.", "text", needed=True)
ABOVE = Ask("rows_above", "Rubrikrader ovanför", "Där rubriken har flera rader.", "number")
BELOW = Ask("rows_below", "Rubrikrader under", "Där rubriken har flera rader.", "number")
ZERO = Ask("zero", "Tecken för noll", "Det som utgivaren skriver i stället för noll, till exempel –.")
LINK = (
    Ask("link_text", "Länkens text", "Där adressen ändras med varje utgåva: ange sidan som adress, och vad länken på den heter."),
    Ask("link_href", "Länkens adress", "En del av den adress som länken leder till, till exempel \\.xlsx$."),
)
ROWS = (PLACE, PERIOD, GRAIN, AT, DECIMAL, PARTS, PICK, FIELD, ZERO)
VARIABLE = Ask("place", "Variabel med kommunen", "", "column", needed=True)
TIME = Ask("period", "Variabel med perioden", "", "column", needed=True)
ONLY = Ask("only", "Valda värden", "För varje variabel som inte delar upp: det värde som läses, oftast totalen.", "choices")
PX = (URL, VARIABLE, TIME, Ask("pick", "Variabel med måttet", "Den som säger vad som räknas.", "column"), ONLY, PARTS)
TIMES = Ask("times", "Perioder", "Tomt: alla. *M12 är varje december.")
COUNT = "(antal)"  # as a figure's field: how many rows there are in each municipality
SUM = "(summa) "  # before a column's name: what its values come to in each municipality
THINGS = f"{COUNT} räknar dem i varje kommun, {SUM.strip()} före en kolumns namn lägger ihop dess värden."
SORT = Ask("sort", "Egenskap som skiljer objekten åt", "Håller sidorna isär: en som aldrig är lika för två objekt.", "choice", needed=True)
FORMATS = {"csv": "csv", "workbook": "workbook", "json": "json"}

KINDS: tuple[Kind, ...] = (
    Kind("kolada", "Nyckeltal i Kolada", "Kommunernas egna jämförelsetal; sök upp nyckeltalets id på kolada.se.",
         (Ask("kpis", "Nyckeltalens id", "Ett eller flera med mellanslag mellan, till exempel N85054.", needed=True),)),
    Kind("pxweb2", "Tabell hos SCB (PxWeb 2)", "Adressen slutar med /tables/TAB och fyra siffror.", (*PX, TIMES)),
    Kind("pxweb1", "Tabell hos en annan myndighet (PxWeb 1)", "De flesta myndigheters statistikdatabaser; adressen slutar ofta med .px.", PX),
    Kind("jsonstat", "JSON-stat", "Ett svar i formatet JSON-stat 2.", PX),
    Kind("csv", "CSV-fil", "En textfil med kolumner.",
         (URL, Ask("separator", "Skiljetecken", "Vad som står mellan kolumnerna.", "choice", (",", ";", "\t", "|")),
          Ask("encoding", "Teckenkodning", "Tomt: UTF-8, annars Windows-1252.", "choice", ("", "utf-8", "cp1252", "utf-16")), *LINK, *ROWS)),
    Kind("workbook", "Arbetsbok (XLSX, ODS)", "En fil som öppnas i ett kalkylprogram.", (URL, *LINK, SHEET, ANCHOR, ABOVE, BELOW, *ROWS)),
    Kind("json", "JSON-lista", "Ett gränssnitt som svarar med en lista av poster, i en eller flera sidor.",
         (URL, Ask("path", "Listans plats", "Vägen till listan, med punkt mellan; tomt där svaret är listan.", "choice"),
          Ask("next", "Fält med nästa sidas adress", "Tomt där allt kommer i ett svar."),
          Ask("cursor", "Parameter för nästa sidas märke", "Bara där fältet med nästa sidas adress ger ett märke i stället för en adress."),
          Ask("page", "Parameter som räknar sidor"), Ask("offset", "Parameter som räknar poster"),
          Ask("limit", "Parameter för poster per sida"), Ask("size", "Poster per sida", "", "number"),
          *ROWS)),
    Kind("rowstore", "Tabell i RowStore", "Öppna data som publiceras genom EntryScape; adressen har /rowstore/dataset/.", (URL, *ROWS)),
    Kind("ogc", "Kartlager (OGC API Features)", "Adressen till gränssnittet; lagret väljs i nästa steg.",
         (URL, Ask("collection", "Lager", "", "choice", needed=True), *ROWS)),
    Kind("wfs", "Kartlager (WFS)", "Adressen till tjänsten; lagret väljs i nästa steg.",
         (URL, Ask("layer", "Lager", "", "choice", needed=True), SORT, *ROWS)),
    Kind("file", "Fil som lämnas in", "En fil som kommer med e-post eller laddas ned för hand; nya utgåvor lämnas in på samma sätt.",
         (Ask("format", "Filens sort", "", "choice", tuple(FORMATS), needed=True),
          Ask("release", "Utgåva", "Utgivarens årgång eller datum: 2026, 2026-03 eller 2026-03-31.", needed=True), *ROWS)),
)  # fmt: skip
OWN = {
    "kpis",
    "value_field",
    "sheet",
    "sheet_pattern",
    "format",
    "release",
    "link_text",
    "link_href",
    "link_release",
}  # options that are no field of the connector
KEPT_OUT = {
    "url",
    "place",
    "period",
    "values",
    "sheets",
    "headers",
    "refused",
    "points",
    "documents",
    "entries",
    "labels",
    "link",
    "count",
    "sum",
}
CONNECTORS = {"pxweb1": "PxWeb1", "pxweb2": "PxWeb2", "jsonstat": "JsonStat", "csv": "CsvTable", "workbook": "Workbook", "json": "JsonRecords",
              "rowstore": "RowStore", "ogc": "OgcFeatures", "wfs": "Wfs", "kolada": "Kolada"}  # fmt: skip


def kind(key: str) -> Kind:
    """The kind of that key. Raises WrongUse that lists them."""
    found = next((one for one in KINDS if one.key == key), None)
    if found is None:
        raise WrongUse(key, "Den sortens källa finns inte.", f"Välj en av {', '.join(one.key for one in KINDS)}.")
    return found


def layout(draft: Draft) -> str:
    """The kind whose connector reads the bytes: for a file handed in, that of its format."""
    return FORMATS.get(str(draft.options.get("format", "csv")), "csv") if draft.kind == "file" else draft.kind


def maker(key: str) -> type:
    """The connector's class. Raises WrongUse for a kind that there is none of."""
    kind(key)
    return declared.schema()[CONNECTORS[key]]


def allowed(key: str) -> dict[str, Any]:
    """The options of a kind that are fields of its connector, with the type each is declared as."""
    made = maker(key)
    hints = get_type_hints(made)
    return {f.name: hints[f.name] for f in fields(made) if f.name not in KEPT_OUT}


def connector(draft: Draft) -> Connector:
    """The connector that the draft declares. Raises TypeError for an option that is unknown or of the wrong sort, or a needed one that is not
    there."""
    key = layout(draft)
    made: Any = maker(key)
    if key == "kolada":
        return made()  # type: ignore[no-any-return]
    known = allowed(key)
    given: dict[str, Any] = {}
    for name, value in draft.options.items():
        if name in OWN or value in ("", None, ()) or (name == "grain" and not draft.period):
            continue
        if name not in known:
            raise TypeError(f"{name}: den sortens källa har inget sådant val")
        fitted = fit(value, known[name])
        if not declared.fits(fitted, known[name]):
            raise TypeError(f"{name}: {value!r} är inget värde för det valet")
        given[name] = fitted
    if lacking := [f.name for f in fields(made) if f.name in known and f.name not in given and _required(f)]:
        raise TypeError(f"{lacking[0]}: valet behövs")
    on_page = link(draft.url, draft.options) if draft.kind != "file" else None
    where: dict[str, Any] = {"link": on_page} if on_page else {"url": draft.url or draft.homepage}
    where |= {"place": draft.place, "period": draft.period}
    where["count"] = next((v.indicator for v in draft.values if v.field == COUNT), "")
    where["sum"] = {v.field.removeprefix(SUM): _target(v) for v in draft.values if v.field.startswith(SUM)}
    if key == "workbook":
        sheet = re.sub(r"([\\().*+?^$|\[\]{}])", r"\\\1", str(draft.options.get("sheet") or ""))  # a name, not a pattern
        where["sheets"] = {str(draft.options.get("sheet_pattern") or sheet or ".*"): targets(draft)}
        if sheet:
            given.setdefault("other_sheets", ".*")
    else:
        where["values"] = targets(draft)
    return made(**where, **given)  # type: ignore[no-any-return]


def targets(draft: Draft) -> dict[str, Target]:
    """Which field holds which figure, as the connectors want it said."""
    pick = bool(draft.options.get("pick"))
    cells = [v for v in draft.values if v.field != COUNT and not v.field.startswith(SUM)]
    if issubclass(maker(layout(draft)), Table) and layout(draft) in ("pxweb1", "pxweb2", "jsonstat"):
        return {VALUE: {v.field: v.indicator for v in draft.values} if pick else draft.values[0].indicator} if draft.values else {}
    if pick:
        return {str(draft.options.get("value_field") or VALUE): {v.field: v.indicator for v in cells}} if cells else {}
    return {v.field: _target(v) for v in cells}


def _target(value: Value) -> Target:
    return (value.indicator, value.breakdown) if value.breakdown else value.indicator


def fit(value: Any, hint: Any) -> Any:
    """What a form gives as text, as the field wants it: 'a;b' for several texts, '12' for a number."""
    if isinstance(value, list):
        value = tuple(value)
    if isinstance(value, str) and not declared.fits(value, hint):
        if declared.fits(("",), hint):
            return tuple(part.strip() for part in value.split(";") if part.strip())
        if declared.fits(1, hint) and value.strip().isdigit():
            return int(value)
    if isinstance(value, Mapping) and declared.fits({"": ("",)}, hint):
        return {name: (one,) if isinstance(one, str) else tuple(one) if isinstance(one, list) else one for name, one in value.items()}
    return value


def _required(f: Any) -> bool:
    return f.default is MISSING and f.default_factory is MISSING
