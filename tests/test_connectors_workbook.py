"""Workbooks beyond one plain sheet: a register in one of several equal sheets, headings by their beginning, dates with a type, ODS."""

from datetime import date

import pytest

from ingest.connectors.entries import Entries
from ingest.connectors.table import EACH
from ingest.connectors.workbook import Workbook
from ingest.errors import ContractError
from ingest.source import Entry, Row
from tests.asks import OURS, URL, never_changes_in_silence, read, source, xlsx
from tests.ods import ods
from tests.publishers import CODES, years_over_kinds

GRANTS = Workbook(
    url=URL, sheets={"Per kommun": {}}, other_sheets="Per .*", anchor="Ärende*",
    entries=Entries(kind="grant", id="{Ärendenummer}", title="{Rubrik}", organisation="{Organisation*}", place="{Kommun}",
                    amount="Senast tillgängligt beviljat*", start="{Bifallsdatum}", legal_persons=True),
)  # fmt: skip
HEAD = ["Ärendenummer", "Organisationsnamn", "Rubrik", "Kommun", "Senast tillgängligt beviljat stödbelopp (kr)", "Bifallsdatum"]
ROWS: list[list[object]] = [
    ["Beviljade ansökningar"], HEAD,
    ["NV-1 ", "Provbolaget AB", "Laddstation", None, 15000, date(2024, 5, 17)], ["NV-2", "Förnamn Efternamn", "Panna", "Aneby", 9, 45000],
    ["NV-3", "Ängs lantbruks AB", "Panna", "Eksjö", 1000.5, 45000],
]  # fmt: skip


def test_one_of_several_equal_sheets_is_a_register_of_legal_persons() -> None:
    body = xlsx(Per_län=ROWS, Per_kommun=ROWS)
    assert [(r.id, r.place, r.amount, r.start) for r in read(source(GRANTS), GRANTS, body) if isinstance(r, Entry)] == [
        ("NV-1", "", 15000.0, "2024-05-17"), ("NV-3", "Eksjö", 1000.5, "2023-03-15"),
    ]  # fmt: skip
    assert never_changes_in_silence(source(GRANTS), GRANTS, body) >= len(HEAD)
    with pytest.raises(ContractError, match="Fältet «Per kommun» saknas i arbetsbokens blad; där finns: Per län"):
        read(source(GRANTS), GRANTS, xlsx(Per_län=ROWS))
    with pytest.raises(ContractError, match="Bladet «Rättelser» är okänt"):
        read(source(GRANTS), GRANTS, xlsx(Per_kommun=ROWS, Rättelser=ROWS))


def test_an_opendocument_spreadsheet_is_a_workbook_too() -> None:
    table = Workbook(url=URL, sheets={"Blad1": {"Antal*": "n"}}, anchor="Kommun", place="Kommun", at="2024")
    body = ods([["Statistik"], ["Kommun", "Antal (st)"], *[[m.name, n + 0.5] for n, m in enumerate(OURS.municipalities)]])
    assert read(source(table, "n"), table, body) == [Row("n", m.code, "2024", n + 0.5) for n, m in enumerate(OURS.municipalities)]


def test_a_footnote_in_the_column_of_the_period_is_no_row_of_ours() -> None:
    table = Workbook(url=URL, sheets={"Blad1": {"Antal": "n"}}, anchor="Kommun", place="Kommun", period="År")
    rows: list[list[object]] = [["År", "Kommun", "Antal"], *[[2024, m.name, n] for n, m in enumerate(OURS.municipalities)]]
    body = xlsx(Blad1=[*rows, ["Källa: Provmyndigheten"], [".. = uppgift saknas"]])
    assert read(source(table, "n"), table, body) == [Row("n", m.code, "2024", float(n)) for n, m in enumerate(OURS.municipalities)]
    with pytest.raises(ContractError, match="ska säga vilken kommun"):
        read(source(table, "n"), table, xlsx(Blad1=[*rows, [2024, None, 7]]))


KINDS = {"{period} Normal": ("n", "normal"), "{period} Snabb": ("n", "snabb")}


