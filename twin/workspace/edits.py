"""Edits of the register in batches that can be undone, and the undoing undone."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, insert

from twin.words import t
from twin.workspace import tables
from twin.workspace.batches import History
from twin.workspace.conflicts import edited_first, entangled, undone_first
from twin.workspace.model import SOURCES, Actor, Batch, Change, Invalid
from twin.workspace.rights import allow, one_of, without_contacts
from twin.workspace.standing import Standing, Stored, checked
from twin.workspace.store import Store, add, note

Check = Callable[[tuple[Change, ...], Sequence[Change]], None]  # the edits in force, what is to be laid over them; raises to refuse


class Edits(Store):
    """Changes are made on top of one another: each remembers the one that stood when it was made. So a batch can be undone (or its undoing
    undone) only while nothing later rests on what it touched."""

    def edit(self, actor: Actor, changes: Sequence[Change], why: str = "", source: str = "form", check: Check | None = None) -> Batch:
        """Stores the changes as one batch, all or none. Raises Conflict where another edit in force says otherwise than `old`. `check` may
        refuse it by raising a WorkspaceError: it runs inside the write, so that nobody else's edit can come between its yes and the storing."""
        allow(actor, "edit")
        why = without_contacts(why, t("Varför"))
        one_of(source, SOURCES, t("Väg in"))
        clean = [checked(change) for change in changes]
        if not clean:
            raise Invalid(t("Det finns ingen ändring att spara."))
        with self._writing() as con:
            stored = History(con).in_force()
            if check:
                check(_edits(stored), clean)
            standing = Standing(stored)
            number, at = add(con, tables.batch, actor, why=why, source=source, reverses=None)
            made = []
            for change in clean:
                if other := standing.clash(change):
                    raise edited_first(change, other)
                made.append(replace(change, id=_store(con, change, number, standing), batch_id=number, at=at, role=actor.role))
                standing.lay(made[-1])
            note(con, actor, "edit", str(number), source)
        return Batch(number, at, actor.role, why, source, None, False, tuple(made))

    def undo(self, actor: Actor, batch_id: int, check: Check | None = None) -> Batch:
        """Takes a batch back by adding one that reverses it; undoing that one puts the first in force again. Raises Conflict where it is
        undone already, or where another edit rests on it. `check` as for `edit`."""
        allow(actor, "undo")
        with self._writing() as con:
            before = History(con)
            if batch_id not in before.rows:
                raise Invalid(t("Ändring {id} finns inte. Ladda om sidan.", id=batch_id))
            chain = before.chain(batch_id)
            if batch_id in before.undone:
                raise undone_first(before.rows[chain[chain.index(batch_id) + 1]])
            source = before.rows[batch_id]["source"]
            number, _ = add(con, tables.batch, actor, why="", source=source, reverses=chain[-1])
            after = History(con)
            if loose := Standing.loose(after.in_force()):
                change, below = loose
                raise entangled(below if change.batch_id == chain[0] else change)
            made = after.batch(number)
            if check:
                check(_edits(before.in_force()), made.changes)
            note(con, actor, "undo", str(batch_id), str(number))
            return made

    def changes(self) -> list[Change]:
        """The changes in force, in the order in which they are to be laid over the seed."""
        with self.reading() as con:
            return list(_edits(History(con).in_force()))

    def batches(self, limit: int | None = 200) -> list[Batch]:
        """The history, newest first, also what has been undone."""
        with self.reading() as con:
            history = History(con)
        return [history.batch(number) for number in sorted(history.rows, reverse=True)[:limit]]


def _edits(stored: Sequence[Stored]) -> tuple[Change, ...]:
    return tuple(one.change for one in stored)


def _store(con: Connection, change: Change, batch_id: int, standing: Standing) -> int:
    below = standing.under(change)
    row = {
        "batch_id": batch_id,
        "after_id": below.id if below else None,
        "file": change.file,
        "key": json.dumps(dict(change.key), ensure_ascii=False),
        "action": change.action,
        "column_name": change.column,
        "old": change.old,
        "new": change.new,
        "cells": json.dumps(dict(change.cells), ensure_ascii=False),
    }
    return int(con.execute(insert(tables.change).values(row).returning(tables.change.c.id)).scalar_one())
