"""Interfaces: PxWeb, Kolada and Trafikanalys on small answers; what is asked, what is read, and that a changed answer is a named error."""

import gzip
from collections.abc import Callable

import pytest

from ingest.connectors.kolada import Kolada, KoladaTable
from ingest.connectors.pxweb1 import PxWeb1
from ingest.connectors.pxweb2 import PxWeb2
from ingest.connectors.table import VALUE
from ingest.connectors.trafa import OMITTED, Trafa
from ingest.errors import ContractError, NothingToReplay
from ingest.source import Row
from tests.asks import OURS, URL, Asks, csv_of, dumps, never_changes_in_silence, read, source

CODES = OURS.municipality_codes

# --- PxWeb

SOLAR = PxWeb1(
    url=URL, place="Region", period="År", pick="Kategori", only={"Klass": ("Totalt",)}, values={VALUE: {"Antal": "plants", "MW": "power"}}
)


def metadata(*regions: str, **changed: object) -> bytes:
    lists = {"År": ["2023", "2024"], "Region": list(regions), "Klass": ["Små", "Totalt"], "Kategori": ["Antal", "MW"]}
    variables = [
        {"code": name, "text": name, "values": [str(n) for n in range(len(texts))], "valueTexts": texts} for name, texts in lists.items()
    ]
    return dumps({"title": "Sol", "variables": variables, **changed})


def solar_answer(*rows: tuple[str, str, str, str, str]) -> bytes:
    columns = [{"code": name, "text": name, "type": "t" if name == "År" else "d"} for name in ("År", "Region", "Klass", "Kategori")]
    data = [{"key": list(row[:4]), "values": [row[4]]} for row in rows]
    return b"\xef\xbb\xbf" + dumps({"columns": [*columns, {"code": "Sol", "text": "Sol", "type": "c"}], "comments": [], "data": data})


def test_pxweb1_chooses_codes_by_their_texts() -> None:
    bodies = {
        URL: metadata("Hela Riket", "0114 Upplands Väsby", "0684 Sävsjö"),
        f"POST {URL}": solar_answer(("1", "2", "1", "0", "1055.00"), ("0", "2", "1", "1", ".."), ("1", "0", "1", "0", "9")),
    }
    ask = Asks(source(SOLAR, "plants", "power"), bodies)
    assert [row for _, row in SOLAR.read(ask)] == [
        Row("plants", "0684", "2024", 1055.0), Row("power", "0684", "2023", None, status=".."), Row("plants", "00", "2024", 9.0),
    ]  # fmt: skip
    assert ask.asked[1].body == {
        "query": [
            {"code": "Region", "selection": {"filter": "item", "values": ["0", "2"]}},
            {"code": "År", "selection": {"filter": "item", "values": ["0", "1"]}},
            {"code": "Kategori", "selection": {"filter": "item", "values": ["0", "1"]}},
            {"code": "Klass", "selection": {"filter": "item", "values": ["1"]}},
        ],
        "response": {"format": "json"},
    }


def test_pxweb1_without_our_municipalities_or_with_another_text() -> None:
    with pytest.raises(ContractError, match="Ingen av våra kommuner"):
        read(source(SOLAR, "plants"), SOLAR, {URL: metadata("Hela Riket", "0114 Upplands Väsby")})
    with pytest.raises(NothingToReplay, match="De inbyggda siffrorna används"):
        read(source(SOLAR, "plants"), SOLAR, {URL: metadata("Hela Riket")}, via="http://127.0.0.1:1")
    with pytest.raises(ContractError, match="«Totalt» saknas i variabeln «Klass»; där finns: Små, Total"):
        read(source(SOLAR, "plants"), SOLAR, {URL: metadata("0604 Aneby").replace(b"Totalt", b"Total")})


PEOPLE = PxWeb2(
    url=URL, place="Region", period="Tid", times="*M12", pick="Innehåll", values={VALUE: {"N1": "people"}}, only={"Alder": ("Alla",)}
)
ASKED = [*OURS.areas]


def cube(regions: list[str], ages: list[str] | None = None, times: list[str] | None = None, **changed: object) -> bytes:
    axes = {"Region": regions, "Alder": ages or ["Alla"], "Innehåll": ["N1"], "Tid": times or ["2025M12"]}
    size = [len(codes) for codes in axes.values()]
    total = size[0] * size[1] * size[3]
    dimension = {
        name: {"label": name, "category": {"index": {code: n for n, code in enumerate(codes)}, "label": {}}} for name, codes in axes.items()
    }
    return dumps(
        {"id": list(axes), "size": size, "dimension": dimension, "value": list(range(total)), "updated": "2026-06-08T06:00:00Z", **changed}
    )


