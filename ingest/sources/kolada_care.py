"""Welfare technology (0 no, 1 on trial, 2 rolled out) and automated processing (0 no, 1 yes) in care and social services, from Kolada."""

from functools import partial

from ingest.connectors.kolada import Kolada, KoladaTable
from ingest.source import Indicator, Source

steps = partial(Indicator, unit="steg", value_range=(0, 2))
yes_no = partial(Indicator, unit="ja/nej", value_range=(0, 1))
SOURCE = Source(
    title="Välfärdsteknik och automation enligt Kolada",
    publisher="Kolada (RKA)", licence="fri användning, ange «Källa: Kolada»", licence_class="open", homepage="https://www.kolada.se/",
    track="digital", fetch=Kolada(), accepts={"kolada": KoladaTable()},
    limits="Kommunernas egna svar. «Infört» betyder att alla i målgruppen kan få tekniken, inte hur många som använder den. Alla frågor ställs inte varje år.",
    method="Socialstyrelsen frågar varje år kommunerna om e-hälsa och välfärdsteknik; Kolada visar svaren.",
    row_count=(60, 1500),  # least: half of the answers of two years; most: every question, six municipalities, 20 years
    indicators=(
        steps("care_digital_supervision", kpi="U21340"), steps("care_gps_alarm", kpi="U21341"), steps("care_passive_alarm", kpi="U21342"),
        steps("care_video_planning", kpi="U21343"), steps("care_training", kpi="U21345"), steps("care_shopping", kpi="U21347"),
        steps("care_communication", kpi="U21348"), steps("care_digital_locks", kpi="U21349"),
        steps("health_digital_signing", kpi="U07344"), steps("health_medicine_cabinets", kpi="U07346"),
        steps("health_planning_tool", kpi="U07347"), yes_no("care_technology_management", kpi="U07353"),
        yes_no("automation_elderly_care", kpi="U20341"), yes_no("automation_financial_aid", kpi="U31341"),
        yes_no("automation_disability", kpi="U28341"), yes_no("automation_children", kpi="U33341"),
        yes_no("automation_decisions", kpi="U07365"),
    ),
)  # fmt: skip
