"""Files: CSV, JSON lists and workbooks on small bodies; what they read, and that a changed file is a named error in Swedish."""

from collections.abc import Mapping

import pytest

from ingest.connectors.csv_table import CsvTable
from ingest.connectors.json_records import JsonRecords
from ingest.connectors.labels import MAIN_SECTORS, main_sector, subsector
from ingest.connectors.reading import number, period
from ingest.connectors.table import EACH
from ingest.connectors.things import Documents, Points
from ingest.connectors.workbook import Workbook
from ingest.errors import ContractError
from ingest.source import Document, Row
from tests.asks import OURS, URL, Asks, csv_of, dumps, never_changes_in_silence, read, source, xlsx

CODES = OURS.municipality_codes
NAMES = [m.name for m in OURS.municipalities]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (2024, "2024"),
        (2024.0, "2024"),
        ("2025M12", "2025-12"),
        ("2025-12", "2025-12"),
        ("2025-12-31", "2025-12-31"),
        ("2024_x", None),
        (None, None),
        (57880.5, None),
    ],
)
def test_a_period_is_a_year_a_month_or_a_day_and_nothing_else(cell: object, told: str | None) -> None:
    assert period(cell) == told


def test_numbers_as_agencies_write_them() -> None:
    assert number("1 234 567,5", decimal=",") == (1234567.5, "")
    assert number("1\N{NO-BREAK SPACE}234") == (1234.0, "")
    assert number("\N{MINUS SIGN}3") == (-3.0, "")
    assert number("–", zero=("–",)) == (0.0, "–")
    assert number("..") == (None, "..")
    assert number("") == (None, "tomt hos utgivaren")
    for odd in ("12 34", "1,5", "cirka 4", "1.000,5"):
        with pytest.raises(ValueError, match="."):
            number(odd)


def test_both_spellings_of_a_sector_are_one_label() -> None:
    assert (
        main_sector("Egen uppärmning av bostäder och  lokaler") == main_sector("Egen uppvärmning av bostäder och lokaler") in MAIN_SECTORS
    )
    assert main_sector("avfall (inkl. avlopp)") == "Avfall (inkl.avlopp)"
    assert subsector("Slitage fran vägbanan") == "Slitage från vägbanan"
    with pytest.raises(ValueError, match="«Rymdfart» är okänd"):
        main_sector("Rymdfart")


# --- CSV

SIMPLE = CsvTable(url=URL, place="kommun", period="år", values={"värde": "thing"}, separator=";", decimal=",")


def test_csv_in_windows_1252_with_decimal_comma() -> None:
    body = csv_of(
        ("kommun", "år", "värde"), ("NÄSSJÖ", 2024, "1 234,5"), ("Malmö", 2024, 9), ("0684", 2024, ".."), separator=";", encoding="cp1252"
    )
    assert read(source(SIMPLE, "thing"), SIMPLE, body) == [
        Row("thing", "0682", "2024", 1234.5),
        Row("thing", "0684", "2024", None, status=".."),
    ]


def test_a_text_that_is_no_number_is_told_with_row_field_and_value() -> None:
    body = csv_of(("kommun", "år", "värde"), ("Aneby", 2024, "okänt"), separator=";")
    with pytest.raises(ContractError, match="rad 1: fältet «värde» har värdet «okänt»") as told:
        read(source(SIMPLE, "thing"), SIMPLE, body)
    assert told.value.faults[0].value == "okänt"
    assert "zero eller gaps" in told.value.remedy


@pytest.mark.parametrize(("declared", "cell", "right"), [(".", "12,5", ","), (",", "12.5", ".")])
def test_a_decimal_sign_that_is_not_the_declared_one_names_the_setting(declared: str, cell: str, right: str) -> None:
    table = CsvTable(url=URL, place="kommun", period="år", values={"värde": "thing"}, separator=";", decimal=declared)
    with pytest.raises(ContractError) as told:
        read(source(table, "thing"), table, csv_of(("kommun", "år", "värde"), ("Aneby", 2024, cell), separator=";"))
    assert f'decimal="{right}"' in told.value.remedy


