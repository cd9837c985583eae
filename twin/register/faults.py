"""What can be wrong with a register file, said so that the person who edits it knows where to look and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One wrong cell: where it stands, what is in it, which rule it breaks, and the remedy."""

    file: str
    line: int
    column: str
    value: str
    rule: str
    remedy: str

    def __str__(self) -> str:
        value = " ".join(self.value.split())
        shown = value if len(value) <= 80 else f"{value[:80]}…"
        return f"{self.file}, rad {self.line}, kolumn {self.column}: värdet «{shown}» {self.rule}. Gör så här: {self.remedy}."


class RegisterError(ValueError):
    """Every fault of a register at once, in the order of files and lines: nobody likes to mend one, rerun and find the next."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        head = "Registret har ett fel" if len(faults) == 1 else f"Registret har {len(faults)} fel"
        super().__init__("\n".join([f"{head}:", *(str(fault) for fault in faults)]))
