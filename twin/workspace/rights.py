"""Who may do what, and what a text may hold: held here, on the server, at every write."""

import re
import unicodedata
from collections.abc import Collection

from twin.words import listing, t
from twin.workspace.model import Actor, Forbidden, Invalid, role_name

MAY = {  # write -> roles
    "judge": ("coordinator", "analyst"),
    "withdraw": ("coordinator", "analyst"),
    "follow_up": ("coordinator", "analyst"),
    "edit": ("coordinator", "analyst"),
    "undo": ("coordinator", "analyst"),
    "save_report": ("coordinator", "analyst"),
    "withdraw_report": ("coordinator", "analyst"),
    "state_capability": ("coordinator", "analyst"),
    "withdraw_capability": ("coordinator", "analyst"),
    "visit": ("coordinator", "analyst"),
}
LONGEST = 2_000

_EMAIL = re.compile(r"(?<![^\s@])[^\s@]+\s?(?:@|\(at\)|\[at\]|\bsnabel-?a\b)\s?[\w-]+\.\w+", re.I)
_PERSON = re.compile(r"(?<!\d)(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-+]\d{4}(?!\d)")
_DIGITS = re.compile(r"(?<![\w.,+-])(?:\+|0)\(?\d[\d \u00a0\-–/()]{4,}\d")
_CODES = re.compile(r"0\d{3}(?:[ \u00a0\-–/]+\d{4})*")  # municipality codes in a row


def allow(actor: object, write: str) -> Actor:
    """The actor, if the role may do this write. A reader who has signed in may have the time of the visit kept, and nothing else."""
    if isinstance(actor, Actor) and (actor.role in MAY[write] or (write == "visit" and actor.role == "viewer" and actor.key)):
        return actor
    role = actor.role if isinstance(actor, Actor) else ""
    raise Forbidden(
        t(
            "Rollen {role} får inte skriva här. Det får {allowed}. Logga in med en sådan roll.",
            role=f"«{role_name(role)}»",
            allowed=listing([role_name(name) for name in MAY[write]]),
        )
    )


def contact_in(text: str) -> str | None:
    """The first thing in a text that looks like an e-mail address, a telephone number or a personal identity number; None where there is none."""
    for form in (_EMAIL, _PERSON):
        if found := form.search(text):
            return found[0]
    for run in _DIGITS.finditer(text):
        figures = re.sub(r"\D", "", run[0])
        if 8 <= len(figures) <= (15 if run[0].startswith(("+", "00")) else 10) and not _CODES.fullmatch(run[0]):
            return run[0].strip()
    return None


def plain(text: str, field: str, longest: int = LONGEST) -> str:
    """The text without blanks around it. Raises Invalid where a database or a spreadsheet could not keep it, or where it is too long."""
    text = text.strip()
    if len(text) > longest:
        raise Invalid(
            t("{field} har {n} tecken, högst {longest} får plats. Korta texten.", field=f"«{field}»", n=len(text), longest=longest)
        )
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\r\t" for sign in text):
        raise Invalid(t("{field} har osynliga styrtecken. Skriv texten på nytt i stället för att klistra in den.", field=f"«{field}»"))
    return text


def without_contacts(text: str, field: str) -> str:
    """As `plain`, and nobody's address or number in it: the workspace holds no personal data."""
    text = plain(text, field)
    if found := contact_in(text):
        raise Invalid(
            t(
                "{field} innehåller {found}, som ser ut som en e-postadress, ett telefonnummer eller ett personnummer. "
                "Personuppgifter sparas inte här: skriv rollen eller funktionsbrevlådans namn i stället.",
                field=f"«{field}»",
                found=f"«{found}»",
            )
        )
    return text


def one_of(value: str, allowed: Collection[str], field: str) -> str:
    """The value, if it stands in the closed list."""
    if value not in allowed:
        raise Invalid(
            t("{field} är {value}. Välj ett av: {allowed}.", field=f"«{field}»", value=f"«{value}»", allowed=", ".join(sorted(allowed)))
        )
    return value
