"""How a declared object is written as Python: on one line where it fits, else an argument a line, as the project's formatter lays it out."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

WIDTH = 140
STEP = 4
ALWAYS = {"title", "publisher", "licence", "licence_class", "homepage", "track", "limits", "method"}  # said even where it is empty
NAMED_IN = {"place": "EACH", "values": "EACH", "sheets": "EACH"}  # fields in which a star has a name


class Speller:
    """Writes values; notes the names that the file must import."""

    def __init__(self, used: set[tuple[str, str]], names: Mapping[str, object], homes: Mapping[str, str], *, packed: bool) -> None:
        self.used, self.names, self.homes, self.packed = used, names, homes, packed

    def text(self, value: object, room: int, indent: int, field: str = "") -> str:
        """The value in at most `room` characters of its first line, broken where it is longer. Raises ValueError for what is no literal."""
        flat = self._flat(value, field)
        if len(flat) <= room:
            return flat
        if isinstance(value, str):
            return self._long(value, room, indent)
        opening, parts, closing = self._parts(value, indent + STEP, field)
        together = ", ".join(self._items(value, field)) + ("," if isinstance(value, tuple) and len(value) == 1 else "")
        pad, end = " " * (indent + STEP), " " * indent
        if len(pad) + len(together) <= WIDTH and not hasattr(value, "row_count"):  # a Source has an argument a line
            return f"{opening}\n{pad}{together}\n{end}{closing}"
        if self.packed and not hasattr(value, "row_count"):
            return f"{opening}\n{pad}{_packed(parts, pad)}\n{end}{closing}"
        return "\n".join([opening, *(f"{pad}{part}," for part in parts), f"{end}{closing}"])

    def _flat(self, value: object, field: str) -> str:
        if isinstance(value, str):
            return self._word(value, field)
        if value is None or isinstance(value, bool | int | float):
            return repr(value)
        opening, closing = self._brackets(value)
        inner = ", ".join(self._items(value, field))
        return f"{opening}{inner}{',' if isinstance(value, tuple) and len(value) == 1 else ''}{closing}"

    def _word(self, value: str, field: str) -> str:
        for name, stands_for in self.names.items():
            if value == stands_for and (field in NAMED_IN and name != "OWN" or field == "decimal" and name == "OWN"):
                self.used.add((self.homes[name], name))
                return name
        return quoted(value)

    def _items(self, value: object, field: str) -> list[str]:
        if is_dataclass(value):
            return [f"{f.name}={self._flat(getattr(value, f.name), f.name)}" for f in _said(value)]
        if isinstance(value, Mapping):
            return [f"{self._flat(k, field)}: {self._flat(v, '')}" for k, v in value.items()]
        return [self._flat(one, field) for one in _in_order(value)]

    def _parts(self, value: object, indent: int, field: str) -> tuple[str, list[str], str]:
        opening, closing = self._brackets(value)
        if is_dataclass(value):
            pairs = [(f"{f.name}=", getattr(value, f.name), f.name) for f in _said(value)]
        elif isinstance(value, Mapping):
            pairs = [(f"{self._flat(k, field)}: ", v, "") for k, v in value.items()]
        else:
            pairs = [("", one, field) for one in _in_order(value)]
        return opening, [lead + self.text(one, WIDTH - indent - len(lead) - 1, indent, name) for lead, one, name in pairs], closing

    def _brackets(self, value: object) -> tuple[str, str]:
        if isinstance(value, tuple):
            return "(", ")"
        if isinstance(value, Mapping):
            return "{", "}"
        if isinstance(value, frozenset):
            return "frozenset({", "})"
        if is_dataclass(value):
            kind = type(value)
            self.used.add((kind.__module__, kind.__name__))
            return f"{kind.__name__}(", ")"
        raise ValueError(f"{value!r} är inget fast värde och kan inte stå i en källfil")

    def _long(self, value: str, room: int, indent: int) -> str:
        """A long text as several literals that Python joins."""
        lines, words = [""], value.split(" ")
        for n, word in enumerate(words):
            piece = word + (" " if n < len(words) - 1 else "")
            if lines[-1] and len(quoted(lines[-1] + piece)) > min(room, WIDTH - indent - 1):
                lines.append("")
            lines[-1] += piece
        return f"\n{' ' * indent}".join(map(quoted, lines))


def quoted(text: str) -> str:
    """The text as a Python literal, in double quotes unless it holds more of those; what cannot be seen is written as its code."""
    plain = repr(text)
    if plain.startswith('"') or (text.count('"') > text.count("'")):
        return plain
    return '"' + plain[1:-1].replace("\\'", "'").replace('"', '\\"') + '"'


def spell(value: object, used: set[tuple[str, str]], names: Mapping[str, object], homes: Mapping[str, str], *, packed: bool = False) -> str:
    """The value as it stands after `SOURCE = `; `used` gets (module, name) of all that the file must import. `packed`: as many arguments on a
    line as there is room for, which the formatter must then be told to leave."""
    text = Speller(used, names, homes, packed=packed).text(value, WIDTH - len("SOURCE = "), 0)
    return f"{text}  # fmt: skip" if packed else text


def _packed(parts: list[str], pad: str) -> str:
    lines = [""]
    for part in parts:
        if lines[-1] and ("\n" in part or len(pad) + len(lines[-1]) + len(part) + 2 > WIDTH):
            lines.append("")
        lines[-1] += f"{' ' if lines[-1] else ''}{part},"
    return f"\n{pad}".join(lines)


def _said(value: Any) -> list[Field[Any]]:
    """The fields that say something: not at their default, nor the key, which is the file's name."""
    return [f for f in fields(value) if f.name != "key" and (f.name in ALWAYS and hasattr(value, "row_count") or _differs(value, f))]


def _differs(value: object, f: "Field[Any]") -> bool:
    default = f.default if f.default is not MISSING else f.default_factory() if f.default_factory is not MISSING else MISSING
    return default is MISSING or bool(getattr(value, f.name) != default)


def _in_order(value: object) -> list[object]:
    if isinstance(value, frozenset):
        return sorted(value, key=str)
    if isinstance(value, tuple):
        return list(value)
    raise ValueError(f"{value!r} är inget fast värde och kan inte stå i en källfil")
