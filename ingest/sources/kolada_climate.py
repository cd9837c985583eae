"""Transport, waste, food and what residents think of the climate work, from Kolada."""

from ingest.connectors.kolada import Kolada, KoladaTable
from ingest.source import Indicator, Source

SURVEY = "SCB:s medborgarundersökning görs bara i kommuner som anmält sig, så alla kommuner har inte svar varje år."
PERCENT = (0, 100)

SOURCE = Source(
    title="Transporter, avfall och klimatarbete enligt Kolada",
    publisher="Kolada (RKA)",
    licence="fri användning, ange «Källa: Kolada»",
    licence_class="open",
    homepage="https://www.kolada.se/",
    track="climate",
    limits=f"{SURVEY} Tal om avfall och fordon kan rättas bakåt utan besked. Summor och vägda medel för kommunerna tillsammans är våra, inte Koladas.",
    method="Kolada samlar tal från SCB, Trafikanalys, Miljöfordon Sverige, Avfall Sverige, Energimyndigheten och Ekomatcentrum.",
    fetch=Kolada(),
    accepts={"kolada": KoladaTable()},
    row_count=(30, 4000),  # least: the two vehicle shares, three years, six municipalities; most: every figure, 8 places, 33 years
    indicators=(
        Indicator("climate_work_satisfaction", unit="%", kpi="N00636", value_range=PERCENT),
        Indicator("climate_information_satisfaction", unit="%", kpi="N00637", value_range=PERCENT),
        Indicator("electric_cars_share", unit="%", kpi="N07945", value_range=PERCENT),
        Indicator("fossil_independent_cars", unit="%", kpi="U00501", value_range=PERCENT),
        Indicator("fossil_independent_fleet", unit="%", kpi="U00502", value_range=PERCENT),
        Indicator("car_mileage", unit="mil per invånare", kpi="U07917", value_range=(100, 3000)),
        Indicator("charging_points_public", unit="laddpunkter", kpi="N07713", value_range=(0, 1_000_000)),
        Indicator("charging_satisfaction", unit="%", kpi="N00576", value_range=PERCENT),
        Indicator("population_near_transit", unit="%", kpi="N07418", value_range=PERCENT),
        Indicator("transit_satisfaction", unit="%", kpi="N00572", value_range=PERCENT),
        Indicator("cycleway_satisfaction", unit="%", kpi="N00570", value_range=PERCENT),
        Indicator("waste_collected", unit="kg per invånare", kpi="U07801", value_range=(50, 2000)),
        Indicator("waste_recycled", unit="%", kpi="U07414", value_range=PERCENT),
        Indicator("food_waste_recycled", unit="%", kpi="U07480", value_range=(0, 150)),  # the divisor is an estimate: one true value is 132
        Indicator("organic_food", unit="%", kpi="U07514", value_range=PERCENT, breaks={2015: "fisk som inte är ekologisk räknas bort"}),
    ),
)