@pytest.mark.parametrize(("written", "declared", "named"), [(";", ",", '";"'), ("\t", ";", r'"\t"'), (",", ";", '","')])
def test_a_separator_that_is_not_the_declared_one_names_the_setting(written: str, declared: str, named: str) -> None:
    table = CsvTable(url=URL, place="kommun", period="år", values={"värde": "thing"}, separator=declared)
    with pytest.raises(ContractError) as told:
        read(source(table, "thing"), table, csv_of(("kommun", "år", "värde"), ("Aneby", 2024, 1), separator=written))
    assert f"separator={named}" in told.value.remedy


def test_a_ragged_row_stops() -> None:
    with pytest.raises(ContractError, match="har 2 celler, rubriken har 3"):
        read(source(SIMPLE, "thing"), SIMPLE, csv_of(("kommun", "år", "värde"), ("Aneby", 2024), separator=";"))


def test_one_column_a_municipality_and_one_that_is_gone() -> None:
    wide = CsvTable(url=URL, place=EACH, period="månad", values={EACH: "thing"})
    good = csv_of(("månad", "Malmö", *[n.upper() for n in NAMES]), ("2023-09", 99, *range(len(NAMES))))
    assert [(r.place, r.period, r.value) for r in read(source(wide, "thing"), wide, good) if isinstance(r, Row)] == [
        (code, "2023-09", float(n)) for n, code in enumerate(CODES)
    ]
    with pytest.raises(ContractError, match=f"Fältet «{NAMES[1]}» saknas"):
        read(source(wide, "thing"), wide, good.replace(NAMES[1].upper().encode(), b"OKSUND"))


def test_years_as_columns_and_a_column_that_is_no_year() -> None:
    wide = CsvTable(url=URL, place="kod", values={EACH: "thing"}, ignore=("namn",))
    assert [
        r.period for r in read(source(wide, "thing"), wide, csv_of(("kod", "namn", 2020, 2021), ("0604", "A", 1, 2))) if isinstance(r, Row)
    ] == ["2020", "2021"]
    with pytest.raises(ContractError, match="«2021_x» i CSV-filen är ingen period"):
        read(source(wide, "thing"), wide, csv_of(("kod", "namn", 2020, "2021_x"), ("0604", "A", 1, 2)))


def test_a_document_of_two_municipalities_stands_in_both() -> None:
    listed = CsvTable(
        url=URL, place="Kommun", split="/", documents=Documents("permit", id="{Namn}", title="{Namn:mening}", note="{Antal} verk")
    )
    found = read(
        source(listed), listed, csv_of(("Kommun", "Namn", "Antal"), ("Vetlanda/Eksjö", "Ökna. Etapp 2", "9.0"), ("Ydre", "X", "1"))
    )
    assert [(d.id, d.title, d.note) for d in found if isinstance(d, Document)] == [
        ("0685-okna-etapp-2", "Ökna", "9 verk Gäller flera kommuner: Vetlanda/Eksjö."),
        ("0686-okna-etapp-2", "Ökna", "9 verk Gäller flera kommuner: Vetlanda/Eksjö."),
    ]


def test_a_point_takes_the_first_name_there_is_and_needs_a_position() -> None:
    dots = CsvTable(url=URL, place="kod", points=Points("station", id="{id}", name="{namn|gata}", lon="lon", lat="lat"))
    head = ("kod", "id", "namn", "gata", "lon", "lat")
    assert read(source(dots), dots, csv_of(head, ("0604", 7, "", "Storgatan 1", 14.8, 57.8)))[0].name == "Storgatan 1"  # type: ignore[union-attr]
    with pytest.raises(ContractError, match="läge saknas"):
        read(source(dots), dots, csv_of(head, ("0604", 7, "A", "B", "", 57.8)))


# --- JSON

SECTORS = JsonRecords(
    url=URL, place="name", unfold=("sectors", "år", "sektor"), period="år", values={"sectors": "ghg"},
    breakdown=("sektor",), labels={"sektor": main_sector}, total=True,
)  # fmt: skip


