"""Where the gateway finds its answers: the shared recordings by their table of routes, or this project's own."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from ingest.receipts import Store
from ingest.source import Request
from tests.faults import Reply

HERE = Path(__file__).parent
MARKS = {"REAL": "public_copy", "REBUILT": "rebuilt"}  # every other mark is made up
SCB_NAMES = "scb_pxweb2/TAB6471_metadata.json"
SINCE = re.compile(r"/\d{4}-\d\d-\d\d$")  # the end of an address that asks for what has changed since a day
PER_SEGMENT = 25  # Kolada takes no more ids than this in one segment of the path


@dataclass(frozen=True)
class Asked:
    """One question as it came in; `path` is decoded, `query` is not."""

    method: str
    host: str
    path: str
    query: str = ""
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @cached_property
    def pairs(self) -> dict[str, str]:
        return dict(parse_qsl(self.query, keep_blank_values=True))


@dataclass(frozen=True)
class Route:
    host: str
    path: str
    query: str
    methods: tuple[str, ...]
    file: str
    mark: str

    def fits(self, asked: Asked) -> bool:
        """Whether host, path, method and every `name=pattern` of the query (or `Name: pattern` of the headers) fit."""
        if asked.host != self.host or asked.method not in self.methods or not fnmatchcase(asked.path, self.path):
            return False
        if ": " in self.query:
            name, _, pattern = self.query.partition(": ")
            return fnmatchcase(asked.headers.get(name, ""), pattern)
        wanted = [part.partition("=") for part in self.query.split("&") if "=" in part]
        return all(fnmatchcase(asked.pairs.get(name, ""), pattern) and name in asked.pairs for name, _, pattern in wanted)


class Routes:
    """The recordings that a ROUTES.csv lists, with their origin from tests/copies.csv."""

    def __init__(self, table: Path) -> None:
        self.folder = table.parent
        with table.open(encoding="utf-8", newline="") as lines:
            self.routes = [
                Route(r["host"], r["path"], r["query"], tuple(r["method"].split(" or ")), r["file"], r["mark"])
                for r in csv.DictReader(lines)
            ]
        with (HERE / "copies.csv").open(encoding="utf-8", newline="") as lines:
            self.copies = {r["file"]: r for r in csv.DictReader(lines)}

    def find(self, asked: Asked) -> Reply | None:
        """The first route that fits; Kolada's data, Trafa's years and Energimyndigheten's regions are put together from the files."""
        if asked.host == "api.kolada.se" and asked.path.startswith("/v3/data"):
            return self._kolada(asked)
        if asked.host == "api.trafa.se":
            return self._trafa(asked)
        for route in self.routes:
            if route.fits(asked):
                if route.file.endswith("_metadata_trimmed.json"):
                    return self._reply(self._with_all_regions(route.file), [route.file], route.mark)
                return self._reply((self.folder / route.file).read_bytes(), [route.file], route.mark)
        return None

    def _reply(self, body: bytes, files: list[str], mark: str) -> Reply:
        kind = "application/json" if body[:1] in b"{[" else "application/octet-stream"
        headers = {"Content-Type": kind, "X-Obtained": MARKS.get(mark, "synthetic")}
        origins = [self.copies[file] for file in files if file in self.copies]
        if names := "; ".join(dict.fromkeys(o["copy_of"] for o in origins if o["copy_of"])):
            headers["X-Copy-Of"] = names
        if releases := sorted(o["release"] for o in origins if o["release"]):
            headers["X-Release"] = releases[0]  # put together from several: as old as the oldest
        return Reply(200, body, headers)

    def _with_all_regions(self, file: str) -> bytes:
        """The trimmed metadata with every municipality: in this edition its code is 22 + the rank of its SCB code."""
        metadata = json.loads((self.folder / file).read_bytes())
        names = json.loads((self.folder / SCB_NAMES).read_bytes())["dimension"]["Region"]["category"]["label"]
        region = next(v for v in metadata["variables"] if v["code"] == "Region")
        known = dict(zip(region["values"], region["valueTexts"], strict=True))
        municipalities = [f"{code} {names[code]}" for code in sorted(names) if len(code) == 4]
        known |= {str(22 + rank): text for rank, text in enumerate(municipalities)}
        region["values"], region["valueTexts"] = list(known), list(known.values())
        return json.dumps(metadata, ensure_ascii=False).encode()

    def _trafa(self, asked: Asked) -> Reply | None:
        """The recorded year of product t10026 that the query names, if it was recorded."""
        parts = asked.pairs.get("query", "").split("|")
        years = [part.removeprefix("ar:") for part in parts if part.startswith("ar:")]
        file = f"trafa/t10026_{years[0] if len(years) == 1 else None}.json"
        if asked.path != "/api/data" or parts[0] != "t10026" or not (self.folder / file).exists():
            return None
        return self._reply((self.folder / file).read_bytes(), [file], "REAL")

    def _kolada(self, asked: Asked) -> Reply:
        """The rows of the ids, municipalities and years asked for, from all v3_data files, in the documented envelope and pages."""
        segments = [s for s in asked.path.removeprefix("/v3/data").split("/") if s]
        wanted = {name: set(ids.split(",")) for name, ids in zip(segments[::2], segments[1::2], strict=False)}
        if len(wanted) < 2 or not set(wanted) <= {"kpi", "municipality", "year"} or any(len(ids) > PER_SEGMENT for ids in wanted.values()):
            return Reply(400, b'{"detail":"bad selection"}', {"Content-Type": "application/json", "X-Obtained": "rebuilt"})
        rows: list[dict[str, object]] = []
        used: list[str] = []
        for file, row in self._kolada_rows:
            asked_for = {"kpi": row["kpi"], "municipality": row["municipality"], "year": str(row["period"])}
            if all(asked_for[name] in ids for name, ids in wanted.items()):
                rows.append(row)
                used.append(file)
        size, page = int(asked.pairs.get("per_page", 5000)), int(asked.pairs.get("page", 1))
        shown, here = rows[(page - 1) * size : page * size], f"https://{asked.host}{asked.path}"
        body = {
            "values": shown,
            "count": len(shown),
            "next_url": f"{here}?page={page + 1}&per_page={size}" if page * size < len(rows) else None,
            "previous_url": f"{here}?page={page - 1}&per_page={size}" if page > 1 else None,
        }
        return self._reply(json.dumps(body).encode(), list(dict.fromkeys(used)) or ["kolada/v3_empty.json"], "REBUILT")

    @cached_property
    def _kolada_rows(self) -> list[tuple[str, dict[str, object]]]:
        return list(self._read_kolada())

    def _read_kolada(self) -> Iterator[tuple[str, dict[str, object]]]:
        for route in self.routes:
            if route.host == "api.kolada.se" and route.path == "/v3/data/*":
                for row in json.loads((self.folder / route.file).read_bytes())["values"]:
                    yield route.file, row