def test_pxweb2_asks_by_code_and_reads_dense_and_sparse_answers() -> None:
    ask = Asks(source(PEOPLE, "people"), cube(ASKED, times=["2025M11", "2025M12"]))
    pairs = list(PEOPLE.read(ask))
    assert [(r.place, r.period, r.value) for _, r in pairs if isinstance(r, Row)] == [
        (c, "2025-12", 2.0 * n + 1) for n, c in enumerate(ASKED)
    ]
    assert PEOPLE.release([pairs[0][0]]) == "2026-06-08"
    assert ask.asked[0].body == {
        "selection": [
            {"variableCode": "Region", "valueCodes": ASKED},
            {"variableCode": "Tid", "valueCodes": ["*M12"]},
            {"variableCode": "Innehåll", "valueCodes": ["N1"]},
            {"variableCode": "Alder", "valueCodes": ["Alla"]},
        ]
    }
    sparse = read(source(PEOPLE, "people"), PEOPLE, cube(ASKED, value={"1": 7}, status={"0": ".."}))
    assert [(r.value, r.status) for r in sparse[:3] if isinstance(r, Row)] == [(None, ".."), (7.0, ""), (None, "tomt hos utgivaren")]


def test_pxweb2_never_takes_a_part_for_the_whole() -> None:
    counties = cube(["01", "06"], ages=["0-9", "10-19"])
    with pytest.raises(NothingToReplay):
        read(source(PEOPLE, "people"), PEOPLE, counties, via="http://127.0.0.1:1")
    with pytest.raises(ContractError, match="Fältet «Alla» saknas i variabeln «Alder»"):
        read(source(PEOPLE, "people"), PEOPLE, cube(ASKED, ages=["0-9"]))
    with pytest.raises(ContractError, match="har 3 värden, men kodlistorna ger 8"):
        read(source(PEOPLE, "people"), PEOPLE, cube(ASKED, value=[1, 2, 3]))


# --- Kolada

BROADBAND = source(Kolada(), "broadband", kpis={"broadband": "N07900"})
KOLADA_URL = f"https://api.kolada.se/v3/data/kpi/N07900/municipality/{','.join(CODES)},0006,0000"


def kolada_page(*cells: tuple[str, str, object, bool], next_url: str | None = None, **changed: object) -> bytes:
    values = [
        {
            "kpi": "N07900",
            "municipality": place,
            "period": 2022,
            "values": [{"gender": gender, "count": 1, "status": "", "value": value, "isdeleted": gone}],
        }
        for place, gender, value, gone in cells
    ]
    return dumps({"values": values, "count": len(values), "next_url": next_url, "previous_url": None, **changed})


def test_kolada_follows_pages_and_leaves_out_sexes_and_deleted_rows() -> None:
    second = f"{KOLADA_URL}?page=2"
    bodies = {
        KOLADA_URL: kolada_page(("0604", "T", 82.1, False), ("0604", "K", 1, False), ("0682", "T", 1, True), next_url=second),
        second: kolada_page(("0006", "T", 80, False), ("0000", "T", None, False)),
    }
    assert read(BROADBAND, Kolada(), bodies) == [
        Row("broadband", "0604", "2022", 82.1), Row("broadband", "06", "2022", 80.0), Row("broadband", "00", "2022", None, status="värde saknas hos Kolada"),
    ]  # fmt: skip


def test_kolada_asks_for_no_more_than_25_key_figures_at_a_time() -> None:
    kpis = {f"k{n}": f"N{n:05}" for n in range(30)}
    ask = Asks(source(Kolada(), *kpis, kpis=kpis), kolada_page(("0604", "T", 1, False)).replace(b"N07900", b"N00000"))
    list(Kolada().read(ask))
    assert [request.url.split("/")[6].count(",") + 1 for request in ask.asked] == [25, 5]


def test_kolada_pages_cut_short_renamed_or_endless_stop() -> None:
    for body, told in (
        (kolada_page(("0604", "T", 1, False), count=2), "har 1 poster men säger sig ha 2"),
        (kolada_page(("0604", "T", 1, False)).replace(b"next_url", b"next_page"), "«next_url» saknas"),
        (kolada_page(("0604", "T", 1, False), next_url=KOLADA_URL), "tar aldrig slut"),
        (kolada_page(), "Ingen av våra kommuner"),
    ):
        with pytest.raises(ContractError, match=told):
            read(BROADBAND, Kolada(), {KOLADA_URL: body})
    with pytest.raises(NothingToReplay):
        read(BROADBAND, Kolada(), {KOLADA_URL: kolada_page()}, via="http://127.0.0.1:1")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_kolada_values_handed_in_as_a_table(pack: Callable[[bytes], bytes]) -> None:
    table = csv_of(
        ("kpi", "municipality", "period", "gender", "value"),
        ("N07900", "0604", 2022, "T", 82.1),
        ("N07900", "0006", 2022, "K", 1),
        ("N1", "0604", 2022, "T", 1),
    )
    assert read(BROADBAND, KoladaTable(), pack(table)) == [Row("broadband", "0604", "2022", 82.1)]
    with pytest.raises(ContractError, match="Fältet «period» saknas"):
        read(BROADBAND, KoladaTable(), pack(table.replace(b"period", b"year")))
    with pytest.raises(ContractError, match="Rad 2 i Koladas tabell: okänt"):
        read(BROADBAND, KoladaTable(), pack(table.replace(b"82.1", "okänt".encode())))