def test_nested_years_and_sectors_become_rows_and_a_total() -> None:
    body = dumps(
        [
            {"name": "Aneby", "sectors": {"2024": {"Transporter": 1.1, "Jordbruk": 2.2}}},
            {"name": "Ale", "sectors": {"2024": {"Jordbruk": 1}}},
        ]
    )
    assert read(source(SECTORS, "ghg"), SECTORS, body) == [
        Row("ghg", "0604", "2024", 1.1, "Transporter"), Row("ghg", "0604", "2024", 2.2, "Jordbruk"), Row("ghg", "0604", "2024", 3.3),
    ]  # fmt: skip
    with pytest.raises(ContractError, match="huvudsektorn «Rymdfart» är okänd"):
        read(source(SECTORS, "ghg"), SECTORS, body.replace(b"Transporter", b"Rymdfart"))


@pytest.mark.parametrize(
    ("paging", "second"),
    [({"next": "nästa"}, f"{URL}/2"), ({"page": "p"}, f"{URL}?p=2"), ({"offset": "skip", "size": 1}, f"{URL}?skip=1&limit=1")],
)
def test_pages_are_followed_to_the_end(paging: Mapping[str, object], second: str) -> None:
    paged = JsonRecords(url=URL, path="rows", place="kod", values={"v": "thing"}, at="2024", **paging)  # type: ignore[arg-type]
    first = {"next": URL, "page": f"{URL}?p=1", "offset": f"{URL}?skip=0&limit=1"}[next(iter(paging))]
    third = second.replace("p=2", "p=3").replace("skip=1", "skip=2")
    bodies = {
        first: dumps({"rows": [{"kod": "0604", "v": 1}], "nästa": second}),
        second: dumps({"rows": [{"kod": "0682", "v": 2}], "nästa": None}),
    }
    bodies |= {} if third == second else {third: dumps({"rows": [], "nästa": None})}
    assert [r.place for r in read(source(paged, "thing"), paged, bodies) if isinstance(r, Row)] == ["0604", "0682"]


def test_pages_that_never_end_stop() -> None:
    paged = JsonRecords(url=URL, path="rows", place="kod", values={"v": "thing"}, at="2024", next="nästa")
    with pytest.raises(ContractError, match="tar aldrig slut"):
        read(source(paged, "thing"), paged, dumps({"rows": [{"kod": "0604", "v": 1}], "nästa": URL}))


# --- workbooks

NED = Workbook(
    url=URL, sheets={".*": {EACH: "co2"}}, anchor="Huvudsektor", rows_above=1, must_say="Enhet: ton", place="Kommun", county="Län",
    breakdown=("Huvudsektor", "Undersektor"), labels={"Huvudsektor": main_sector}, release_in=r"Länsrapport, (\d{4}-\d\d-\d\d)",
)  # fmt: skip


def emissions(year: object = 2022, unit: str = "Enhet: ton/år") -> bytes:
    rows: list[list[object]] = [
        ["Rapportnamn:", "Länsrapport, 2024-04-18"],
        [unit],
        [None] * 4 + [2021, year],
        ["Huvudsektor", "Undersektor", "Län", "Kommun", "CO2", "CO2"],
    ]
    places = [("Alla", "Alla"), ("Jönköpings län", "Alla"), ("Kalmar län", "Alla"), *[("Jönköpings län", name) for name in NAMES]]
    rows += [[sector, "Alla", *place, 1, 2.5] for sector in ("Alla", "Egen uppärmning av bostäder och lokaler") for place in places]
    return xlsx(blad=rows)


def test_the_emission_workbook_has_totals_on_every_level_and_none_is_counted_twice() -> None:
    found = [r for r in read(source(NED, "co2"), NED, emissions()) if isinstance(r, Row)]
    assert {r.place for r in found} == {"00", "06", *CODES}
    assert {r.breakdown for r in found} == {"total", "Egen uppvärmning av bostäder och lokaler"}
    assert len(found) == 8 * 2 * 2
    ask = Asks(source(NED, "co2"), emissions())
    assert NED.release([next(NED.read(ask))[0]]) == "2024-04-18"


