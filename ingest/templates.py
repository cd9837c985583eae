"""What `python -m ingest new KEY --kind KIND` writes to start from: one text a family, with what must be decided beside it."""

HEAD = '''"""{key}: say in a line what the figures are."""

{imports}from ingest.source import Indicator, Source

SOURCE = Source(
    title="Vad siffrorna visar",
    publisher="Utgivaren",
    licence="fri användning, ange källa",
    licence_class="authority",
    homepage="{homepage}",
    track="climate",
    cadence="årligen",
    limits="Vad siffrorna inte kan säga.",
    method="Hur siffrorna kommer till.",
    indicators=({indicator},),
    fetch={fetch},
    row_count=(6, 400),  # least and most, of every figure together
)
'''
_NUMBER = 'Indicator("{key}", unit="antal", value_range=(0, 100000))'


def _px(connector: str, module: str, url: str, place: str, period: str, pick: str, code: str, only: str) -> dict[str, str]:
    return {
        "imports": f"from ingest.connectors.{module} import {connector}\nfrom ingest.connectors.table import VALUE\n",
        "fetch": f"""{connector}(
        url="{url}",
        place="{place}",
        period="{period}",
        pick="{pick}",  # the variable that says what is counted
        only={{{{{only}}}}},  # one value of every variable that divides no further
        values={{{{VALUE: {{{{"{code}": "{{key}}"}}}}}}}},
    )""",
    }  # fmt: skip


TEMPLATES: dict[str, dict[str, str]] = {
    "kolada": {
        "imports": "from ingest.connectors.kolada import Kolada\n",
        "homepage": "https://www.kolada.se/",
        "indicator": 'Indicator("{key}", kpi="N00000", unit="%", value_range=(0, 100))',
        "fetch": "Kolada()",
    },
    "csv": {
        "imports": "from ingest.connectors.csv_table import CsvTable\n",
        "fetch": """CsvTable(
        url="https://example.org/fil.csv",
        separator=",",  # ";" or "\\t" where the file has that between its columns
        decimal=".",  # "," where the file writes 12,5
        place="kommunkod",
        period="år",
        values={{"värde": "{key}"}},
    )""",
    },
    "workbook": {
        "imports": "from ingest.connectors.workbook import Workbook\n",
        "fetch": """Workbook(
        url="https://example.org/fil.xlsx",
        sheets={{"Blad1": {{"Antal": "{key}"}}}},  # a sheet's name, then heading -> indicator
        anchor="Kommun",  # a cell in the heading row
        rows_below=0,  # heading rows under that one
        place="Kommun",
        at="2025",  # or period= the column that says it
    )""",
    },
    "json": {
        "imports": "from ingest.connectors.json_records import JsonRecords\n",
        "fetch": """JsonRecords(
        url="https://example.org/poster",
        path="data",  # where the list stands; "" where the answer is the list
        next="next",  # the field with the next page's address; or page= or offset= the parameter that counts
        place="kommun",
        period="år",
        values={{"antal": "{key}"}},
    )""",
    },
    "rowstore": {
        "imports": "from ingest.connectors.rowstore import RowStore\n",
        "fetch": """RowStore(
        url="https://example.org/rowstore/dataset/00000000-0000-0000-0000-000000000000",
        place="kommun",
        period="ar",
        values={{"antal": "{key}"}},
    )""",
    },
    "wfs": {
        "imports": "from ingest.connectors.table import POINT\nfrom ingest.connectors.wfs import Wfs\n",
        "fetch": """Wfs(
        url="https://example.org/geoserver/wfs",
        layer="namn:lager",
        sort="id",  # a property that is never the same twice: it keeps the pages apart
        place=POINT,  # or the field with the municipality
        at="2026",
        count="{key}",  # how many things there are; or sum={{}} what a field of theirs comes to; or values=
    )""",
    },
    "ogc": {
        "imports": "from ingest.connectors.ogc import OgcFeatures\nfrom ingest.connectors.table import POINT\n",
        "fetch": """OgcFeatures(
        url="https://example.org/ogc",
        collection="lager",
        place=POINT,  # or the field with the municipality
        at="2026",
        count="{key}",  # how many things there are; or sum={{}} what a field of theirs comes to; or values=
    )""",
    },
    "pxweb1": _px("PxWeb1", "pxweb1", "https://example.org/api/v1/sv/tabell.px", "Region", "År", "Kategori", "Antal", '"Klass": ("Totalt",)'),
    "pxweb2": _px(
        "PxWeb2", "pxweb2", "https://statistikdatabasen.scb.se/api/v2/tables/TAB0000", "Region", "Tid", "ContentsCode", "000000XX", '"Kon": ("TotSa",)'
    ),
    "jsonstat": _px("JsonStat", "jsonstat", "https://example.org/data.json", "Region", "Tid", "ContentsCode", "000000XX", '"Kon": ("TotSa",)'),
}  # fmt: skip
_ELSE = {"homepage": "https://example.org/", "indicator": _NUMBER}
KINDS = tuple(TEMPLATES)


def text(key: str, kind: str) -> str:
    """The source file to start from."""
    parts = {name: part.format(key=key) for name, part in {**_ELSE, **TEMPLATES[kind]}.items()}
    return HEAD.format(key=key, **parts)
