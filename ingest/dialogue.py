"""`python -m ingest new` without a key: questions in a terminal, a look at the publisher's answer, and a source file at the end."""

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

from ingest import answers, wording
from ingest.connectors.more_pages import COUNTED
from ingest.connectors.spread import is_spread
from ingest.errors import Fault, IngestError, WrongUse
from ingest.prompts import Prompts
from ingest.row_rules import is_period
from ingest.workshop.cells import dated
from ingest.workshop.kinds import COUNT, GRAINED, KINDS, kind
from ingest.workshop.looking import filled, look
from ingest.workshop.making import faults
from ingest.workshop.model import Draft, Look, Plain, Value
from ingest.workshop.trial import preview

Made = TypeVar("Made", Draft, Value)


class Dialogue(Prompts):
    """One conversation. Raises EOFError where it is left."""

    def draft(self) -> tuple[Draft, bytes | None, str]:
        """The finished draft, without a fault, with the file and its name where it is handed in."""
        self.say(
            "Svara på frågorna; Enter tar det som står inom hakparentes, ? visar vad som går att svara. Ctrl-C avbryter och inget skrivs."
        )
        for n, one in enumerate(KINDS, start=1):
            self.say(f"  {n:>2}  {one.key:<9} {one.title}. {one.what}")
        chosen = self.one_of("Vilken sort?", [one.key for one in KINDS])
        made, body, name, seen = self._look(Draft(kind=chosen))
        made = self._columns(made, seen)
        done: tuple[Value, ...] = ()
        for value in made.values:
            done = (*done, self._value(replace(made, values=done), value))
        made = replace(made, values=self.parts(done))
        for field in answers.SOURCE:
            made = self._source(made, field)
        made = self._mend(replace(made, row_count=(1, 10**6)))
        return self._rows(made, body, name), body, name

    def _look(self, made: Draft) -> tuple[Draft, bytes | None, str, Look]:
        body, name = None, ""
        while True:
            try:
                if made.kind == "file":
                    file = Path(self.ask("Filens sökväg")).expanduser()
                    body, name = file.read_bytes(), file.name
                    made = replace(made, options={**made.options, "release": self.when("Utgåva (2026, 2026-03 eller 2026-03-31)")})
                elif made.kind == "kolada":
                    made = replace(made, options={"kpis": self.ask("Nyckeltalens id i Kolada, till exempel N85054")})
                else:
                    made = replace(made, url=self.host(self.ask("Adress till själva svaret (https://…)")))
                seen = self._layer(made, body)
                if COUNTED in seen.note:
                    made = replace(made, options={**made.options, **self.pages()})
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
            chosen = self.one_of(f"{ask.label}?", there, guess if guess in there else "")
            if chosen != guess:
                seen = look(made.kind, made.url, {**made.options, ask.name: chosen}, body)
        self._show(seen)
        return seen

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
            places = (*filter(None, [guess.place]), *seen.columns, *seen.choices.get("place", ()))
            guess = replace(guess, place=self.columns_of("Vilken kolumn säger kommunen?", seen, guess.place, places)[0])
            when = self.columns_of(
                "Vilken kolumn säger perioden? (- om ingen)", seen, guess.period or "-", (*filter(None, [guess.period]), *seen.columns, "-")
            )[0]
            guess = replace(guess, period=when)
            if guess.period == "-":
                guess = replace(guess, period="")
                if not any(is_spread(v.field) for v in guess.values):
                    guess = replace(guess, options={**guess.options, "at": self.when("Vilket år eller vilken månad gäller svaret?")})
        known = {value.field: value for value in guess.values}
        if guess.period in seen.columns and dated([row[seen.columns.index(guess.period)] for row in seen.rows]):
            grains = (*GRAINED, "day")
            if COUNT in known:
                self.say(
                    "Med ett datum som period räknas de som tillkom då, inte alla som finns. Vill du ha alla som finns: svara - på frågan om perioden."
                )
            grain = self.one_of(
                f"Perioden är hela datum: läs dem som {', '.join(grains)}?", grains, str(guess.options.get("grain") or "day")
            )
            guess = replace(guess, options={**guess.options, "grain": "" if grain == "day" else grain})
        there = (
            *seen.columns,
            *known,
            *seen.choices.get("values", ()),
            *seen.choices.get(str(guess.options.get("pick") or ""), ()),
            "*",
            COUNT,
        )
        names = self.columns_of("Vilka är värdena? (flera med ; mellan)", seen, "; ".join(known), there, several=True)
        return replace(guess, values=tuple(known.get(name) or Value(field=name, indicator="", unit="") for name in names))

    def _value(self, made: Draft, value: Value) -> Value:
        """The key figure with every answer checked as it is given; `made` has those that are done."""
        again = " (är det en del av ett nyckeltal som redan är angivet: svara med dess id)" if made.values else ""
        self.say(f"Om värdet «{value.field}»{again}:")
        asked, n = list(answers.VALUE), 0
        while n < len(asked):
            field = asked[n]
            given = _with(value, field, self.typed(field, answers.VALUE[field], getattr(value, field)))
            if field == "indicator" and (same := next((one for one in made.values if one.indicator == given.indicator), None)):
                return replace(same, field=value.field)
            if why := answers.wrong(replace(made, values=(*made.values, given)), field, given):
                self.say(why)
                n -= field == "high"  # the fault may be in either bound, so both are asked again
                continue
            value = given
            if field == "unit" and (bounds := wording.bounds(value.unit)):
                value = replace(value, low=bounds[0], high=bounds[1])
            n += 1
        return value

    def _source(self, made: Draft, field: str) -> Draft:
        while True:
            given = _with(made, field, self.chosen(field, answers.SOURCE[field], str(getattr(made, field))))
            if not (why := answers.wrong(given, field)):
                made = given
                break
            self.say(why)
        for value in made.values if field == "track" else ():  # a name may be taken on that track
            for name in ("name_sv", "name_en"):
                while why := answers.wrong(made, name, value):
                    self.say(f"Om värdet «{value.field}»: {why}")
                    value, old = _with(value, name, self.ask(answers.VALUE[name])), value
                    made = replace(made, values=tuple(value if one is old else one for one in made.values))
        return made

    def _mend(self, made: Draft) -> Draft:
        """Ask again for whatever has a fault, until nothing has."""
        while wrong := faults(made):
            first = wrong[0]
            self.say(str(first))
            made = self._again(made, first)
        return made

    def _again(self, made: Draft, fault: Fault) -> Draft:
        values = [value for value in made.values if fault.row == f"nyckeltalet {value.indicator or value.field}"]
        field = answers.ASKED_AS.get(fault.field, fault.field)
        question = {**answers.SOURCE, **answers.VALUE}.get(field, field)
        if values and field in {f.name for f in fields(Value)}:
            mended = _with(values[0], field, self.typed(field, question, getattr(values[0], field)))
            return replace(made, values=tuple(mended if value is values[0] else value for value in made.values))
        if field in {f.name for f in fields(Draft)} - {"values", "options", "row_count"}:
            said = self.chosen(field, question, str(getattr(made, field)))
            if field == "period" and is_period(said):  # the year that the whole file is of, and no column
                return replace(made, options={**made.options, "at": said})
            return _with(made, field, said)
        if fault.field in {ask.name for ask in kind(made.kind).asks}:
            options: Mapping[str, Plain] = {**made.options, fault.field: self.ask(question, str(made.options.get(fault.field, "")))}
            return replace(made, options=options)
        raise WrongUse(made.key or "new", str(fault), "Börja om med python -m ingest new.")

    def _rows(self, made: Draft, body: bytes | None, name: str) -> Draft:
        """The bounds of how many rows there are: as many as now at least, room for years to come at most."""
        try:
            found = preview(made, body, name)
        except IngestError:
            return replace(made, row_count=(6, 400))  # the check that follows says why
        for shown in [f for f in found.figures if f.period == found.newest][:12]:
            part = f" {shown.breakdown}" if shown.breakdown != "total" else ""
            self.say(
                f"  {shown.indicator}{part} {shown.place_code} {shown.period}: {shown.value if shown.value is not None else shown.status}"
            )
        return replace(made, row_count=(len(found.figures), len(found.figures) * 4))


def _with(made: Made, field: str, answer: Any) -> Made:
    return replace(made, **{field: answer})
