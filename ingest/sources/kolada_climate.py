"""Transport, waste, food and what residents think of the climate work, from Kolada."""

from functools import partial

from ingest.connectors.kolada import Kolada, KoladaTable
from ingest.source import Indicator, Source

SURVEY = "SCB:s medborgarundersökning görs bara i kommuner som anmält sig, så alla kommuner har inte svar varje år."
share = partial(Indicator, unit="%", value_range=(0, 100))
SOURCE = Source(
    title="Transporter, avfall och klimatarbete enligt Kolada",
    publisher="Kolada (RKA)", licence="fri användning, ange «Källa: Kolada»", licence_class="open", homepage="https://www.kolada.se/",
    track="climate", fetch=Kolada(), accepts={"kolada": KoladaTable()},
    limits=f"{SURVEY} Tal om avfall och fordon kan rättas bakåt utan besked. Summor och vägda medel för kommunerna tillsammans är våra, inte Koladas.",
    method="Kolada samlar tal från SCB, Trafikanalys, Miljöfordon Sverige, Avfall Sverige, Energimyndigheten och Ekomatcentrum.",
    row_count=(30, 4000),  # least: the two vehicle shares, three years, six municipalities; most: every figure, 8 places, 33 years
    indicators=(
        share("climate_work_satisfaction", kpi="N00636"), share("climate_information_satisfaction", kpi="N00637"),
        share("electric_cars_share", kpi="N07945"), share("fossil_independent_cars", kpi="U00501"),
        share("fossil_independent_fleet", kpi="U00502"),
        Indicator("car_mileage", unit="mil per invånare", kpi="U07917", value_range=(100, 3000), jump=(1.2, "störst hittills: 1,09 (Sävsjö 2020)")),
        Indicator("charging_points_public", unit="laddpunkter", kpi="N07713", value_range=(0, 1_000_000)),
        share("charging_satisfaction", kpi="N00576"), share("population_near_transit", kpi="N07418"),
        share("transit_satisfaction", kpi="N00572"), share("cycleway_satisfaction", kpi="N00570"),
        Indicator("waste_collected", unit="kg per invånare", kpi="U07801", value_range=(50, 2000), jump=(1.5, "störst hittills: 1,27 (Tranås 2018)")),
        share("waste_recycled", kpi="U07414"),
        Indicator("food_waste_recycled", unit="%", kpi="U07480", value_range=(0, 150)),  # the divisor is an estimate: one true value is 132
        share("organic_food", kpi="U07514", breaks={2015: "fisk som inte är ekologisk räknas bort"}),
    ),
)  # fmt: skip
