"""What a kept take says, parsed and held against the contract once: rows of our own columns in state/parsed/, named by all that they come from.

The name is a hash of the answers, the declaration, the region and the code that reads, so nothing is read that any of them would read otherwise.
"""

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodDescriptorType

import pandas as pd

from ingest import log, snapshot
from ingest.contract import Checked
from ingest.conversation import read
from ingest.receipts import Store, Take, receipt_id
from ingest.region import Region
from ingest.source import Document, Entry, Point, Row, Source
from twin import duck
from twin.paths import DATA, ROOT

TABLES = ("receipt", "observation", "point", "document", "register_entry")
COLUMNS = {table: snapshot.COLUMNS[table].split(", ") for table in TABLES} | {"quarantine": ["row_text", "field", "value", "rule_sv"]}
SUMS = "sums.json"  # of each file of a reading, so that what a bad disk or a broken-off copy has spoiled is not read
READERS = ("duckdb", "pandas", "python-calamine", "shapely")  # what else decides how bytes become rows


@dataclass(frozen=True)
class Parsed:
    """One take's rows: a Parquet file for each of COLUMNS that has any."""

    folder: Path

    def rows(self, table: str) -> str:
        """SQL: the rows of that table, by its columns; none where it has none."""
        file = self.folder / f"{table}.parquet"
        if file.exists():
            return "read_parquet('{}')".format(str(file).replace("'", "''"))
        return "(SELECT {} WHERE false)".format(", ".join(f"CAST(NULL AS {_type(table, name)}) AS {name}" for name in COLUMNS[table]))

    def has(self, table: str) -> bool:
        """Has it any rows of that table?"""
        return (self.folder / f"{table}.parquet").exists()


def parsed(source: Source, region: Region, store: Store, take: Take) -> Parsed:
    """The take's rows, from an earlier whole reading where there is one. Raises IngestError where the take does not keep the contract."""
    folder = store.root / "parsed" / _mark(source, region, take)
    if folder.exists() and (spoiled := _spoiled(folder)):
        log.told("build", "DEGRADED", f"{source.key}: {folder / spoiled} är skadad och tas bort; källans sparade svar läses om.")
        _remove(folder)
    if not folder.exists() or not all((store.root / "raw" / answer.sha256).exists() for answer in take.answers):
        _write(folder, source.key, take, read(source, region, store, take))
    return Parsed(folder)


def keep(source: Source, region: Region, store: Store, take: Take, checked: Checked) -> None:
    """Keep what a conversation has just read and held against the contract: the build after it need not read it all again."""
    _write(store.root / "parsed" / _mark(source, region, take), source.key, take, checked)


def forget(store: Store, used: set[str]) -> None:
    """Remove every reading but those of these names: what they came from is no longer there."""
    for folder in (store.root / "parsed").glob("*"):
        if folder.name not in used:
            _remove(folder)


