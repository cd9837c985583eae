"""Raw answers kept as published, named by their hash, with one lock file a source that changes only when the bytes do."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ingest.errors import IngestError
from ingest.source import Answer, Request


def request_id(request: Request) -> str:
    """The same text for the same question: address and body, never a header (headers may hold secrets)."""
    body = json.dumps(request.body, sort_keys=True, ensure_ascii=False) if request.body is not None else ""
    return f"{request.url} {body}".strip()


def receipt_id(key: str, answer: Answer) -> str:
    """Short and stable: two sources may read the very same bytes, so the source and the address are part of it."""
    text = f"{key}\n{request_id(answer.request)}\n{answer.sha256}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Take:
    """The answers of one whole conversation with a publisher (or one file handed in), and the vintage they tell of."""

    reader: str  # 'fetch', or the name in Source.accepts
    release: str
    taken_at: str
    answers: tuple[Answer, ...]
    file: str | None = None  # name of the file handed in; it answers every question of its reader
    lacks: str | None = None  # what the publisher did not have that day, in words
    since: str | None = None  # the day from which changes were asked for, where the source asks for changes

    def same_bytes(self, other: "Take") -> bool:
        """Whether both hold the same data. A page that only leads to the file may change with every visit: its address counts, not its bytes.
        Where changes since a day are asked for, the address changes with every visit, and the bytes alone count."""
        changes = self.since or other.since

        def told(take: Take) -> list[tuple[str, str]]:
            return [("" if changes else request_id(a.request), "" if a.request.expects == "html" else a.sha256) for a in take.answers]

        return self.reader == other.reader and told(self) == told(other)


class Store:
    """Kept answers under one folder: raw/<sha256> and answers/<source>.json. Written beside and swapped, so a crash leaves the old state."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def lock_file(self, key: str) -> Path:
        return self.root / "answers" / f"{key}.json"

    def keep(self, body: bytes) -> str:
        """Keep the bytes; their sha256."""
        digest = hashlib.sha256(body).hexdigest()
        file = self.root / "raw" / digest
        if not file.exists():
            write_whole(file, body)
        return digest

    def body(self, digest: str) -> bytes:
        """The bytes of that hash. Raises IngestError if the file is gone or no longer has them."""
        file = self.root / "raw" / digest
        if not file.exists():
            raise IngestError("svaret", f"{file} har försvunnit från disken.", "Hämta källan igen, eller lägg tillbaka filen.")
        body = file.read_bytes()
        if hashlib.sha256(body).hexdigest() != digest:
            raise IngestError("svaret", f"{file} har ändrats på disken.", "Ta bort filen och hämta källan igen.")
        return body

    def takes(self, key: str) -> list[Take]:
        """Every kept take of a source, oldest first; bodies are read when asked for. Raises IngestError where the list of them is spoiled."""
        file = self.lock_file(key)
        if not file.exists():
            return []
        with _readable(key, file):
            return [self._take(raw) for raw in json.loads(file.read_text(encoding="utf-8"))["takes"]]

    def add(self, key: str, take: Take) -> bool:
        """Keep a take; False, and nothing written, when the newest one with the same questions has the same bytes."""
        kept = self.takes(key)
        if any(take.same_bytes(old) for old in kept if old.reader != "fetch") or (
            take.reader == "fetch" and (last := next((t for t in reversed(kept) if t.reader == "fetch"), None)) and take.same_bytes(last)
        ):
            return False
        self._write(key, [*kept, take])
        return True

    def held(self, key: str) -> Take | None:
        """The take that is held back because of what it says otherwise, if there is one. Raises IngestError where it is spoiled."""
        file = self.held_file(key)
        if not file.exists():
            return None
        with _readable(key, file):
            return self._take(json.loads(file.read_text(encoding="utf-8")))

    def hold(self, key: str, take: Take) -> None:
        """Keep a take aside, instead of one that was held before."""
        write_whole(self.held_file(key), json.dumps(self.told(take), ensure_ascii=False, indent=1).encode())

    def let_go(self, key: str) -> None:
        """Hold nothing back any more."""
        self.held_file(key).unlink(missing_ok=True)

    def held_file(self, key: str) -> Path:
        """Where the take lies that is held back."""
        return self.root / "held" / f"{key}.json"

    def replace(self, key: str, takes: list[Take]) -> None:
        """Let these be the source's takes, and remove the bytes that no source's takes speak of any more."""
        self._write(key, takes)
        for name in self.orphans():
            (self.root / "raw" / name).unlink()

    def orphans(self) -> list[str]:
        """Kept bytes that no take of any source speaks of."""
        takes = [take for lock in (self.root / "answers").glob("*.json") for take in self.takes(lock.stem)]
        takes += [take for file in (self.root / "held").glob("*.json") if (take := self.held(file.stem))]
        spoken_of = {answer.sha256 for take in takes for answer in take.answers}
        return sorted(file.name for file in (self.root / "raw").glob("*") if file.name not in spoken_of)

    def _write(self, key: str, takes: list[Take]) -> None:
        text = json.dumps({"takes": [self.told(t) for t in takes]}, ensure_ascii=False, indent=1)
        write_whole(self.lock_file(key), text.encode())

    @staticmethod
    def told(take: Take) -> dict[str, Any]:
        """A take as JSON keeps it: without bodies and without headers."""
        answers = []
        for answer in take.answers:
            raw = {k: v for k, v in asdict(answer).items() if k not in ("body", "request") and v is not None}
            request = {"url": answer.request.url, "expects": answer.request.expects}
            answers.append({"request": request | ({"body": answer.request.body} if answer.request.body is not None else {}), **raw})
        told = {"reader": take.reader, "release": take.release, "taken_at": take.taken_at}
        optional = {name: value for name, value in (("file", take.file), ("lacks", take.lacks), ("since", take.since)) if value}
        return told | optional | {"answers": answers}

    def _take(self, raw: Mapping[str, Any]) -> Take:
        answers = tuple(
            Answer(request=Request(**answer["request"]), body=b"", **{k: v for k, v in answer.items() if k != "request"})
            for answer in raw["answers"]
        )
        return Take(raw["reader"], raw["release"], raw["taken_at"], answers, raw.get("file"), raw.get("lacks"), raw.get("since"))


@contextmanager
def _readable(key: str, file: Path) -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as cause:
        remedy = f"Flytta undan {file.name} ur mappen {file.parent} och hämta källan igen."
        raise IngestError(key, f"Förteckningen över sparade svar är skadad ({type(cause).__name__}: {cause}).", remedy) from cause


def write_whole(file: Path, body: bytes) -> None:
    """Write beside and swap: a reader sees the old bytes or the new ones, never half."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    with part.open("wb") as handle:
        handle.write(body)
        handle.flush()
        os.fsync(handle.fileno())
    part.replace(file)
