"""How a number came about, in words: what is worked out here is said to be our own calculation, with its publishers as the basis."""

from twin.reports.model import Basis, Brief, Note, Number
from twin.words import t


def how(basis: Basis) -> str:
    """'som utgivaren har det', or which calculation of ours it is."""
    return {
        "value": t("som utgivaren har det"),
        "sum": t("egen beräkning: summan av kommunerna"),
        "weighted": t("egen beräkning: kommunernas medelvärde, vägt med folkmängden"),
        "change": t("egen beräkning: förändring i procent"),
        "per_inhabitant": t("egen beräkning: utsläpp delat med folkmängd"),
        "points": t("egen beräkning: sektorns del av förändringen"),
        "rank": t("egen beräkning: ordning efter utsläpp per invånare"),
        "ratio": t("egen beräkning: det högsta delat med det lägsta"),
        "target": t("målets eget tal"),
        "count": t("egen räkning av rader"),
    }[basis.how]


def told(number: Number) -> str:
    """A line of the receipt: the number, what it is, and how it came about."""
    return f"{number.text}: {number.label} ({how(number.basis)})"


def lines(brief: Brief, note: Note, *, tables: bool = False) -> list[str]:
    """What a receipt is leaned on for, each number once; those of the annex's tables only where `tables` asks for them."""
    mine = (number for number in brief.numbers if number.note == note.n and (tables or not number.key.startswith("figure_")))
    return list(dict.fromkeys(map(told, mine)))
