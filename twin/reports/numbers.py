"""Numbers and their receipts, numbered in the order they are first told: the same evidence has one number however often it is leaned on."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from twin.questions.sources import Receipt, receipts
from twin.receipt_words import how_obtained
from twin.reports.marks import marked
from twin.reports.model import Answer, Basis, Note, Number
from twin.words import listing, moment, stored, t


@dataclass
class Ledger:
    """Collects what a brief tells while its sentences are written."""

    host: str
    numbers: list[Number] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _known: dict[tuple[str, ...], int] = field(default_factory=dict)

    def tell(self, key: str, label: str, text: str, value: float, basis: Basis, evidence: Iterable[str]) -> str:
        """The number as it is written, with its receipt. `evidence` are ids of receipts. Raises LookupError where none of them is known: a number
        that can not show its receipt is not told."""
        return self._add(key, label, text, value, basis, self._published(tuple(sorted(set(evidence))), label))

    def count(self, key: str, label: str, text: str, ids: Iterable[str], what: str = "register") -> str:
        """A count of rows of the register ('register') or of the engine's suggestions ('suggestions')."""
        listed = tuple(sorted(ids))
        return self._add(key, label, text, float(len(listed)), Basis("count", ids=listed), self._own(what))

    def goal(self, key: str, label: str, text: str, value: float, id_: str, url: str, owner: str) -> str:
        """A goal's own number, from its owner's page."""
        n = self._numbered(("target", id_), t("Mål som ägaren har skrivit det"), owner, t("offentlig uppgift; ange källa"), url)
        return self._add(key, label, text, value, Basis("target", ids=(id_,)), n)

    def rests(self, text: str, label: str, evidence: Iterable[str]) -> str:
        """A title of a picture, with the receipt of the numbers in it. Raises LookupError as `tell`."""
        return marked(text, self._published(tuple(sorted(set(evidence))), label))

    def page(self, text: str, title: str, owner: str, url: str) -> str:
        """A statement that is no number, with the page it was read on."""
        return marked(text, self._numbered(("page", url), title, owner, t("offentlig uppgift; ange källa"), url))

    def _add(self, key: str, label: str, text: str, value: float, basis: Basis, n: int) -> str:
        self.numbers.append(Number(key, label, text, value, n, basis))
        return marked(text, n)

    def _own(self, what: str) -> int:
        title = {
            "register": t("Registret över initiativ; varje rad har sin egen källa"),
            "suggestions": t("Förslag som regler har funnit i registret; sidan Metod och kvalitet berättar hur"),
        }[what]
        return self._numbered((what,), title, self.host, t("egen sammanställning"), "")

    def _published(self, ids: tuple[str, ...], label: str) -> int:
        found = receipts(ids)
        if not found:
            raise LookupError(f"{label}: no receipt is known for {ids or 'nothing'}")
        titles, publishers = (
            list(dict.fromkeys(parts)) for parts in zip(*((stored(one.title), one.publisher) for one in found), strict=True)
        )
        licences = list(dict.fromkeys(stored(one.licence) for one in found))
        answers = tuple(_answer(one) for one in found)
        return self._numbered(ids, "; ".join(titles), listing(publishers), "; ".join(licences), "", answers)

    def _numbered(
        self, known: tuple[str, ...], title: str, publisher: str, licence: str, url: str, answers: tuple[Answer, ...] = ()
    ) -> int:
        if known not in self._known:
            self._known[known] = len(self.notes) + 1
            self.notes.append(Note(len(self.notes) + 1, title, publisher, licence, url, answers))
        return self._known[known]


def _answer(one: Receipt) -> Answer:
    return Answer(one.id, one.url, one.release, f"{how_obtained(one.obtained)}, {moment(one.fetched_at)}", one.sha256, one.copy_of or "")
