"""Broadband, measured speeds, IT health and what residents think of digital services, from Kolada."""

from functools import partial

from ingest.connectors.kolada import Kolada, KoladaTable
from ingest.source import Indicator, Source

share = partial(Indicator, unit="%", value_range=(0, 100))
speed = partial(Indicator, unit="Mbit/s", value_range=(0, 10_000))
BASIS = {2010: "2009 mättes på annan grund", 2015: "hushåll i stället för befolkning", 2021: "befolkning i stället för hushåll"}
MOBILE_JUMP = {2022: "hastigheterna hoppar i hela landet; utgivaren anger inget skäl"}
SOURCE = Source(
    title="Bredband, it och digitala tjänster enligt Kolada",
    publisher="Kolada (RKA)", licence="fri användning, ange «Källa: Kolada»", licence_class="open", homepage="https://www.kolada.se/",
    track="digital", fetch=Kolada(), accepts={"kolada": KoladaTable()},
    limits="Uppmätta hastigheter kommer från dem som själva valt att mäta. SCB:s medborgarundersökning görs bara i kommuner som anmält sig. "
    "It-hälsan mättes till och med 2025. Summor och vägda medel för kommunerna tillsammans är våra, inte Koladas.",
    method="Kolada samlar tal från Post- och telestyrelsen, Internetstiftelsen, SCB och Brå.",
    row_count=(200, 4000),  # least: broadband, speeds and IT health, six municipalities; most: every figure, 8 places, 27 years
    indicators=(
        share("broadband_100mbit", kpi="N07900", breaks=BASIS), share("broadband_1gbit", kpi="N07918", breaks={2021: BASIS[2021]}),
        share("broadband_1gbit_urban", kpi="N07919"), share("broadband_1gbit_rural", kpi="N07920"),
        speed("speed_down_web", kpi="N90002"), speed("speed_up_web", kpi="N90003"),
        speed("speed_down_mobile", kpi="N90004", breaks=MOBILE_JUMP), speed("speed_up_mobile", kpi="N90005", breaks=MOBILE_JUMP),
        share("internet_meets_needs", kpi="N00563"), share("internet_meets_needs_fully", kpi="N00564"),
        Indicator("it_health", unit="poäng", kpi="N90001", value_range=(-24, 12), own_organisation=True),  # twelve checks, each from -2 to 1
        share("online_fraud_worry", kpi="N07616"), share("digital_library_satisfaction", kpi="N00587"),
    ),
)  # fmt: skip