class Recordings:
    """This project's own recordings: every answer that a `fetch` of some source asked for, under tests/recordings/<key>."""

    def __init__(self, folder: Path) -> None:
        self._answers: dict[tuple[object, ...], Reply] = {}
        for lock in sorted(folder.glob("*/answers/*.json")):
            store = Store(lock.parent.parent)
            for take in store.takes(lock.stem):
                for answer in take.answers if take.reader == "fetch" else ():
                    headers = {"X-Obtained": "rebuilt", "X-Copy-Of": answer.copy_of, "X-Release": answer.release}
                    reply = Reply(200, store.body(answer.sha256), {name: text for name, text in headers.items() if text})
                    self._answers[_question(answer.request)] = reply

    def find(self, asked: Asked) -> Reply | None:
        """The recorded answer to the very same question: address, query and JSON body. Nothing has changed since a day that was not recorded."""
        body = json.dumps(json.loads(asked.body), sort_keys=True) if asked.body else ""
        found = self._answers.get((asked.host, asked.path, tuple(sorted(asked.pairs.items())), body))
        if found is None and SINCE.search(asked.path) and any(asked.host == question[0] for question in self._answers):
            return Reply(200, b"[]", {"X-Obtained": "rebuilt"})
        return replace(found, headers=dict(found.headers)) if found else None  # the gateway adds to its headers


def _question(request: Request) -> tuple[object, ...]:
    parts = urlsplit(request.url)
    body = json.dumps(request.body, sort_keys=True) if request.body is not None else ""
    return parts.netloc, unquote(parts.path), tuple(sorted(parse_qsl(parts.query, keep_blank_values=True))), body