def _spoiled(folder: Path) -> str:
    """The first file of a reading that is not as it was written; '' where all are."""
    try:
        sums = dict(json.loads((folder / SUMS).read_bytes()))
        return next((name for name, digest in sums.items() if _sum(folder / name) != digest), "")
    except (OSError, ValueError, TypeError):
        return SUMS


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _remove(folder: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
    else:
        folder.unlink(missing_ok=True)


def _write(folder: Path, key: str, take: Take, checked: Checked) -> None:
    part = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    with duck.connect() as con:
        for table, rows in _rows(key, take, checked).items():
            if not rows:
                continue
            frame = pd.DataFrame(rows, columns=COLUMNS[table], dtype=object)
            con.register("incoming", frame)
            typed = ", ".join(f"CAST({name} AS {_type(table, name)}) AS {name}" for name in COLUMNS[table])
            con.execute(
                f"COPY (SELECT {typed} FROM incoming) TO '{str(part / table).replace(chr(39), chr(39) * 2)}.parquet' (FORMAT parquet)"
            )
            con.unregister("incoming")
    (part / SUMS).write_text(json.dumps({file.name: _sum(file) for file in sorted(part.glob("*.parquet"))}), encoding="utf-8")
    _remove(folder)
    part.replace(folder)


def _type(table: str, column: str) -> str:
    return "DOUBLE" if column in snapshot.NUMBERS and table != "quarantine" else "VARCHAR"


def _rows(key: str, take: Take, checked: Checked) -> dict[str, list[tuple[object, ...]]]:
    """By table, in the order of COLUMNS."""
    rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in COLUMNS}
    receipts: dict[int, str] = {}
    for answer, r in checked.records:
        receipt = receipts.get(id(answer))
        if receipt is None:
            receipt = receipts[id(answer)] = receipt_id(key, answer)
            rows["receipt"].append(
                (receipt, key, answer.request.url, answer.via, answer.obtained, answer.copy_of, answer.sha256, len(answer.body),
                 answer.fetched_at, take.release)
            )  # fmt: skip
        if isinstance(r, Row):
            rows["observation"].append((r.indicator, r.place, r.period, r.breakdown, r.value, r.status, take.release, receipt))
        elif isinstance(r, Point):
            rows["point"].append((key, r.id, r.kind, r.name, r.place, r.lon, r.lat, r.note, receipt))
        elif isinstance(r, Document):
            rows["document"].append((key, r.id, r.kind, r.place, r.title, r.url, r.period, r.note, receipt))
        elif isinstance(r, Entry):
            rows["register_entry"].append(
                (key, r.id, r.kind, r.title, r.text, r.organisation, r.orgnr, r.place, r.nuts, r.lon, r.lat, r.start, r.end, r.amount,
                 r.currency, r.funder, r.case, json.dumps(r.codes, ensure_ascii=False), r.status, r.url, receipt)
            )  # fmt: skip
    rows["quarantine"] = [(f.row, f.field, f.value, f.rule) for f in checked.rejected]
    return rows


def _mark(source: Source, region: Region, take: Take) -> str:
    modules: set[str] = set()
    told = [_plain(source, modules), _plain(region, modules), Store.told(take)]
    for name in sorted(modules):  # readers of its own, outside ingest/
        told.append(hashlib.sha256(Path(str(sys.modules[name].__file__)).read_bytes()).hexdigest())
    return hashlib.sha256((_code() + json.dumps(told, sort_keys=True, default=str)).encode()).hexdigest()[:32]


@cache
def _code() -> str:
    """One hash over all code and data that take part in reading; of a process's start, as its code is."""
    digest = hashlib.sha256(" ".join([sys.version, *(version(name) for name in READERS)]).encode())
    for folder, ending in ((ROOT / "ingest", "*.py"), (ROOT / "twin", "*.py"), (DATA / "geo", "*.geojson")):
        for file in sorted(folder.rglob(ending)):
            digest.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def _plain(value: object, modules: set[str]) -> object:
    """What a declaration says, without the addresses in memory that repr would show; the files of classes and functions from elsewhere are
    added to `modules`."""

    def named(thing: type | FunctionType | BuiltinFunctionType | MethodDescriptorType) -> str:
        module = getattr(thing, "__module__", None) or "builtins"
        if module.split(".")[0] not in {"ingest", "twin", *sys.stdlib_module_names}:
            modules.add(module)
        return f"{module}.{thing.__qualname__}"

    if value is None or isinstance(value, str | int | float | bool):
        return repr(value)
    if isinstance(value, Mapping):
        return [[_plain(k, modules), _plain(v, modules)] for k, v in value.items()]
    if isinstance(value, set | frozenset):
        return sorted(json.dumps(_plain(one, modules)) for one in value)
    if isinstance(value, tuple | list):
        return [_plain(one, modules) for one in value]
    if isinstance(value, re.Pattern):
        return [value.pattern, value.flags]
    if hasattr(value, "__wrapped__"):  # a cached function
        return _plain(value.__wrapped__, modules)
    if isinstance(value, FunctionType):
        return [named(value), _plain([value.__defaults__, [cell.cell_contents for cell in value.__closure__ or ()]], modules)]
    if isinstance(value, type | BuiltinFunctionType | MethodDescriptorType):
        return named(value)
    if isinstance(value, partial):
        return [_plain(part, modules) for part in (value.func, value.args, value.keywords)]
    inside = {f.name: getattr(value, f.name) for f in fields(value)} if is_dataclass(value) else getattr(value, "__dict__", repr(value))
    return [named(type(value)), _plain(inside, modules)]
