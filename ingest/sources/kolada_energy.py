"""How much energy is used inside the municipality, by whom, and how much of it is renewable, from Kolada."""

from functools import partial

from ingest.connectors.kolada import Kolada, KoladaTable
from ingest.source import Indicator, Source

MOST = (0, 700)  # MWh per inhabitant; a steel town had 632
use = partial(Indicator, unit="MWh per invånare", value_range=(0, 50))
SOURCE = Source(
    title="Energi enligt Kolada",
    publisher="Kolada (RKA)", licence="fri användning, ange «Källa: Kolada»", licence_class="open", homepage="https://www.kolada.se/",
    track="climate", fetch=Kolada(), accepts={"kolada": KoladaTable()},
    limits="Många år saknas: ett tal som skulle röja ett enskilt företag är hemligt. Energiplanen är kommunens egen bedömning och frågan har inte "
    "ställts varje år. Summor och vägda medel för kommunerna tillsammans är våra, inte Koladas.",
    method="Energimyndigheten och SCB räknar årligen energin inom gränsen; Boverket frågar om energiplan, Gatustatistik om belysning.",
    row_count=(100, 4000),  # least: total use and energy plan alone, six municipalities; most: every figure, 8 places, 45 years
    indicators=(
        use("energy_use_total", kpi="N45905", value_range=MOST), use("energy_use_fossil", kpi="N45909", value_range=MOST),
        use("energy_use_industry", kpi="N45911", value_range=MOST), use("energy_use_transport", kpi="N45913", value_range=(0, 100)),
        use("energy_use_households", kpi="N45920"), use("energy_use_public", kpi="N45912"), use("energy_use_farming", kpi="N45910"),
        use("energy_use_district_heating", kpi="N45907"),
        Indicator("district_heating_renewable", unit="%", kpi="N45930", value_range=(0, 100.1)),  # the publisher rounds: 100.01 occurs
        Indicator("wind_power", unit="MWh", kpi="N45904", value_range=(0, 100_000_000)),  # the country: 33 TWh in 2022
        Indicator("street_light_energy", unit="kWh per ljuspunkt", kpi="U07426", value_range=(0, 3000)),
        Indicator("energy_plan", unit="ja/nej", kpi="U07527", value_range=(0, 1)),
    ),
)  # fmt: skip