def charging(values, **other: object) -> Workbook:
    return Workbook(**{"url": URL, "sheets": {"Laddning": values}, "anchor": "Kommunkod", "rows_above": 1, "place": "Kommunkod", **other})


def test_a_year_that_is_merged_over_kinds_is_the_year_of_each() -> None:
    table = charging(KINDS)
    found = read(source(table, "n"), table, years_over_kinds())
    told = {(row.place, row.period, row.breakdown): row.value for row in found if isinstance(row, Row)}
    for n, code in enumerate(CODES):
        fast = None if n == 5 else 10.0 + n
        kinds = {("2023", "normal"): 20.0 + n, ("2023", "snabb"): float(n), ("2024", "normal"): 30.0 + n, ("2024", "snabb"): fast}
        assert {(when, kind): told[code, when, kind] for when, kind in kinds} == kinds
    assert never_changes_in_silence(source(table, "n"), table, years_over_kinds()) >= 6


def test_the_kind_may_stand_over_the_years() -> None:
    rows: list[list[object]] = [["Kommun", "Normal 2023", "Normal 2024"], *[[m.name, n, n + 1] for n, m in enumerate(OURS.municipalities)]]
    table = Workbook(url=URL, sheets={"Blad1": {"Normal {period}": "n"}}, anchor="Kommun", place="Kommun")
    found = read(source(table, "n"), table, xlsx(Blad1=rows))
    assert found[:2] == [Row("n", OURS.municipalities[0].code, "2023", 0.0), Row("n", OURS.municipalities[0].code, "2024", 1.0)]
    rows[0][2] = "Snabb 2024"
    assert {row.period for row in read(source(table, "n"), table, xlsx(Blad1=rows)) if isinstance(row, Row)} == {"2023"}


@pytest.mark.parametrize(("values", "told"), [
    ({EACH: "n"}, r'2023 har två kolumner i bladet «Laddning»: «2023 Normal» och «2023 Snabb»\. Säg vilken .* "\{period\} Snabb"'),
    ({"{period} Ultra": "n"}, "Fältet «{period} Ultra» saknas i bladet «Laddning»; där finns: Kommunkod, Kommun, 2023 Normal, 2023 Snabb"),
    ({"Snabb": "n"}, "Rubriken «Snabb» finns 2 gånger i bladet «Laddning»\\. Skriv hela namnet: «2023 Snabb», «2024 Snabb»"),
    ({"2023 Normal": "n"}, "«2023 Normal» i bladet «Laddning» gäller 2023, men källan säger at='2024' för «2023 Normal»"),
])  # fmt: skip
def test_a_year_with_several_columns_is_never_read_by_one_of_them(values, told) -> None:
    table = charging(values, ignore=("Kommun",), at="" if EACH in values else "2024")
    with pytest.raises(ContractError, match=told):
        read(source(table, "n"), table, years_over_kinds())


def test_a_kind_that_lacks_a_year_that_another_has_stops() -> None:
    """What a publisher's slip of the pen would otherwise take out of one series alone."""
    rows: list[list[object]] = [
        ["Kommun", "2023 Normal", "2023 Snabb", "2024 Normal", "2024 Snab"],
        *[[m.name, 1, 2, 3, 4] for m in OURS.municipalities],
    ]
    table = Workbook(url=URL, sheets={"Blad1": KINDS}, anchor="Kommun", place="Kommun")
    with pytest.raises(ContractError, match="Fältet «2024 Snabb» saknas"):
        read(source(table, "n"), table, xlsx(Blad1=rows))


def test_a_fault_names_the_row_as_the_sheet_counts_it() -> None:
    rows: list[list[object]] = [
        ["Titel"],
        [],
        ["Kommun", "Antal"],
        *[[m.name, "mycket" if n == 2 else n] for n, m in enumerate(OURS.municipalities)],
    ]
    table = Workbook(url=URL, sheets={"Blad1": {"Antal": "n"}}, anchor="Kommun", place="Kommun", at="2024")
    with pytest.raises(ContractError, match="bladet «Blad1», rad 6: fältet «Antal» har värdet «mycket»"):
        read(source(table, "n"), table, xlsx(Blad1=rows))
