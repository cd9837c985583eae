"""What needs attention now: found by rules over the figures, never typed in. Each line says what to do or where to look."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from twin.questions.gaps import Gap
from twin.questions.initiatives import Count
from twin.questions.links import Standing
from twin.questions.overview import climate_plans, newest_digital_year, places_without_goal
from twin.questions.series import Change
from twin.words import count_word, date, listing, number, percent, t, tn
from ui.receipt import receipt
from ui.shell import address
from ui.theme import small, track_sign


@dataclass(frozen=True)
class Notice:
    """One line; `page` is where the reader can go on, with its parameters."""

    track: str
    text: str
    page: str
    parameters: dict[str, str]
    receipt_ids: tuple[str, ...] = ()


def notices(
    changes: dict[str, Change], register: Count, states: Sequence[str], names: dict[str, str], built_year: int,
    linked: Sequence[Standing], gaps: Mapping[str, Sequence[Gap]],
) -> list[Notice]:  # fmt: skip
    """All that the rules find, weightiest first. `states` are those of all sources, `linked` the pairs that stand, `gaps` by kind."""
    found = [
        _rise(changes, names), _goals(names), _plans(names), _unreviewed(linked), _lagging(gaps["indicator"], names), _unserved(gaps),
        _digital_age(built_year), _statements(register), *_states(states),
    ]  # fmt: skip
    return [notice for notice in found if notice]


def _unreviewed(linked: Sequence[Standing]) -> Notice | None:
    n = sum(not one.confirmed and one.suggestion.grade == "T1" for one in linked)
    if not n:
        return None
    text = tn(
        "{n} möjlig synergi i den högsta nivån (T1) väntar på att någon granskar den.",
        "{n} möjliga synergier i den högsta nivån (T1) väntar på att någon granskar dem.",
        n,
    )
    return Notice("both", text, "pages/connections.py", {"niva": "T1"})


def _lagging(found: Sequence[Gap], names: dict[str, str]) -> Notice | None:
    if not found:
        return None
    text = t(
        "I {n} fall är ett nyckeltal sämre än länets utan att kommunens egna initiativ i registret rör saken: {places}.",
        n=number(len(found)), places=listing([name for code, name in names.items() if any(gap.place == code for gap in found)]),
    )  # fmt: skip
    return Notice("climate", text, "pages/connections.py", {"vy": "luckor"})


def _unserved(gaps: Mapping[str, Sequence[Gap]]) -> Notice | None:
    climate, digital = len(gaps["no_enabler"]), len(gaps["no_use"])
    if not climate + digital:
        return None
    text = t(
        "Utan motpart i registret: klimatinitiativ som en regel säger kan ha digitalt stöd ({climate}), digitala initiativ utan klimatnytta ({digital}).",
        climate=number(climate), digital=number(digital),
    )  # fmt: skip
    return Notice("both", text, "pages/connections.py", {"vy": "luckor"})


def _rise(changes: dict[str, Change], names: dict[str, str]) -> Notice | None:
    own = {place: change for place, change in changes.items() if place in names}
    risen = sorted((change for change in own.values() if change.percent > 0), key=lambda change: -change.percent)
    if not risen:
        return None
    most, least, year = risen[0], risen[-1], date(risen[0].after.period)
    if len(risen) == len(own):
        text = t(
            "Utsläppen av växthusgaser ökade {year} i alla {n} kommunerna: mest i {most} ({high}), minst i {least} ({low}).",
            year=year, n=count_word(len(own)), most=names[most.place], high=percent(most.percent), least=names[least.place], low=percent(least.percent),
        )  # fmt: skip
    else:
        text = t(
            "Utsläppen av växthusgaser ökade {year} i {places}: mest i {most} ({high}).",
            year=year, places=listing([names[change.place] for change in risen]), most=names[most.place], high=percent(most.percent),
        )  # fmt: skip
    receipts = tuple(id for change in risen for id in change.after.receipt_ids)
    return Notice("climate", text, "pages/indicators.py", {}, receipts)


def _goals(names: dict[str, str]) -> Notice | None:
    without = [names[place] for place in places_without_goal()]
    if not without:
        return None
    return Notice(
        "climate", t("Mål för växthusgaserna i hela kommunen: ej funnet för {places}.", places=listing(without)), "pages/indicators.py", {}
    )


def _plans(names: dict[str, str]) -> Notice | None:
    missing = {plan.place: plan for plan in climate_plans() if plan.url is None}
    if not missing.keys() & names.keys():
        return None
    text = t(
        "Klimatplan ej funnen för {places}, enligt den lista som följs.",
        places=listing([name for place, name in names.items() if place in missing]),
    )
    return Notice("climate", text, "pages/sources.py", {"kalla": "climate_plans"}, tuple(plan.receipt_id for plan in missing.values()))


def _digital_age(built_year: int) -> Notice | None:
    year = newest_digital_year()
    if year is None or built_year - year < 2:
        return None
    text = t("De digitala nyckeltalen slutar {year}: det som hänt sedan dess syns inte.", year=str(year))
    return Notice("digital", text, "pages/sources.py", {"spar": "digital"})


def _statements(register: Count) -> Notice | None:
    if not register.old + register.undated:
        return None
    text = t(
        "{n} av {total} initiativ bygger på uppgifter som är gamla ({old}) eller saknar datum ({undated}). Fråga ägaren innan de används.",
        n=register.old + register.undated, total=register.total, old=register.old, undated=register.undated,
    )  # fmt: skip
    return Notice("both", text, "pages/initiatives.py", {"alder": "old"})


def _states(states: Sequence[str]) -> list[Notice]:
    n = Counter(states)
    told = {
        "FAILED": tn(
            "{n} källa kunde inte läsas. De senaste goda siffrorna visas.",
            "{n} källor kunde inte läsas. De senaste goda siffrorna visas.",
            n["FAILED"],
        ),
        "DEGRADED": tn("{n} källa svarade bara delvis.", "{n} källor svarade bara delvis.", n["DEGRADED"]),
        "EMBEDDED": tn(
            "{n} källa visar inbyggda siffror: de har inte hämtats från utgivaren av den här installationen.",
            "{n} källor visar inbyggda siffror: de har inte hämtats från utgivaren av den här installationen.",
            n["EMBEDDED"],
        ),
        "NONE": tn("{n} källa har inte hämtats än.", "{n} källor har inte hämtats än.", n["NONE"]),
    }
    return [Notice("context", text, "pages/sources.py", {"lage": state}) for state, text in told.items() if n[state]]


def notice_list(found: list[Notice]) -> None:
    """The notices, each with its track's sign, its receipt and a way onward."""
    if not found:
        small(t("Inget just nu."))
    onward = {
        "pages/indicators.py": t("Till Nyckeltal"),
        "pages/initiatives.py": t("Till Initiativ"),
        "pages/connections.py": t("Till Samband"),
        "pages/sources.py": t("Till Källor"),
    }
    for index, notice in enumerate(found):
        with st.container(key=f"notice-{index}"):
            text, way = st.columns([5, 2], vertical_alignment="center")
            text.html(f'<p class="tt-notice">{track_sign(notice.track)} {escape(notice.text)}</p>')
            with way, st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
                receipt(notice.receipt_ids, key=f"receipt-notice-{index}")
                st.page_link(notice.page, label=onward[notice.page], query_params=address(**notice.parameters))
