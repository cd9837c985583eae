"""The history of edits as it lies in the database, and what of it is in force."""

import json
from collections.abc import Iterator
from functools import cached_property

from sqlalchemy import Connection, select

from twin.workspace import tables
from twin.workspace.model import Batch, Change
from twin.workspace.standing import Stored


class History:
    """All batches and changes, in two questions. A batch is never altered: another that reverses it is added, then one that reverses that, and
    so on. The newest of such a chain is in force, the one before it not, and so on by turns."""

    def __init__(self, con: Connection) -> None:
        self.rows = {row["id"]: row for row in con.execute(select(tables.batch).order_by(tables.batch.c.id)).mappings()}
        self._reversed_by = {row["reverses"]: row["id"] for row in self.rows.values() if row["reverses"] is not None}
        self.stored = list(_stored(con))

    @cached_property
    def undone(self) -> set[int]:
        """The numbers of the batches that are taken back."""
        undone: set[int] = set()
        for number in sorted(self.rows, reverse=True):
            if number in self._reversed_by and self._reversed_by[number] not in undone:
                undone.add(number)
        return undone

    @cached_property
    def _changes(self) -> dict[int, list[Change]]:
        found: dict[int, list[Change]] = {}
        for one in self.stored:
            found.setdefault(one.change.batch_id, []).append(one.change)
        return found

    def in_force(self) -> list[Stored]:
        """The changes to lay over the seed, in their order."""
        return [one for one in self.stored if one.change.batch_id not in self.undone]

    def chain(self, number: int) -> list[int]:
        """The batch of edits itself, what reversed it, what reversed that …"""
        while (earlier := self.rows[number]["reverses"]) is not None:
            number = earlier
        chain = [number]
        while chain[-1] in self._reversed_by:
            chain.append(self._reversed_by[chain[-1]])
        return chain

    def batch(self, number: int) -> Batch:
        """One batch. The changes of one that reverses are those of the edits, turned round as often as they were reversed."""
        row, chain = self.rows[number], self.chain(number)
        own = self._changes[chain[0]]
        shown = tuple(change.reversed() for change in reversed(own)) if chain.index(number) % 2 else tuple(own)
        return Batch(number, row["at"], row["role"], row["why"], row["source"], row["reverses"], number in self.undone, shown)


def _stored(con: Connection) -> Iterator[Stored]:
    asked = select(tables.change, tables.batch.c.at, tables.batch.c.role).join(tables.batch).order_by(tables.change.c.id)
    for row in con.execute(asked).mappings():
        change = Change(
            file=row["file"],
            key=json.loads(row["key"]),
            column=row["column_name"],
            old=row["old"],
            new=row["new"],
            action=row["action"],
            cells=json.loads(row["cells"]),
            id=row["id"],
            batch_id=row["batch_id"],
            at=row["at"],
            role=row["role"],
        )
        yield Stored(change, row["after_id"])
