"""`python -m ingest new` without a key: questions in a terminal, a look at the publisher's answer, and a source file at the end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

from ingest import hosts, wording
from ingest.errors import Fault, IngestError, WrongUse
from ingest.workshop.kinds import KINDS, kind
from ingest.workshop.looking import filled, look
from ingest.workshop.making import LICENCES, faults
from ingest.workshop.model import Draft, Look, Plain, Value
from ingest.workshop.trial import preview

Read = Callable[[str], str]
Say = Callable[[str], object]
Made = TypeVar("Made", Draft, Value)
SOURCE = (
    ("key", "Källans nyckel (små bokstäver, blir filens namn)"), ("title", "Vad siffrorna visar"), ("publisher", "Utgivare"),
    ("licence", "Licens, med utgivarens ord"), ("licence_class", f"Licensklass: {', '.join(LICENCES)}"), ("homepage", "Utgivarens sida (https://…)"),
    ("track", f"Spår: {', '.join(wording.TRACKS)}"), ("cadence", "Hur ofta den kommer"), ("limits", "Vad siffrorna inte kan säga"),
    ("method", "Hur siffrorna kommer till"),
)  # fmt: skip
VALUE = (
    ("indicator", "Nyckeltalets id (små bokstäver, understreck)"), ("unit", "Enhet"), ("low", "Minsta möjliga värde"), ("high", "Största möjliga värde"),
    ("decimals", "Antal decimaler"), ("name_sv", "Namn på svenska"), ("name_en", "Namn på engelska"),
    ("definition_sv", "Vad det mäter, på svenska, i en eller två meningar (40–220 tecken)"), ("definition_en", "Det samma på engelska"),
    ("theme", "Tema"), ("better", f"Vad som är bättre: {', '.join(wording.BETTER)}"),
)  # fmt: skip
NUMBERS = {"low": float, "high": float, "decimals": int}


class Dialogue:
    """One conversation. `read` gets a question and gives the answer; Enter takes what stands in brackets. Raises EOFError where it is left."""

    def __init__(self, read: Read, say: Say) -> None:
        self.read, self.say = read, say

    def draft(self) -> tuple[Draft, bytes | None, str]:
        """The finished draft, without a fault, with the file and its name where it is handed in."""
        self.say("Svara på frågorna; Enter tar det som står inom hakparentes. Ctrl-C avbryter och inget skrivs.")
        for n, one in enumerate(KINDS, start=1):
            self.say(f"  {n:>2}  {one.key:<9} {one.title}. {one.what}")
        chosen = self._one_of("Vilken sort?", [one.key for one in KINDS])
        made, body, name, seen = self._look(Draft(kind=chosen))
        made = self._columns(made, seen)
        made = replace(made, values=tuple(self._value(value) for value in made.values))
        for field, question in SOURCE:
            made = _with(made, field, self._ask(question, str(getattr(made, field))))
        made = self._mend(replace(made, row_count=(1, 10**6)))
        return self._rows(made, body, name), body, name

    def _look(self, made: Draft) -> tuple[Draft, bytes | None, str, Look]:
        body, name = None, ""
        while True:
            try:
                if made.kind == "file":
                    file = Path(self._ask("Filens sökväg")).expanduser()
                    body, name = file.read_bytes(), file.name
                    made = replace(made, options={**made.options, "release": self._ask("Utgåva (2026, 2026-03 eller 2026-03-31)")})
                elif made.kind == "kolada":
                    made = replace(made, options={"kpis": self._ask("Nyckeltalens id i Kolada, till exempel N85054")})
                else:
                    made = replace(made, url=self._host(self._ask("Adress till själva svaret (https://…)")))
                seen = self._layer(made, body)
                return replace(made, options={**made.options, **seen.guesses.options}), body, name, seen
            except (IngestError, OSError) as fault:
                self.say(f"{fault.problem} {fault.remedy}" if isinstance(fault, IngestError) else str(fault))

    def _layer(self, made: Draft, body: bytes | None) -> Look:
        """The look, once more for the sheet, list or layer that is chosen."""
        seen = look(made.kind, made.url, made.options, body)
        for ask in kind(made.kind).asks:
            there = seen.choices.get(ask.name, ())
            if ask.name in ("place", "values", "sort") or len(there) < 2:
                continue
            guess = str(seen.guesses.options.get(ask.name, ""))
            chosen = self._one_of(f"{ask.label}?", there, guess if guess in there else "")
            if chosen != guess:
                seen = look(made.kind, made.url, {**made.options, ask.name: chosen}, body)
        self._show(seen)
        return seen

    def _host(self, url: str) -> str:
        if (why := hosts.refusal(url)) and hosts.REMEDY in why and self._ask(f"{why} Lägga till den nu? ja/nej", "nej").startswith("j"):
            hosts.add(url, self._ask("Vems är värden?"), self._ask("Varför är den att lita på?"))
        return url

    def _show(self, seen: Look) -> None:
        self.say(f"{seen.count} rader, {seen.size} byte. Kolumner:")
        for n, name in enumerate(seen.columns, start=1):
            cells = [row[n - 1] for row in seen.rows[:4] if n <= len(row)]
            self.say(f"  {n:>2}  {name}: {' · '.join(cells)}")
        for text in (*seen.dropped, seen.note):
            self.say(f"      {text}" if text == seen.note else f"      utelämnad, kan gälla personer: {text}") if text else None

    def _columns(self, made: Draft, seen: Look) -> Draft:
        asked = {ask.name for ask in kind(made.kind).asks}
        guess = filled(made, seen)
        if "place" in asked:
            guess = replace(guess, place=self._column("Vilken kolumn säger kommunen?", seen, guess.place))
            guess = replace(guess, period=self._column("Vilken kolumn säger perioden? (- om ingen)", seen, guess.period or "-"))
            if guess.period == "-":
                guess = replace(guess, period="")
                if [v.field for v in guess.values] != ["*"]:
                    guess = replace(guess, options={**guess.options, "at": self._ask("Vilket år eller vilken månad gäller svaret?")})
        known = {value.field: value for value in guess.values}
        names = self._ask("Vilka är värdena? (flera med ; mellan)", "; ".join(known))
        chosen = [self._named(part.strip(), seen) for part in names.split(";") if part.strip()]
        return replace(guess, values=tuple(known.get(name) or Value(field=name, indicator="", unit="") for name in chosen))

    def _value(self, value: Value) -> Value:
        self.say(f"Om värdet «{value.field}»:")
        for field, question in VALUE:
            value = _with(value, field, self._typed(field, question, getattr(value, field)))
        return value

    def _mend(self, made: Draft) -> Draft:
        """Ask again for whatever has a fault, until nothing has."""
        while wrong := faults(made):
            first = wrong[0]
            self.say(str(first))
            made = self._again(made, first)
        return made

    def _again(self, made: Draft, fault: Fault) -> Draft:
        values = [value for value in made.values if fault.row == f"nyckeltalet {value.indicator or value.field}"]
        question = dict((*SOURCE, *VALUE)).get(fault.field, fault.field)
        if values and fault.field in {f.name for f in fields(Value)}:
            mended = _with(values[0], fault.field, self._typed(fault.field, question, getattr(values[0], fault.field)))
            return replace(made, values=tuple(mended if value is values[0] else value for value in made.values))
        if fault.field in {f.name for f in fields(Draft)} - {"values", "options", "row_count"}:
            return _with(made, fault.field, self._ask(question, str(getattr(made, fault.field))))
        if fault.field in {ask.name for ask in kind(made.kind).asks}:
            options: Mapping[str, Plain] = {**made.options, fault.field: self._ask(question, str(made.options.get(fault.field, "")))}
            return replace(made, options=options)
        raise WrongUse(made.key or "new", str(fault), "Börja om med python -m ingest new.")

    def _rows(self, made: Draft, body: bytes | None, name: str) -> Draft:
        """The bounds of how many rows there are: as many as now at least, room for years to come at most."""
        try:
            found = preview(made, body, name)
        except IngestError as fault:
            self.say(f"{fault.problem} {fault.remedy}")
            return replace(made, row_count=(6, 400))
        for shown in [f for f in found.figures if f.period == found.newest][:12]:
            self.say(f"  {shown.indicator} {shown.place_code} {shown.period}: {shown.value if shown.value is not None else shown.status}")
        return replace(made, row_count=(len(found.figures), len(found.figures) * 4))

    def _typed(self, field: str, question: str, now: object) -> object:
        while True:
            text = self._ask(question, "" if now is None else str(now))
            try:
                return NUMBERS[field](text.replace(",", ".")) if field in NUMBERS else text
            except ValueError:
                self.say(f"«{text}» är inget tal.")

    def _column(self, question: str, seen: Look, guess: str) -> str:
        return self._named(self._ask(question, guess), seen)

    def _named(self, text: str, seen: Look) -> str:
        """A column by its name or its number in the list."""
        return seen.columns[int(text) - 1] if text.isdigit() and text not in seen.columns and 0 < int(text) <= len(seen.columns) else text

    def _one_of(self, question: str, there: Sequence[str], guess: str = "") -> str:
        while True:
            text = self._ask(question, guess)
            if text in there:
                return text
            if text.isdigit() and 0 < int(text) <= len(there):
                return there[int(text) - 1]
            self.say(f"Välj en av: {', '.join(there)}")

    def _ask(self, question: str, now: str = "") -> str:
        return self.read(f"{question}{f' [{now}]' if now else ''}{'' if question.endswith('?') else ':'} ").strip() or now


def _with(made: Made, field: str, answer: Any) -> Made:
    return replace(made, **{field: answer})
