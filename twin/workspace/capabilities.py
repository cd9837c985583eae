"""What people say of who has which capability, and taking it back."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import RowMapping, Select, func, select

from twin.capabilities.model import STATES, Statement
from twin.register.checks import Check, Problem, edtf
from twin.register.checks import source as address
from twin.words import t
from twin.workspace import tables
from twin.workspace.conflicts import stated_first, unsaid_first
from twin.workspace.model import Actor, Invalid
from twin.workspace.rights import allow, one_of, plain, without_contacts
from twin.workspace.store import Store, add, note
from twin.workspace.verdicts import ANY

NOTE = 500  # signs of a note


class Capabilities(Store):
    """Statements of capabilities. The newest of a cell that has not been withdrawn is in force, so withdrawing brings back the one before."""

    def state_capability(
        self,
        actor: Actor,
        organisation_id: str,
        capability: str,
        state: str,
        *,
        since: str = "",
        said: str = "",
        source: str = "",
        said_on: date | None = None,
        seen: int | None = ANY,
    ) -> Statement:
        """Stores that an organisation has, builds or lacks a capability, or that it is not known. `since` is EDTF, `said` a note, `source` an
        address ('': the organisation itself has said it on the day `said_on`). `seen`: the id of the statement in force when the page was drawn,
        None where there was none; if it is another by now, Conflict is raised."""
        allow(actor, "state_capability")
        values = {
            "organisation_id": plain(organisation_id, t("Organisation"), 100),
            "capability": plain(capability, t("Förmåga"), 100),
            "state": one_of(state, STATES, t("Läge")),
            "since": _held(since, t("Sedan när"), edtf, t("Skriv år, år-månad eller datum: 2025, 2025-09 eller 2025-09-01.")),
            "note": without_contacts(plain(said, t("Anteckning"), NOTE), t("Anteckning")),
            "source": _held(source, t("Källa"), _web, t("Skriv hela webbadressen, med https:// först, eller lämna fältet tomt.")),
            "said_on": _past(said_on or datetime.now(UTC).date()),
        }
        for field, value in ((t("Organisation"), values["organisation_id"]), (t("Förmåga"), values["capability"])):
            if not value:
                raise Invalid(t("{field} är tomt. Välj i listan.", field=f"«{field}»"))
        with self._writing() as con:
            if seen != ANY:
                row = con.execute(_in_force(str(values["organisation_id"]), str(values["capability"]))).mappings().one_or_none()
                if (row["id"] if row else None) != seen:
                    raise stated_first(row)
            number, at = add(con, tables.capability, actor, **values)
            note(con, actor, "state_capability", f"{values['organisation_id']}:{values['capability']}", state)
        return Statement(id=number, at=at, role=actor.role, **values)  # type: ignore[arg-type]

    def withdraw_capability(self, actor: Actor, statement_id: int) -> None:
        """Takes a statement back: a withdrawal is added, and the statement stays in the history."""
        allow(actor, "withdraw_capability")
        with self._writing() as con:
            row = con.execute(_statements().where(tables.capability.c.id == statement_id)).mappings().one_or_none()
            if row is None:
                raise Invalid(t("Uppgift {id} finns inte. Ladda om sidan.", id=statement_id))
            if row["withdrawn_at"] is not None:
                raise unsaid_first(row["withdrawn_role"], row["withdrawn_at"])
            add(con, tables.capability_withdrawal, actor, capability_id=statement_id)
            note(con, actor, "withdraw_capability", f"{row['organisation_id']}:{row['capability']}", row["state"])

    def capability_statements(self) -> list[Statement]:
        """The statement in force of each cell that has one. One question to the database."""
        with self.reading() as con:
            return [_statement(row) for row in con.execute(_in_force()).mappings()]

    def capability_history(self, organisation_id: str | None = None, capability: str | None = None) -> list[Statement]:
        """All that has been said, of one cell or of every one, also what was withdrawn, newest first."""
        asked = _statements().order_by(tables.capability.c.id.desc())
        if organisation_id is not None:
            asked = asked.where(tables.capability.c.organisation_id == organisation_id)
        if capability is not None:
            asked = asked.where(tables.capability.c.capability == capability)
        with self.reading() as con:
            return [_statement(row) for row in con.execute(asked).mappings()]


def _statement(row: RowMapping) -> Statement:
    return Statement(**row)


def _statements() -> Select[tuple[object, ...]]:
    taken = tables.capability_withdrawal
    return select(tables.capability, taken.c.at.label("withdrawn_at"), taken.c.role.label("withdrawn_role")).select_from(
        tables.capability.outerjoin(taken, taken.c.capability_id == tables.capability.c.id)
    )


def _in_force(organisation_id: str | None = None, capability: str | None = None) -> Select[tuple[object, ...]]:
    standing = tables.capability.alias()
    newest = (
        select(func.max(standing.c.id))
        .where(standing.c.id.not_in(select(tables.capability_withdrawal.c.capability_id)))
        .group_by(standing.c.organisation_id, standing.c.capability)
    )
    if organisation_id is not None:
        newest = newest.where(standing.c.organisation_id == organisation_id, standing.c.capability == capability)
    return select(tables.capability).where(tables.capability.c.id.in_(newest))


def _web(value: str) -> Problem | None:
    """As a source in the register, but an address that a reader can follow."""
    return address(value) if value.startswith(("https://", "http://")) else ("är ingen webbadress", "")


def _held(text: str, field: str, check: Check, remedy: str) -> str:
    text = without_contacts(text, field)
    if text and check(text):
        raise Invalid(t("{field} är {value}. {remedy}", field=f"«{field}»", value=f"«{text}»", remedy=remedy))
    return text


def _past(day: date) -> date:
    """A day up to tomorrow: somewhere it is that day already."""
    if not date(1990, 1, 1) <= day <= datetime.now(UTC).date() + timedelta(days=1):
        raise Invalid(t("Dagen {day} kan inte stämma. Ange dagen då det sades, senast i dag.", day=day.isoformat()))
    return day
