"""Briefs that people have frozen, so that a later one can be held against them."""

from sqlalchemy import Select, select

from twin.words import t
from twin.workspace import tables
from twin.workspace.model import Actor, Invalid, Report
from twin.workspace.rights import allow, one_of, plain, without_contacts
from twin.workspace.store import Store, add, note

LONGEST_NAME = 120
_LISTED = [column for column in tables.report.c if column.name != "content"]


class Reports(Store):
    """Reports are added and may be taken back; nothing that was frozen is ever changed."""

    def save_report(self, actor: Actor, place: str, language: str, name: str, snapshot: str, content: str) -> Report:
        """Keeps a brief as it stands. `name` is what people will know it by; `content` is its JSON."""
        allow(actor, "save_report")
        values = {
            "place": plain(place, t("Plats")),
            "language": one_of(language, ("sv", "en"), t("Språk")),
            "name": plain(without_contacts(name, t("Namn")), t("Namn"), LONGEST_NAME),
            "snapshot": plain(snapshot, t("Datalager")),
            "content": content,
        }
        if not values["name"]:
            raise Invalid(t("Rapporten har inget namn. Skriv vad den är till, till exempel nämndens namn och månad."))
        with self._writing() as con:
            number, at = add(con, tables.report, actor, **values)
            note(con, actor, "save_report", str(number), values["place"])
        return Report(number, at, actor.role, **values)

    def withdraw_report(self, actor: Actor, report_id: int) -> None:
        """Takes a report back: it is listed no more, and stays in the history."""
        allow(actor, "withdraw_report")
        with self._writing() as con:
            if con.execute(_standing().where(tables.report.c.id == report_id)).first() is None:
                raise Invalid(t("Rapport {id} finns inte eller är redan borttagen. Ladda om sidan.", id=report_id))
            add(con, tables.report_withdrawal, actor, report_id=report_id)
            note(con, actor, "withdraw_report", str(report_id), "")

    def reports(self, place: str) -> list[Report]:
        """The reports of one place that have not been taken back, newest first, without their content."""
        with self.reading() as con:
            rows = con.execute(_standing().where(tables.report.c.place == place).order_by(tables.report.c.id.desc())).mappings()
            return [Report(**row) for row in rows]

    def report(self, report_id: int) -> Report:
        """One report with its content. Raises Invalid where it is not there."""
        with self.reading() as con:
            row = con.execute(select(tables.report).where(tables.report.c.id == report_id)).mappings().one_or_none()
        if row is None:
            raise Invalid(t("Rapport {id} finns inte. Ladda om sidan.", id=report_id))
        return Report(**row)


def _standing() -> Select[tuple[object, ...]]:
    return select(*_LISTED).where(tables.report.c.id.not_in(select(tables.report_withdrawal.c.report_id)))
