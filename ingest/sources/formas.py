"""Formas' register of granted research projects: all of it the first time, then what has changed."""

from ingest.connectors.entries import Entries
from ingest.connectors.json_records import JsonRecords
from ingest.source import Source

API = "https://data.formas.se/api/projekt/"
SOURCE = Source(
    title="Formas projekt", publisher="Formas", licence="ingen licens angiven; myndighetens öppna data, ange källa", licence_class="authority",
    homepage="https://formas.se/", track="context", cadence="löpande",
    limits="Bara den organisation som förvaltar medlen; partner och kommun saknas. Har inte hämtats från utgivaren; svaren i proven har "
    "påhittade värden i utgivarens form.",
    method="Hela registret första gången, sedan det som ändrats med en veckas överlapp. Formas egna ämnesområden och hållbarhetsmål följer med "
    "som koder.",
    row_count=(3000, 40_000),  # 7,074 in November 2022; later conversations bring what has changed, or nothing
    may_reject=0.02,  # typed by thousands of applicants
    fetch=JsonRecords(
        url=API + "getbychangeddate/{since}", whole_url=API + "GetAll",
        entries=Entries(
            kind="grant", id="{diarienummer}", title="{ärenderubrik|ärenderubrikEngelska}", text="{projektbeskrivning|abstract} {nyckelord}",
            organisation="{medelsförvaltareNamn}", orgnr="{medelsförvaltareOrgnr}", start="{projektStart}", end="{projektSlut}",
            amount="beviljatBidrag", funder="Formas", case="{diarienummer}", codes=("sdg:{hållbarhetsmål}", "formas:{formasÄmnesområde}"),
            status="{status}",
        ),
    ),
)  # fmt: skip
