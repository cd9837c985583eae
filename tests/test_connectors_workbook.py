"""Workbooks beyond one plain sheet: a register in one of several equal sheets, headings by their beginning, dates with a type, ODS."""

from datetime import date

import pytest

from ingest.connectors.entries import Entries
from ingest.connectors.workbook import Workbook
from ingest.errors import ContractError
from ingest.source import Entry, Row
from tests.asks import OURS, URL, never_changes_in_silence, read, source, xlsx
from tests.ods import ods

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
