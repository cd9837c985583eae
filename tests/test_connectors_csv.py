"""CSV beyond one plain table: archives, tables that refer to each other, headings by their beginning, blocks, encodings."""

import gzip
import io
import zipfile

import pytest

from ingest.connectors import unpack
from ingest.connectors.csv_table import CsvTable
from ingest.connectors.entries import Entries
from ingest.connectors.joins import Join
from ingest.errors import ContractError
from ingest.source import Entry, Row
from tests.asks import URL, Asks, csv_of, read, source


def archive(**members: bytes) -> bytes:
    """A ZIP archive; two underscores in a name stand for a slash, one for a point."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members.items():
            made.writestr(name.replace("__", "/").replace("_", "."), body)
    return out.getvalue()


PARTS = csv_of(("projectID", "country", "name"), ("7", "SE", "Vetlanda kommun"), ("8", "DE", "Bonn"), ("7", "SE", "Tranås"), separator=";")
PROJECTS = csv_of(("id", "Title", "startDate"), ("7", "Sol", "2024-01-01"), ("8", "Vind", "2023-01-01"), separator=";")
CORDIS = CsvTable(
    url=URL, member="organization.csv", separator=";", only={"country": ("SE",)},
    joins=(Join("project.csv", on=("projectID", "id"), name="project"),),
    entries=Entries(kind="project", id="{projectID}-{name}", title="{project.tit*}", organisation="{name}", start="{project.startDate}"),
)  # fmt: skip


def test_members_of_an_archive_are_joined() -> None:
    found = read(source(CORDIS), CORDIS, archive(csv__organization_csv=PARTS, csv__project_csv=PROJECTS, readme_txt=b"x"))
    assert [(r.organisation, r.title, r.start) for r in found if isinstance(r, Entry)] == [
        ("Vetlanda kommun", "Sol", "2024-01-01"), ("Tranås", "Sol", "2024-01-01"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ({"organisation_csv": PARTS, "project_csv": PROJECTS}, "«organization.csv» saknas i ZIP-filen; där finns: organisation.csv"),
        ({"organization_csv": PARTS, "project_csv": PROJECTS.replace(b"Title", b"Acronym")}, r"«tit\*» saknas i project.csv i ZIP-filen"),
        ({"organization_csv": PARTS.replace(b"projectID", b"project")}, "«project.csv» saknas"),
        ({"organization_csv": PARTS, "project_csv": PROJECTS.replace(b"\n7;", b"\nP7;").replace(b"\n8;", b"\nP8;")}, "sin motsvarighet"),
        ({"organization_csv": PARTS, "project_csv": PROJECTS + b"\n7;Annan sol;2024-01-01"}, "«7» står flera gånger i project.csv"),
    ],
    ids=["member", "column", "table", "keys", "twice"],
)
def test_an_archive_that_changes_says_what_is_gone(members: dict[str, bytes], says: str) -> None:
    with pytest.raises(ContractError, match=says):
        read(source(CORDIS), CORDIS, archive(**members))


def test_several_members_by_pattern_are_one_table() -> None:
    years = CsvTable(url=URL, member="antal-*.csv", place="kommun", period="år", values={"antal": "n"})
    body = archive(**{f"antal-{y}_csv": csv_of(("kommun", "år", "antal"), ("Aneby", y, y - 2000)) for y in (2023, 2024)})
    assert read(source(years, "n"), years, body) == [Row("n", "0604", "2023", 23.0), Row("n", "0604", "2024", 24.0)]


def test_a_table_at_another_address_is_asked_for_once() -> None:
    kohesio = CsvTable(
        url=URL + "/{each}", each=("21-27", "14-20"), joins=(Join(URL + "/b", on=("Beneficiary", "Beneficiary"), name="b"),),
        entries=Entries(kind="project", id="{Id}", title="{Name}", organisation="{b.Beneficiary_Label}"),
    )  # fmt: skip
    head = ("Id", "Name", "beneficiary")
    ask = Asks(source(kohesio), {
        f"{URL}/21-27": csv_of(head, ("1", "Sol", "Q1"), ("2", "Vind", "Q9")), f"{URL}/14-20": csv_of(head, ("3", "Is", "Q1")),
        f"{URL}/b": csv_of(("Beneficiary", "Beneficiary_Label"), ("Q1", "Eksjö kommun")),
    })  # fmt: skip
    assert [(r.id, r.organisation) for _, r in kohesio.read(ask) if isinstance(r, Entry)] == [
        ("1", "Eksjö kommun"),
        ("2", ""),
        ("3", "Eksjö kommun"),
    ]
    assert [request.url.removeprefix(URL) for request in ask.asked] == ["/21-27", "/b", "/14-20"]


def test_a_heading_may_be_told_by_its_beginning_but_must_be_one() -> None:
    table = CsvTable(url=URL, place="kommun", values={"Senast tillgängligt beviljat*": "kr"}, at="2026")
    head = ("Kommun", "Senast tillgängligt beviljat stödbelopp (kr)")
    assert read(source(table, "kr"), table, csv_of(head, ("Aneby", 5))) == [Row("kr", "0604", "2026", 5.0)]
    with pytest.raises(ContractError, match="finns 2 gånger"):
        read(source(table, "kr"), table, csv_of((*head, "senast tillgängligt beviljat datum"), ("Aneby", 5, 1)))
    with pytest.raises(ContractError, match=r"«Senast tillgängligt beviljat\*» saknas"):
        read(source(table, "kr"), table, csv_of(("Kommun", "Beviljat"), ("Aneby", 5)))


BLOCKS = """Stationsnamn;Nummer
Prov;1

