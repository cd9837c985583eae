"""Broadband, measured speeds, IT health and what residents think of digital services, from Kolada."""

from ingest.connectors.kolada import Kolada, KoladaTable
from ingest.source import Indicator, Source

PERCENT = (0, 100)
SPEED = (0, 10_000)
BASIS = {2010: "2009 mättes på annan grund", 2015: "hushåll i stället för befolkning", 2021: "befolkning i stället för hushåll"}
MOBILE_JUMP = {2022: "hastigheterna hoppar i hela landet; utgivaren anger inget skäl"}

SOURCE = Source(
    title="Bredband, it och digitala tjänster enligt Kolada",
    publisher="Kolada (RKA)",
    licence="fri användning, ange «Källa: Kolada»",
    licence_class="open",
    homepage="https://www.kolada.se/",
    track="digital",
    limits="Uppmätta hastigheter kommer från dem som själva valt att mäta. SCB:s medborgarundersökning görs bara i kommuner som anmält sig. "
    "It-hälsan mättes till och med 2025. Summor och vägda medel för kommunerna tillsammans är våra, inte Koladas.",
    method="Kolada samlar tal från Post- och telestyrelsen, Internetstiftelsen, SCB och Brå.",
    fetch=Kolada(),
    accepts={"kolada": KoladaTable()},
    row_count=(200, 4000),  # least: broadband, speeds and IT health, six municipalities; most: every figure, 8 places, 27 years
    indicators=(
        Indicator("broadband_100mbit", unit="%", kpi="N07900", value_range=PERCENT, breaks=BASIS),
        Indicator("broadband_1gbit", unit="%", kpi="N07918", value_range=PERCENT, breaks={2021: BASIS[2021]}),
        Indicator("broadband_1gbit_urban", unit="%", kpi="N07919", value_range=PERCENT),
        Indicator("broadband_1gbit_rural", unit="%", kpi="N07920", value_range=PERCENT),
        Indicator("speed_down_web", unit="Mbit/s", kpi="N90002", value_range=SPEED),
        Indicator("speed_up_web", unit="Mbit/s", kpi="N90003", value_range=SPEED),
        Indicator("speed_down_mobile", unit="Mbit/s", kpi="N90004", value_range=SPEED, breaks=MOBILE_JUMP),
        Indicator("speed_up_mobile", unit="Mbit/s", kpi="N90005", value_range=SPEED, breaks=MOBILE_JUMP),
        Indicator("internet_meets_needs", unit="%", kpi="N00563", value_range=PERCENT),
        Indicator("internet_meets_needs_fully", unit="%", kpi="N00564", value_range=PERCENT),
        Indicator(
            "it_health", unit="poäng", kpi="N90001", value_range=(-24, 12), own_organisation=True
        ),  # twelve checks, each from -2 to 1
        Indicator("online_fraud_worry", unit="%", kpi="N07616", value_range=PERCENT),
        Indicator("digital_library_satisfaction", unit="%", kpi="N00587", value_range=PERCENT),
    ),
)