def test_a_renamed_year_a_changed_unit_and_a_lost_municipality_stop() -> None:
    for body, told in (
        (emissions(year="2022_x"), "«2022_x CO2» i bladet «blad» är ingen period"),
        (emissions(unit="Enhet: kg/år"), "«Enhet: ton» saknas"),
        (b"PK not a workbook", "går inte att läsa som arbetsbok"),
    ):
        with pytest.raises(ContractError, match=told):
            read(source(NED, "co2"), NED, body)
    bare = Workbook(url=URL, sheets={".*": {"Antal": "n"}}, anchor="Antal", place="Kommun", at="2024")
    with pytest.raises(ContractError, match=f"Rader saknas i bladet «blad» för {NAMES[1]}"):
        read(source(bare, "n"), bare, xlsx(blad=[["Kommun", "Antal"], [NAMES[0], 1], *[[name, 1] for name in NAMES[2:]]]))


def test_headings_over_several_rows_and_codes_as_numbers() -> None:
    cars = Workbook(
        url=URL, sheets={"Tabell 4": {"Elhybrider": ("cars", "elhybrid"), "Totalt": "cars"}}, other_sheets="Titel", anchor="Elhybrider",
        rows_below=1, place="Kommunkod", period_in=r"År (\d{4})", zero=("–",),
    )  # fmt: skip
    rows = [["Tabell 4. År 2025."], ["Kommun-", "Kommun", "Elhybrider1)", "Totalt"], ["kod", "Municipality", "Hybrids", "Total"]]
    rows += [[int(code), "Namn   ", "–", 5] for code in CODES] + [["Jönköpings län   ", None, 1, 30], ["Hela riket ", " ", 2, 60]]
    found = [r for r in read(source(cars, "cars"), cars, xlsx(Tabell_4=rows, Titel=[["x"]])) if isinstance(r, Row)]
    assert [(r.value, r.status) for r in found if r.place == "0604"] == [(0.0, "–"), (5.0, "")]
    assert {(r.place, r.period) for r in found} == {(code, "2025") for code in (*CODES, "06", "00")}
    with pytest.raises(ContractError, match="Bladet «Tabell 5» är okänt"):
        read(source(cars, "cars"), cars, xlsx(Tabell_4=rows, Tabell_5=rows))


def test_one_sheet_a_year_with_county_and_country_totals() -> None:
    cycles = Workbook(
        url=URL, sheets={r"20\d\d": {"Statlig": ("m", "statlig"), "Enskild": ("m", "enskild")}}, anchor="Statlig", place="Kommun", county="Län",
        period_in=r"^(20\d\d)$", total=True, zero=("-",),
    )  # fmt: skip
    rows = [["Län", "Kommun", "Statlig", "Enskild"], ["Total", None, 9, 9], ["Jönköping", "Total", 4, 4], ["Kalmar", "Total", 5, 5]]
    rows += [["Jönköping", name, 1, "-"] for name in ("Jönköping", *NAMES)]
    found = [r for r in read(source(cycles, "m"), cycles, xlsx(**{"2024": rows, "2025": rows})) if isinstance(r, Row)]
    assert {r.period for r in found} == {"2024", "2025"}
    assert {(r.place, r.value) for r in found if r.breakdown == "total"} == {("00", 18.0), ("06", 8.0), *((code, 1.0) for code in CODES)}


def test_a_file_that_changes_is_a_named_error_or_gives_the_same_figures() -> None:
    plain = csv_of(("kommun", "år", "värde", "övrigt"), ("Aneby", 2024, 1, 2), separator=";")
    nested = dumps([{"name": "Aneby", "x": [1], "sectors": {"2024": {"Jordbruk": 1}, "2023": {"Jordbruk": 2}}}])
    assert never_changes_in_silence(source(SIMPLE, "thing"), SIMPLE, plain) == 4
    assert never_changes_in_silence(source(SECTORS, "ghg"), SECTORS, nested) == 6
    assert never_changes_in_silence(source(NED, "co2"), NED, emissions()) >= 7


def test_a_spoiled_workbook_and_a_value_without_end_are_named_errors() -> None:
    good = emissions()
    for cut in range(1, len(good), 97):
        with pytest.raises(ContractError):
            read(source(NED, "co2"), NED, good[:cut] + b"\xff" * 9 + good[cut + 9 : -30])
    with pytest.raises(ContractError, match="«inf»"):
        read(source(SECTORS, "ghg"), SECTORS, b'[{"name": "Aneby", "sectors": {"2024": {"Jordbruk": 1e999}}}]')
