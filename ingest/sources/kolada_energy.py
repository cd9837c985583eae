"""How much energy is used inside the municipality, by whom, and how much of it is renewable, from Kolada."""

from ingest.connectors.kolada import Kolada, KoladaTable
from ingest.source import Indicator, Source

USE = (0, 700)  # MWh per inhabitant; a steel town had 632
PER_INHABITANT = "MWh per invånare"

SOURCE = Source(
    title="Energi enligt Kolada",
    publisher="Kolada (RKA)",
    licence="fri användning, ange «Källa: Kolada»",
    licence_class="open",
    homepage="https://www.kolada.se/",
    track="climate",
    limits="Många år saknas: ett tal som skulle röja ett enskilt företag är hemligt. Energiplanen är kommunens egen bedömning och frågan har inte "
    "ställts varje år. Summor och vägda medel för kommunerna tillsammans är våra, inte Koladas.",
    method="Energimyndigheten och SCB räknar årligen energin inom gränsen; Boverket frågar om energiplan, Gatustatistik om belysning.",
    fetch=Kolada(),
    accepts={"kolada": KoladaTable()},
    row_count=(100, 4000),  # least: total use and energy plan alone, six municipalities; most: every figure, 8 places, 45 years
    indicators=(
        Indicator("energy_use_total", unit=PER_INHABITANT, kpi="N45905", value_range=USE),
        Indicator("energy_use_fossil", unit=PER_INHABITANT, kpi="N45909", value_range=USE),
        Indicator("energy_use_industry", unit=PER_INHABITANT, kpi="N45911", value_range=USE),
        Indicator("energy_use_transport", unit=PER_INHABITANT, kpi="N45913", value_range=(0, 100)),
        Indicator("energy_use_households", unit=PER_INHABITANT, kpi="N45920", value_range=(0, 50)),
        Indicator("energy_use_public", unit=PER_INHABITANT, kpi="N45912", value_range=(0, 50)),
        Indicator("energy_use_farming", unit=PER_INHABITANT, kpi="N45910", value_range=(0, 50)),
        Indicator("energy_use_district_heating", unit=PER_INHABITANT, kpi="N45907", value_range=(0, 50)),
        Indicator("district_heating_renewable", unit="%", kpi="N45930", value_range=(0, 100.1)),  # the publisher rounds: 100.01 occurs
        Indicator("wind_power", unit="MWh", kpi="N45904", value_range=(0, 100_000_000)),  # the country: 33 TWh in 2022
        Indicator("street_light_energy", unit="kWh per ljuspunkt", kpi="U07426", value_range=(0, 3000)),
        Indicator("energy_plan", unit="ja/nej", kpi="U07527", value_range=(0, 1)),
    ),
)
