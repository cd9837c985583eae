"""Source files that are read, never run: only the words of the declarative schema with literal values, so a file written on a page can do nothing.

`read(text, name)` gives the Source of such a file; `write(source, head)` the file of a Source. What is written reads back as the same.
"""

import ast
import importlib
import inspect
import math
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import ingest.connectors
from ingest.connectors.entries import OWN
from ingest.connectors.table import EACH, POINT, VALUE
from ingest.errors import ContractError
from ingest.source import Connector, Indicator, Source
from ingest.spelling import spell

LONGEST = 20_000  # characters: no declaration is near it
SHORT = 25  # lines; a longer file is laid out with several arguments on a line
NAMES: dict[str, tuple[str, object]] = {  # the only names that stand for a value, and where they are imported from
    "EACH": ("ingest.connectors.table", EACH),
    "VALUE": ("ingest.connectors.table", VALUE),
    "POINT": ("ingest.connectors.table", POINT),
    "OWN": ("ingest.connectors.entries", OWN),
}


@cache
def schema() -> dict[str, type]:
    """The constructors that a file may use, by name: Source, Indicator and every dataclass of ingest/connectors."""
    found: dict[str, type] = {"Source": Source, "Indicator": Indicator}
    for module in pkgutil.iter_modules(ingest.connectors.__path__):
        loaded = importlib.import_module(f"ingest.connectors.{module.name}")
        for name, made in inspect.getmembers(loaded, inspect.isclass):
            if is_dataclass(made) and made.__module__ == loaded.__name__ and not name.startswith("_"):
                found[name] = made
    return found


def read(text: str, name: str) -> Source:
    """The source that the file declares; `name` is its key. Raises ContractError that names line, field and remedy."""
    if len(text) > LONGEST:
        raise _refuse(name, 1, f"filen har {len(text)} tecken, högst {LONGEST} går an")
    try:
        tree = ast.parse(text)
        declared = None
        for node in tree.body:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                continue  # the docstring
            if isinstance(node, ast.ImportFrom):
                _check_import(name, node)
            elif isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["SOURCE"] and declared is None:
                declared = _value(name, node.value)
            else:
                raise _refuse(name, node.lineno, f"«{ast.unparse(node)[:60]}» hör inte till en källfil")
    except (SyntaxError, RecursionError, MemoryError, ValueError, TypeError, OverflowError) as cause:
        # ValueError: a null byte, or a constructor's own refusal; TypeError: what can be no key of {…} or part of a set
        raise ContractError(name, f"Källfilen går inte att läsa ({cause}).", "Skriv den som i CONTRIBUTING.md.") from cause
    if not isinstance(declared, Source):
        raise _refuse(name, 1, "SOURCE = Source(…) saknas")
    return replace(declared, key=name)


def write(source: Source, head: str) -> str:
    """The file that declares the source, laid out as the formatter would; `head` is its first line. Raises ValueError for a value that is no
    literal, such as a function."""
    text = _written(source, head, packed=False)
    return text if text.count("\n") <= SHORT else _written(source, head, packed=True)


def _written(source: Source, head: str, *, packed: bool) -> str:
    used: set[tuple[str, str]] = set()
    homes = {name: where for name, (where, _) in NAMES.items()}
    body = spell(source, used, {name: value for name, (_, value) in NAMES.items()}, homes, packed=packed)
    modules: dict[str, set[str]] = {}
    for module, name in used:
        modules.setdefault(module, set()).add(name)
    lines = [
        f"from {module} import {', '.join(sorted(names, key=lambda n: (not n.isupper(), n)))}" for module, names in sorted(modules.items())
    ]
    return "\n".join([f'"""{head}"""', "", *lines, "", f"SOURCE = {body}", ""])


def mistyped(made: Any) -> list[tuple[str, object]]:
    """The fields (of a declared object) whose values are not of the kind that they are declared as, with what they hold."""
    hints: dict[str, Any] = _hints(type(made))  # type: ignore[arg-type]
    return [(f.name, getattr(made, f.name)) for f in fields(made) if not fits(getattr(made, f.name), hints[f.name])]


def fits(value: object, hint: Any) -> bool:
    """Whether a literal value is of the kind that a field is declared as."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(fits(value, one) for one in inner)
    if origin is tuple:
        if not isinstance(value, tuple):
            return False
        if len(inner) == 2 and inner[1] is ...:
            return all(fits(one, inner[0]) for one in value)
        return len(value) == len(inner) and all(map(fits, value, inner))
    if origin is frozenset:
        return isinstance(value, frozenset) and all(fits(one, inner[0]) for one in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return isinstance(value, Mapping) and all(fits(k, inner[0]) and fits(v, inner[1]) for k, v in value.items())
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool) and not math.isnan(value)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if hint is Connector:
        return is_dataclass(value) and hasattr(value, "read")
    return isinstance(hint, type) and isinstance(value, hint)


@cache
def _hints(made: type) -> dict[str, Any]:
    return get_type_hints(made)


def _check_import(name: str, node: ast.ImportFrom) -> None:
    for alias in node.names:
        home = NAMES[alias.name][0] if alias.name in NAMES else getattr(schema().get(alias.name), "__module__", None)
        if node.level or alias.asname or home is None or node.module != home:
            raise _refuse(name, node.lineno, f"«{ast.unparse(node)}»: {alias.name} hör inte till schemat")


def _value(name: str, node: ast.expr) -> object:
    """What the expression says. Anything but a literal or a constructor of the schema is refused, not run."""
    match node:
        case ast.Constant(value=str() | int() | float() | bool() | None as plain):
            return plain
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)) if not isinstance(number, bool):
            return -number
        case ast.Tuple(elts=parts):
            return tuple(_value(name, part) for part in parts)
        case ast.Dict(keys=keys, values=values) if all(key is not None for key in keys):
            return {_value(name, key): _value(name, value) for key, value in zip(keys, values, strict=True) if key is not None}
        case ast.Name(id=known) if known in NAMES:
            return NAMES[known][1]
        case ast.Call(func=ast.Name(id="frozenset"), args=[ast.Set(elts=parts)], keywords=[]):
            return frozenset(_value(name, part) for part in parts)
        case ast.Call(func=ast.Name(id=known), args=args, keywords=given) if known in schema():
            return _made(name, node, schema()[known], [_value(name, a) for a in args], [(k.arg, _value(name, k.value)) for k in given])
    raise _refuse(name, node.lineno, f"«{ast.unparse(node)[:60]}» är inget värde som en källfil får ha")


def _made(name: str, node: ast.expr, maker: Callable[..., Any], args: list[object], given: list[tuple[str | None, object]]) -> object:
    if any(key is None for key, _ in given):
        raise _refuse(name, node.lineno, "** får inte stå i en källfil")
    try:
        made = maker(*args, **{str(key): value for key, value in given})
    except TypeError as cause:  # a field that there is not, or one that is lacking
        raise ContractError(name, f"Källfilen, rad {node.lineno}: {cause}.", "Jämför fälten med exemplen i CONTRIBUTING.md.") from cause
    for field, value in mistyped(made):
        raise _refuse(name, node.lineno, f"fältet «{field}» kan inte ha värdet {str(value)[:60]!r}")
    return made


def _refuse(name: str, line: int, problem: str) -> ContractError:
    return ContractError(
        name, f"Källfilen, rad {line}: {problem}.", "Källfiler skrivs bara med schemats ord och fasta värden; CONTRIBUTING.md visar formen."
    )
