"""What people say of suggestions, what comes of it, and taking it back."""

from datetime import date
from typing import Literal

from sqlalchemy import Select, func, select

from twin.words import t
from twin.workspace import tables
from twin.workspace.conflicts import followed_first, judged_first, withdrawn_first
from twin.workspace.model import REASONS, STATES, VERDICTS, Actor, FollowUp, Invalid, Pair, Verdict
from twin.workspace.rights import allow, one_of, plain, without_contacts
from twin.workspace.store import Store, add, note

ANY: Literal[-1] = -1  # for `seen`: whatever stands now


def _verdicts() -> Select[tuple[object, ...]]:
    return select(
        tables.verdict, tables.withdrawal.c.at.label("withdrawn_at"), tables.withdrawal.c.role.label("withdrawn_role")
    ).select_from(tables.verdict.outerjoin(tables.withdrawal, tables.withdrawal.c.verdict_id == tables.verdict.c.id))


class Verdicts(Store):
    """Verdicts and follow-ups. The newest verdict that has not been withdrawn is in force, so withdrawing brings back the one before."""

    def judge(
        self, actor: Actor, pair: Pair, verdict: str, reason_code: str | None = None, comment: str = "", *, seen: int | None = ANY
    ) -> Verdict:
        """Stores a verdict. `seen`: the id of the verdict in force when the page was drawn, None where there was none; if it is another by now,
        Conflict is raised instead of passing over what somebody else has said. Left out, the newest word counts."""
        allow(actor, "judge")
        one_of(verdict, VERDICTS, t("Bedömning"))
        if reason_code is not None:
            one_of(reason_code, REASONS, t("Skäl"))
        if pair.kind not in ("overlap", "synergy") or pair.suggestion_id != f"{pair.kind}:{pair.a}:{pair.b}":
            raise Invalid(t("Förslaget {id} hör inte ihop med sitt par. Ladda om sidan.", id=f"«{pair.suggestion_id}»"))
        comment = without_contacts(comment, t("Kommentar"))
        with self._writing() as con:
            if seen != ANY:
                row = con.execute(_in_force(pair.suggestion_id)).mappings().one_or_none()
                if (row["id"] if row else None) != seen:
                    raise judged_first(row)
            said = {"verdict": verdict, "reason_code": reason_code, "comment": comment}
            number, at = add(con, tables.verdict, actor, **vars(pair), **said)
            note(con, actor, "judge", pair.suggestion_id, verdict)
        return Verdict(**vars(pair), **said, id=number, at=at, role=actor.role)  # type: ignore[arg-type]

    def withdraw(self, actor: Actor, verdict_id: int) -> None:
        """Takes a verdict back: a withdrawal is added, and the verdict stays in the history."""
        allow(actor, "withdraw")
        with self._writing() as con:
            row = con.execute(_verdicts().where(tables.verdict.c.id == verdict_id)).mappings().one_or_none()
            if row is None:
                raise Invalid(t("Bedömning {id} finns inte. Ladda om sidan.", id=verdict_id))
            if row["withdrawn_at"] is not None:
                raise withdrawn_first(row["withdrawn_role"], row["withdrawn_at"])
            add(con, tables.withdrawal, actor, verdict_id=verdict_id)
            note(con, actor, "withdraw", row["suggestion_id"], row["verdict"])

    def verdicts(self) -> dict[str, Verdict]:
        """The verdict in force of each suggestion that has one, by the suggestion's id. One question to the database."""
        with self.reading() as con:
            return {row["suggestion_id"]: Verdict(**row) for row in con.execute(_in_force()).mappings()}

    def history(self, suggestion_id: str) -> list[Verdict]:
        """All that has been said of one suggestion, also what was withdrawn, oldest first."""
        asked = _verdicts().where(tables.verdict.c.suggestion_id == suggestion_id).order_by(tables.verdict.c.id)
        with self.reading() as con:
            return [Verdict(**row) for row in con.execute(asked).mappings()]

    def follow_up(
        self,
        actor: Actor,
        suggestion_id: str,
        next_step: str,
        responsible_role: str,
        due: date | None,
        outcome: str = "",
        state: str = "planerad",
        *,
        seen: int | None = ANY,
    ) -> FollowUp:
        """Stores where a pair that is to be coordinated stands now. The states before stay. `seen` as in `judge`: the id of the state shown."""
        allow(actor, "follow_up")
        values = {
            "suggestion_id": plain(suggestion_id, t("Förslag")),
            "next_step": without_contacts(next_step, t("Nästa steg")),
            "responsible_role": without_contacts(responsible_role, t("Ansvarig roll")),
            "due": due,
            "outcome": without_contacts(outcome, t("Utfall")),
            "state": one_of(state, STATES, t("Läge")),
        }
        with self._writing() as con:
            if seen != ANY:
                row = con.execute(_newest(values["suggestion_id"])).mappings().one_or_none()
                if (row["id"] if row else None) != seen:
                    raise followed_first(row)
            number, at = add(con, tables.follow_up, actor, **values)
            note(con, actor, "follow_up", str(values["suggestion_id"]), state)
        return FollowUp(id=number, at=at, role=actor.role, **values)  # type: ignore[arg-type]

    def follow_ups(self) -> list[FollowUp]:
        """The newest state of each pair that is followed, those without a date last."""
        with self.reading() as con:
            rows = con.execute(_newest()).mappings()
            return sorted((FollowUp(**row) for row in rows), key=lambda row: (row.due or date.max, row.suggestion_id))


def _in_force(suggestion_id: str | None = None) -> Select[tuple[object, ...]]:
    standing = tables.verdict.alias()
    newest = (
        select(func.max(standing.c.id))
        .where(standing.c.id.not_in(select(tables.withdrawal.c.verdict_id)))
        .group_by(standing.c.suggestion_id)
    )
    if suggestion_id is not None:
        newest = newest.where(standing.c.suggestion_id == suggestion_id)
    return select(tables.verdict).where(tables.verdict.c.id.in_(newest))


def _newest(suggestion_id: object = None) -> Select[tuple[object, ...]]:
    of = tables.follow_up.c
    newest = select(func.max(of.id)).group_by(of.suggestion_id)
    if suggestion_id is not None:
        newest = newest.where(of.suggestion_id == suggestion_id)
    return select(tables.follow_up).where(of.id.in_(newest))
