"""What must hold between what people have said of the entries of public registers, and the rest of the register."""

from collections.abc import Collection, Iterator, Sequence

from twin.register.faults import Fault
from twin.register.reading import Line
from twin.register.sheets import IGNORED


def entry_faults(
    registers: Sequence[Line], answers: Sequence[Line], same: Sequence[Line], initiatives: Collection[str], organisations: Collection[str]
) -> Iterator[Fault]:
    """Faults in the three sheets; `initiatives` and `organisations` are the ids that there are."""
    taken = {_entry(line): line for line in reversed(registers)}
    for line in registers:
        if line.cells["initiative_id"] not in initiatives:
            yield line.fault("initiative_id", "finns inte bland initiativen", "rätta id, eller lägg initiativet i initiatives.csv")
        first = taken[_entry(line)]
        if line.cells["initiative_id"] != first.cells["initiative_id"]:
            told = f"hör redan till {first.cells['initiative_id']} på rad {first.number}"
            yield line.fault("entry_id", told, "låt en post höra till ett initiativ: ta bort den ena raden")
    owned = {_entry(line): line.number for line in answers if line.cells["answer"] == "organisation"}
    for line in answers:
        yield from _answer(line, organisations)
        if line.cells["answer"] == "ignorera" and _entry(line) in taken:
            told = f"är tagen in i {taken[_entry(line)].cells['initiative_id']} och kan inte ignoreras"
            yield line.fault("entry_id", told, "ta bort raden här, eller raden i initiative_registers.csv")
        if line.cells["answer"] == "ingen" and _entry(line) in owned:
            told = f"motsäger rad {owned[_entry(line)]}, som säger vems posten är"
            yield line.fault("answer", told, "behåll den ena raden")
    yield from _same(same)


def _answer(line: Line, organisations: Collection[str]) -> Iterator[Fault]:
    answer, value = line.cells["answer"], line.cells["value"]
    if answer == "ignorera" and value not in IGNORED:
        yield line.fault("value", "är inget av skälen för att ignorera", f"skriv ett av: {', '.join(IGNORED)}")
    if answer == "ignorera" and value == "annat" and not line.cells["note_sv"]:
        yield line.fault("note_sv", "är tomt fast skälet är annat", "skriv skälet i ord")
    if answer == "organisation" and value not in organisations:
        yield line.fault("value", "finns inte bland organisationerna", "skriv organisationens id ur organisations.csv")
    if answer == "ingen" and value:
        yield line.fault("value", "finns fast svaret är ingen", "töm cellen")


def _same(lines: Sequence[Line]) -> Iterator[Fault]:
    seen: dict[frozenset[tuple[str, str]], int] = {}
    for line in lines:
        a, b = ((line.cells[f"{side}_source"], line.cells[f"{side}_id"]) for side in "ab")
        pair = frozenset((a, b))
        if a == b:
            yield line.fault("b_id", "är samma post som a", "en post jämförs inte med sig själv: ta bort raden")
        elif pair in seen and line.number != seen[pair]:
            yield line.fault("b_id", f"har redan ett svar tillsammans med {a[1]} på rad {seen[pair]}", "behåll den ena raden")
        seen.setdefault(pair, line.number)


def _entry(line: Line) -> tuple[str, str]:
    return line.cells["source_key"], line.cells["entry_id"]