# --- Trafikanalys

CARS = Trafa(product="t1", first_year=2022, pick="drivmedel", values={"itrfslut": {"103": "electric", "105": "hybrid"}})


def trafa_answer(year: int, *rows: tuple[str, str, str, str]) -> bytes:
    def cell(column: str, name: str, value: str) -> dict[str, object]:
        return {"Name": name, "IsMeasure": not name, "Column": column, "Value": value, "FormattedValue": value}

    return dumps({
        "Header": {"Column": []}, "Errors": None,
        "Rows": [
            {"Cell": [cell("ar", str(year), str(year)), cell("drivmedel", fuel, "El"), cell("reglan", county, "L"), cell("regkom", place, "K"), cell("itrfslut", "", value)], "IsTotal": place == "t1"}
            for fuel, county, place, value in rows
        ],
    })  # fmt: skip


def question(year: int) -> str:
    return f"https://api.trafa.se/api/data?query=t1|ar:{year}|itrfslut|drivmedel:103,105|reglan|regkom"


def test_trafa_asks_year_by_year_restores_noughts_and_tells_of_a_missing_year() -> None:
    rows = (
        ("103", "06", "0604", "2"),
        ("105", "06", "0604", "3"),
        ("105", "06", "0684", "1"),
        ("103", "06", "t1", "9"),
        ("103", "t1", "t1", "99"),
        ("103", "aa", "aaaa", "5"),
    )
    ask = Asks(
        source(CARS, "electric", "hybrid"),
        {question(2022): trafa_answer(2022, *rows), question(2024): trafa_answer(2024, *rows)},
        year=2025,
    )
    found = [row for _, row in CARS.read(ask) if isinstance(row, Row)]
    assert [r.url for r in ask.asked] == [question(year) for year in (2022, 2023, 2024)]
    assert ask.missing == ["år 2023"]
    assert Row("electric", "0684", "2022", 0.0, status=OMITTED) in found
    assert Row("electric", "06", "2024", 9.0) in found
    assert Row("electric", "00", "2024", 99.0) in found
    assert not {r.place for r in found} - set(OURS.areas)


def test_trafa_refuses_another_year_errors_and_an_answer_without_rows() -> None:
    declared = source(CARS, "electric", "hybrid")
    for body, told in (
        (trafa_answer(2023, ("103", "06", "0604", "2")), "Frågan gällde år 2022, svaret gäller 2023"),
        (trafa_answer(2022), "har inga rader"),
        (dumps({"Errors": ["okänd produkt"], "Rows": []}), "okänd produkt"),
    ):
        with pytest.raises(ContractError, match=told):
            read(declared, CARS, {question(2022): body}, year=2023)


def test_an_interface_that_changes_is_a_named_error_or_gives_the_same_figures() -> None:
    handed_in = PxWeb1(
        url=URL, place="Region", period="År", pick="Kategori", values={VALUE: {"Antal": "plants"}},
        texts={"År": {"8": "2024"}, "Region": {"85": "0682"}, "Kategori": {"0": "Antal"}, "Klass": {"3": "Totalt"}},
    )  # fmt: skip
    one_year = Trafa(product="t1", pick="drivmedel", values={"itrfslut": {"103": "electric", "105": "hybrid"}})
    cars = trafa_answer(2022, ("103", "06", "0604", "2"), ("105", "06", "0604", "2"))
    table = csv_of(("kpi", "municipality", "period", "gender", "value"), ("N07900", "0604", 2022, "T", 1))
    assert never_changes_in_silence(source(handed_in, "plants"), handed_in, solar_answer(("8", "85", "3", "0", "5"))) >= 9
    assert never_changes_in_silence(source(PEOPLE, "people"), PEOPLE, cube(ASKED)) >= 20
    assert never_changes_in_silence(BROADBAND, Kolada(), kolada_page(("0604", "T", 1, False))) >= 9
    assert never_changes_in_silence(BROADBAND, KoladaTable(), table) == 6
    assert never_changes_in_silence(source(one_year, "electric", "hybrid"), one_year, cars) >= 6
