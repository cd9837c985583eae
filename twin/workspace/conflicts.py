"""Somebody else wrote first, said for the screen: who (by role), what and when, and what to do."""

from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from twin.words import moment, t
from twin.workspace.model import Change, Conflict, role_name


def judged_first(row: RowMapping | None) -> Conflict:
    """Another verdict is in force than the one that was seen, or none any more."""
    if row is None:
        return Conflict(t("Bedömningen som du såg har tagits tillbaka av någon annan. Ladda om sidan och bedöm på nytt."))
    return Conflict(
        t(
            "En {role} hann före och bedömde paret som {verdict}, {when}. Ladda om sidan, läs den bedömningen och bedöm på nytt om den är fel.",
            role=role_name(row["role"]),
            verdict=f"«{row['verdict']}»",
            when=moment(row["at"]),
        )
    )


def withdrawn_first(role: str, at: datetime) -> Conflict:
    """The verdict is withdrawn already."""
    return Conflict(t("Bedömningen är redan tillbakatagen av en {role}, {when}. Ladda om sidan.", role=role_name(role), when=moment(at)))


def stated_first(row: RowMapping | None) -> Conflict:
    """The cell of the capability ledger is said to be otherwise than was seen, or nothing is said of it any more."""
    if row is None:
        return Conflict(t("Uppgiften som du såg har tagits tillbaka av någon annan. Ladda om sidan och skriv på nytt."))
    return Conflict(
        t(
            "En {role} hann före och skrev om samma förmåga, {when}. Ladda om sidan, läs det och spara på nytt om det är fel.",
            role=role_name(row["role"]),
            when=moment(row["at"]),
        )
    )


def unsaid_first(role: str, at: datetime) -> Conflict:
    """The statement is withdrawn already."""
    return Conflict(t("Uppgiften är redan tillbakatagen av en {role}, {when}. Ladda om sidan.", role=role_name(role), when=moment(at)))


def followed_first(row: RowMapping | None) -> Conflict:
    """The follow-up stands otherwise than was seen."""
    if row is None:
        return Conflict(t("Uppföljningen som du såg finns inte. Ladda om sidan."))
    return Conflict(
        t(
            "En {role} hann före och skrev i uppföljningen, {when}. Ladda om sidan, läs det och spara på nytt om något ska ändras.",
            role=role_name(row["role"]),
            when=moment(row["at"]),
        )
    )


def edited_first(change: Change, other: Change) -> Conflict:
    """Another edit in force says otherwise than the one that was to be stored takes for granted."""
    value = t("ingen rad") if other.action == "remove" else f"«{other.new or other.cells.get(change.column, '')}»"
    return Conflict(
        t(
            "En {role} hann före med {line} i {file}, {when}: där står nu {value}. Ladda om sidan och gör ändringen på nytt om den behövs.",
            role=role_name(other.role),
            line=f"«{', '.join(change.key.values())}»",
            file=change.file,
            when=_when(other),
            value=value,
        )
    )


def undone_first(row: dict[str, Any] | RowMapping) -> Conflict:
    """The batch is taken back already, by `row`."""
    return Conflict(
        t("Ändringen är redan ångrad av en {role}, {when}. Ladda om sidan.", role=role_name(row["role"]), when=moment(row["at"]))
    )


def entangled(other: Change | None) -> Conflict:
    """Undoing would pull the ground from under another edit, or lay one on ground that is gone."""
    if other is None:
        return Conflict(
            t("Uppgiften har ändrats sedan dess, så ändringen kan inte läggas tillbaka. Gör den för hand på initiativets sida.")
        )
    return Conflict(
        t(
            "Det går inte att ångra: ändring {id} av en {role}, {when}, gäller samma uppgift. Ångra den först.",
            id=other.batch_id,
            role=role_name(other.role),
            when=_when(other),
        )
    )


def _when(change: Change) -> str:
    return moment(change.at) if change.at else ""