Datum;Kommun;Värde;Kvalitet;;Anmärkning:
2024-01-01;Aneby;5,5;Y;;Kontrollerade
2024-01-02;Aneby;6;G

Datum;Kommun
2024-01-03;Aneby
"""


def test_one_block_of_several_without_the_remarks_beside_it() -> None:
    table = CsvTable(url=URL, anchor="Datum", separator=";", decimal=",", place="Kommun", period="Datum", values={"Värde": "t"})
    assert read(source(table, "t"), table, BLOCKS.encode("utf-8-sig")) == [
        Row("t", "0604", "2024-01-01", 5.5),
        Row("t", "0604", "2024-01-02", 6.0),
    ]
    with pytest.raises(ContractError, match="«Datum» saknas i första kolumnen i CSV-filen; där finns: Stationsnamn, Prov, Dag"):
        read(source(table, "t"), table, BLOCKS.replace("Datum", "Dag").encode())
    below = CsvTable(url=URL, skip=3, separator=";", decimal=",", place="Kommun", period="Datum", values={"Värde": "t"})
    with pytest.raises(ContractError, match="Rad 6 i CSV-filen har 4 celler, rubriken har 6"):
        read(source(below, "t"), below, BLOCKS.encode())


def test_a_last_line_without_its_end_may_be_cut_and_is_no_figure() -> None:
    cut = csv_of(("kommun", "värde"), ("Nässjö", 1234))[:-3]
    with pytest.raises(ContractError, match="slutar utan radslut: «…Nässjö,12»"):
        read(source(PLAIN, "n"), PLAIN, cut)
    always = CsvTable(url=URL, place="kommun", values={"värde": "n"}, at="2024", open_end=True)
    assert read(source(always, "n"), always, csv_of(("kommun", "värde"), ("Nässjö", 1234))[:-1]) == [Row("n", "0682", "2024", 1234.0)]


# --- encodings

PLAIN = CsvTable(url=URL, place="kommun", values={"värde": "n"}, at="2024")
TEXT = "kommun,värde\nNässjö,1\nSävsjö,2\n"


@pytest.mark.parametrize(
    "body",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        gzip.compress(TEXT.encode(), mtime=0),
        TEXT.replace("\n", "\r\n").encode(),
    ],
)
def test_the_encodings_that_agencies_use_are_told_apart(body: bytes) -> None:
    assert [r.place for r in read(source(PLAIN, "n"), PLAIN, body) if isinstance(r, Row)] == ["0682", "0684"]


@pytest.mark.parametrize(
    ("body", "encoding", "says"),
    [
        (TEXT.encode() + b"Tran\xe5s,3", "", "blandar teckenkodningar"),
        (TEXT.encode(), "cp1252", "blandar teckenkodningar"),
        (TEXT.encode("cp1252"), "utf-8", "går inte att läsa som text"),
        (TEXT.encode("utf-16"), "", "nolltecken"),
        (b"kommun,v\x81rde\n", "", "går inte att läsa som text"),
        (TEXT.encode(), "utf-7-sig", "går inte att läsa som text"),
        (gzip.compress(TEXT.encode())[:-9], "", "går inte att läsa som text"),
    ],
    ids=["mixed", "declared wrong", "declared utf-8", "utf-16", "undefined byte", "no such encoding", "cut gzip"],
)
def test_text_in_another_encoding_is_never_taken_for_words(body: bytes, encoding: str, says: str) -> None:
    table = CsvTable(url=URL, place="kommun", values={"värde": "n"}, at="2024", encoding=encoding)
    with pytest.raises(ContractError, match=says):
        read(source(table, "n"), table, body)


def test_an_archive_that_unpacks_without_end_is_stopped(monkeypatch) -> None:
    monkeypatch.setattr(unpack, "LARGEST", 1000)
    with pytest.raises(ContractError, match="byte uppackade, mer än 1000"):
        read(source(CORDIS), CORDIS, archive(organization_csv=PARTS * 100, project_csv=PROJECTS))
    with pytest.raises(ContractError, match="mer än 1000 byte uppackade"):
        read(source(PLAIN, "n"), PLAIN, gzip.compress(TEXT.encode() * 100))


def test_a_line_without_end_is_stopped(monkeypatch) -> None:
    monkeypatch.setattr(unpack, "LONGEST", 100)
    with pytest.raises(ContractError, match="Rad 2 i CSV-filen är längre än 100 tecken"):
        read(source(PLAIN, "n"), PLAIN, "kommun,värde\n".encode() + b"x" * 200)
