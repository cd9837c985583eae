"""Questions in a terminal, each asked again until its answer can be: a number, a period, one of a list, columns that are there."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest import answers, hosts
from ingest.connectors.spread import PERIOD
from ingest.near import meant
from ingest.row_rules import is_period
from ingest.workshop.model import Look, Plain, Value

Read = Callable[[str], str]
Say = Callable[[str], object]
NUMBERS = {"low": float, "high": float, "decimals": int}


class Prompts:
    """`read` gets a question and gives the answer; Enter takes what stands in brackets, ? shows what may be answered."""

    def __init__(self, read: Read, say: Say) -> None:
        self.read, self.say = read, say

    def typed(self, field: str, question: str, now: object) -> object:
        while True:
            text = self.chosen(field, question, "" if now is None else str(now))
            try:
                return NUMBERS[field](text.replace(",", ".")) if field in NUMBERS else text
            except ValueError:
                self.say(f"«{text}» är inget tal.")

    def chosen(self, field: str, question: str, now: str) -> str:
        """The answer, which may be its number in the list that ? shows."""
        there = list(answers.choices(field).items())
        while (text := self.ask(question, now)) == "?":
            for n, (name, means) in enumerate(there, start=1):
                self.say(f"  {n:>2}  {name}{f'  {means}' if means else ''}")
            if not there:
                self.say("Här är svaret fritt.")
        if text.isdigit() and 0 < int(text) <= len(there):
            text = there[int(text) - 1][0]
            self.say(f"  → {text}")  # a number given out of step would else become an answer unseen
        return text

    def needed(self, question: str) -> str:
        """An answer that may not be left empty."""
        while not (text := self.ask(question)):
            self.say("Svaret behövs.")
        return text

    def when(self, question: str) -> str:
        while not is_period(text := self.ask(question)):
            self.say(f"«{text}» är ingen period. Skriv ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD.")
        return text

    def columns_of(self, question: str, seen: Look, guess: str, there: Sequence[str], *, several: bool = False) -> list[str]:
        """Columns by name or by number in the list, each of which is there."""
        while True:
            text = self.ask(question, guess)
            names = [self.named(part.strip(), seen) for part in (text.split(";") if several else [text]) if part.strip()]
            strange = [name for name in names if not _among(name, there)]
            if names and not strange and len(set(names)) == len(names):
                return names
            if strange and text != "?":
                self.say(f"«{strange[0]}» finns inte i svaret. {meant(strange[0], there)}")
            elif names and not strange:
                self.say("Varje kolumn kan bara läsas en gång.")
            self.say(f"Välj bland: {', '.join(dict.fromkeys(there))}")

    def parts(self, values: tuple[Value, ...]) -> tuple[Value, ...]:
        """Where several values are one key figure: which part of it each is."""
        several = {one for one, n in Counter(value.indicator for value in values).items() if n > 1}
        return tuple(replace(value, breakdown=self._part(value)) if value.indicator in several else value for value in values)

    def _part(self, value: Value) -> str:
        own = " ".join(value.field.replace(PERIOD, "").split()).lower()
        said = self.ask(f"Vilken del av {value.indicator} är «{value.field}»? (- om det är helheten)", own)
        return "" if said == "-" else said

    def host(self, url: str) -> str:
        """The address, whose host may be added to those that are asked."""
        if not (why := hosts.refusal(url)) or hosts.REMEDY not in why:
            return url
        while (answer := self.ask(f"{why} Lägga till den nu? ja/nej", "nej")) == "?":
            self.say(
                "ja: värden skrivs i data/hosts.toml med vems den är och varför, och varje källa får fråga den. nej: skriv en annan adress."
            )
        if answer.startswith("j"):
            hosts.add(url, self.needed("Vems är värden?"), self.needed("Varför är den att lita på?"))
        return url

    def named(self, text: str, seen: Look) -> str:
        """A column by its name or its number in the list."""
        return seen.columns[int(text) - 1] if text.isdigit() and text not in seen.columns and 0 < int(text) <= len(seen.columns) else text

    def pages(self) -> dict[str, Plain]:
        """How the publisher wants the next page asked for: the options of a list that is counted through."""
        self.say("Svaret har fler sidor. Utgivarens beskrivning säger hur nästa sida frågas efter.")
        records = self.ask("Parametern som räknar poster, till exempel offset eller skip (Enter: den räknar sidor)")
        counted = {"offset": records} if records else {"page": self.needed("Parametern som räknar sidor, till exempel page")}
        limit = self.ask("Parametern för hur många poster en sida har, till exempel limit (Enter: ingen)")
        while limit and not ((size := self.ask("Hur många poster får en sida ha?", "500")).isdecimal() and int(size)):
            self.say(f"«{size}» är inget antal.")
        return {**counted, **({"limit": limit, "size": int(size)} if limit else {})}

    def one_of(self, question: str, there: Sequence[str], guess: str = "") -> str:
        while True:
            text = self.ask(question, guess)
            if text in there:
                return text
            if text.isdigit() and 0 < int(text) <= len(there):
                return there[int(text) - 1]
            self.say(f"Välj en av: {', '.join(there)}")

    def ask(self, question: str, now: str = "") -> str:
        return self.read(f"{question}{f' [{now}]' if now else ''}{'' if question.endswith('?') else ':'} ").strip() or now


def _among(name: str, there: Sequence[str]) -> bool:
    """Whether it names one of them, as it stands or as a source file may write it: with its beginning and *, or as a field that may be lacking."""
    return (
        name in there
        or name.removesuffix("?") in there
        or (len(name) > 1 and name.endswith("*") and any(n.startswith(name[:-1]) for n in there))
    )
