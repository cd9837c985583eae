"""How a figure is cited, by its publisher's rule: as published it is the publisher's; worked out here it is ours, and the publisher is its basis.

Kolada's terms ask for "Källa: Kolada" beside its own figures and forbid naming Kolada beside reworked ones: then the words are "open municipal
statistics", and the receipt leads on. The same holds for what was read through Kolada: its address is left out too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from twin.questions.sources import Receipt
from twin.receipt_words import how_obtained
from twin.words import date, language, listing, number, stored, t

NOT_BESIDE_REWORKED = "kolada"  # neither as publisher, nor in a title or an address


@dataclass(frozen=True)
class Citation:
    """A citation as pieces of text, each with the address it leads to or ''."""

    pieces: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Plain text, addresses written out."""
        return "".join(text for text, _ in self.pieces)

    @property
    def html(self) -> str:
        """The same as a paragraph to paste into a page; addresses are links."""
        return f'<p lang="{language()}">{"".join(_linked(text, url) for text, url in self.pieces)}</p>'


def cited(found: Iterable[Receipt], *, reworked: bool, coordinator: str, address: str = "") -> Citation:
    """What rests on these receipts. `reworked`: worked out here by `coordinator`, not as published. `address`: where the receipts can be read,
    '' where it is not known from outside. Raises ValueError without receipts: a figure without one is not shown, so not cited either."""
    by_source = _by_source(found)
    if not by_source:
        raise ValueError("no receipt to cite")
    if reworked:
        return Citation(((_calculated(by_source, coordinator), ""), *_receipt_at(address)))
    pieces = [piece for group in by_source for piece in ((" ", ""), *_as_published(group))][1:]
    return Citation((*pieces, *_receipt_at(address)))


def compiled(title: str, coordinator: str, dated: str, address: str = "") -> Citation:
    """A whole of ours, such as a brief, whose numbers each have a numbered receipt."""
    said = t("{title}. Sammanställd av {coordinator} {date}; varje tal har ett kvitto.", title=title, coordinator=coordinator, date=dated)
    return Citation(((said, ""), *_receipt_at(address)))


def _by_source(found: Iterable[Receipt]) -> list[list[Receipt]]:
    """The receipts of each publisher's title together, newest release first."""
    ordered = sorted(found, key=lambda one: (one.release, one.fetched_at, one.url), reverse=True)
    named = sorted(ordered, key=lambda one: (one.publisher, one.title, one.licence))
    groups = [list(group) for _, group in groupby(named, key=lambda one: (one.publisher, one.title, one.licence))]
    return sorted(groups, key=lambda group: ordered.index(group[0]))


def _as_published(group: Sequence[Receipt]) -> list[tuple[str, str]]:
    first, addresses = group[0], list(dict.fromkeys(one.url for one in group))
    said = {"publisher": first.publisher, "title": stored(first.title), "release": _releases(group)}
    pieces = [(t("Källa: {publisher}, {title}, utgåva {release}.", **said) + " ", ""), (first.url, first.url)]
    if len(addresses) > 1:
        pieces.append((" " + t("(och {n} adresser till, i kvittot)", n=number(len(addresses) - 1)), ""))
    how = listing(list(dict.fromkeys(how_obtained(one.obtained) for one in group)))
    got = {"date": date(max(one.fetched_at for one in group)), "how": how}
    direct = all(one.obtained == "direct" for one in group)
    fetched = t("Hämtad {date}.", date=got["date"]) if direct else t("Hämtad {date}, {how}.", **got)
    return [*pieces, (f". {fetched} {t('Licens: {licence}.', licence=stored(first.licence))}", "")]


def _calculated(groups: Sequence[Sequence[Receipt]], coordinator: str) -> str:
    named = [group for group in groups if not _hushed(group[0])]
    basis = [
        t("{publisher}: {title}, utgåva {release}", publisher=one[0].publisher, title=stored(one[0].title), release=_releases(one))
        for one in named
    ]
    if len(named) < len(groups):
        basis.append(t("öppen kommunal statistik"))
    return t("Egen beräkning av {coordinator}, på uppgifter ur {basis}.", coordinator=coordinator, basis="; ".join(basis))


def bases(found: Sequence[Receipt]) -> list[str]:
    """The publishers that a figure worked out here rests on, each once; those who must not be named beside it under one common name, last."""
    named = dict.fromkeys(one.publisher for one in found if not _hushed(one))
    return [*named, t("öppen kommunal statistik")] if any(map(_hushed, found)) else list(named)


def not_beside_reworked(text: str) -> bool:
    """Whether a text names somebody who must not be named beside a reworked figure."""
    return NOT_BESIDE_REWORKED in text.casefold()


def _hushed(one: Receipt) -> bool:
    return not_beside_reworked(f"{one.publisher} {one.title} {stored(one.title)}")


def _releases(group: Sequence[Receipt]) -> str:
    found = sorted({one.release for one in group})
    return listing([date(one) for one in found]) if len(found) < 4 else f"{date(found[0])}–{date(found[-1])}"


def _receipt_at(address: str) -> list[tuple[str, str]]:
    return [(f" {t('Kvitto:')} ", ""), (address, address)] if address else []


def _linked(text: str, url: str) -> str:
    return f'<a href="{escape(url, quote=True)}">{escape(text)}</a>' if url.startswith(("https://", "http://")) else escape(text)
