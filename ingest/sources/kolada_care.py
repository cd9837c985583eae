"""Welfare technology (0 no, 1 on trial, 2 rolled out) and automated processing (0 no, 1 yes) in care and social services, from Kolada."""

from ingest.connectors.kolada import Kolada, KoladaTable
from ingest.source import Indicator, Source

ROLLOUT = (0, 2)
YES_NO = (0, 1)

SOURCE = Source(
    title="Välfärdsteknik och automation enligt Kolada",
    publisher="Kolada (RKA)",
    licence="fri användning, ange «Källa: Kolada»",
    licence_class="open",
    homepage="https://www.kolada.se/",
    track="digital",
    limits="Kommunernas egna svar. «Infört» betyder att alla i målgruppen kan få tekniken, inte hur många som använder den. Alla frågor ställs inte varje år.",
    method="Socialstyrelsen frågar varje år kommunerna om e-hälsa och välfärdsteknik; Kolada visar svaren.",
    fetch=Kolada(),
    accepts={"kolada": KoladaTable()},
    row_count=(60, 1500),  # least: half of the answers of two years; most: every question, six municipalities, 20 years
    indicators=(
        Indicator("care_digital_supervision", unit="steg", kpi="U21340", value_range=ROLLOUT),
        Indicator("care_gps_alarm", unit="steg", kpi="U21341", value_range=ROLLOUT),
        Indicator("care_passive_alarm", unit="steg", kpi="U21342", value_range=ROLLOUT),
        Indicator("care_video_planning", unit="steg", kpi="U21343", value_range=ROLLOUT),
        Indicator("care_training", unit="steg", kpi="U21345", value_range=ROLLOUT),
        Indicator("care_shopping", unit="steg", kpi="U21347", value_range=ROLLOUT),
        Indicator("care_communication", unit="steg", kpi="U21348", value_range=ROLLOUT),
        Indicator("care_digital_locks", unit="steg", kpi="U21349", value_range=ROLLOUT),
        Indicator("health_digital_signing", unit="steg", kpi="U07344", value_range=ROLLOUT),
        Indicator("health_medicine_cabinets", unit="steg", kpi="U07346", value_range=ROLLOUT),
        Indicator("health_planning_tool", unit="steg", kpi="U07347", value_range=ROLLOUT),
        Indicator("care_technology_management", unit="ja/nej", kpi="U07353", value_range=YES_NO),
        Indicator("automation_elderly_care", unit="ja/nej", kpi="U20341", value_range=YES_NO),
        Indicator("automation_financial_aid", unit="ja/nej", kpi="U31341", value_range=YES_NO),
        Indicator("automation_disability", unit="ja/nej", kpi="U28341", value_range=YES_NO),
        Indicator("automation_children", unit="ja/nej", kpi="U33341", value_range=YES_NO),
        Indicator("automation_decisions", unit="ja/nej", kpi="U07365", value_range=YES_NO),
    ),
)
