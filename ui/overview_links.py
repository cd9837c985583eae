"""What the map of Översikt shows of links: lines between municipalities, how many each has, and the same numbers as columns of the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from twin.maps import Link
from twin.questions.initiatives import Initiative
from twin.questions.links import Standing as Linked
from twin.questions.links import Tie, Touch, all_of, homes, ties, touch
from twin.questions.overview import Standing
from twin.questions.places import Place
from twin.words import number, t
from ui.connection_words import pairs_href
from ui.tables import Column


@dataclass(frozen=True)
class Connections:
    """The links between the municipalities' own initiatives, and what each municipality has of them (by code, the whole under the group's)."""

    ties: tuple[Tie, ...]
    touch: Mapping[str, Touch]


def connections(rows: Sequence[Linked], register: Sequence[Initiative], own: Sequence[Place], whole: str) -> Connections:
    """The links that stand, by municipality."""
    codes = [place.code for place in own]
    home = homes(register, codes)
    return Connections(tuple(ties(rows, home)), {**{code: touch(rows, home, code) for code in codes}, whole: all_of(rows)})


def lines(metric: str, shared: Mapping[tuple[str, str], int], linked: Connections) -> tuple[Link, ...]:
    """The confirmed lie on top of the suggested."""
    if metric == "initiativ":
        return tuple(Link(a, b, n) for (a, b), n in shared.items())
    if metric != "samband":
        return ()
    suggested = [Link(tie.a, tie.b, tie.open, "suggested") for tie in linked.ties if tie.open]
    return (*suggested, *(Link(tie.a, tie.b, tie.confirmed, "confirmed") for tie in linked.ties if tie.confirmed))


def columns_of(linked: Connections, names: Mapping[str, str], *, hidden: bool) -> list[Column]:
    """Synergies, overlaps and what is confirmed, and with whom: on screen where the map shows it, always in the download."""

    def of(row: Standing) -> Touch:
        return linked.touch[row.place.code]

    def others(row: Standing) -> str:
        return ", ".join(f"{names[code]}\u00a0{n}" for code, n in of(row).others)

    return [
        Column(t("Möjliga synergier"), lambda row: of(row).synergies, number, numeric=True, csv_only=hidden),
        Column(t("Möjliga överlapp"), lambda row: of(row).overlaps, number, numeric=True, csv_only=hidden),
        Column(t("Bekräftade"), lambda row: of(row).confirmed, number, numeric=True, csv_only=hidden),
        Column(t("Linjer till"), others, csv_only=hidden),
    ]


def links_source() -> str:
    """HTML: where the numbers of links come from."""
    words = t("Källa: egen beräkning ur initiativregistret. Hur par hittas och hur bra förslagen är står på sidan Metod och kvalitet.")
    return f'{escape(words)} <a href="{escape(pairs_href())}" target="_self">{escape(t("Alla par"))}</a>'
