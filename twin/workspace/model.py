"""What people write, as the rest of the program sees it: closed lists, typed rows, and the errors that a page shows as they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from twin.words import t

ROLES = ("viewer", "coordinator", "analyst")
VERDICTS = ("samordna", "redan_samordnat", "relevant_ej_nu", "fel", "osaker")
REASONS = ("annan_malgrupp", "avslutat", "fel_tagg", "fel_regel", "fel_plats", "dubblett", "annat")
STATES = ("planerad", "pagar", "klar", "avbruten")  # of a follow-up
SOURCES = ("form", "upload")  # of a batch of edits
ACTIONS = ("set", "add", "remove")


class WorkspaceError(Exception):
    """Anything that keeps a person's write, or the workspace itself, from going through. The text is for the screen and says what to do."""


class Forbidden(WorkspaceError):
    """The actor's role may not do this."""


class Conflict(WorkspaceError):
    """Somebody else wrote first: the text says who (by role), when, and what to do. Nothing was stored."""


class Invalid(WorkspaceError):
    """What was written can not be kept as it stands: the text names the field, the value and the remedy. Nothing was stored."""


class Unavailable(WorkspaceError):
    """The database can not be opened, read or written, or is of a newer version than the code."""


@dataclass(frozen=True)
class Actor:
    """Who writes. `key` is an opaque hash of the signed-in subject, never a name; '' where nobody has signed in."""

    role: str
    key: str = ""


@dataclass(frozen=True)
class Pair:
    """A suggestion as the person saw it when judging."""

    suggestion_id: str
    kind: str
    a: str
    b: str
    grade: str
    rule_id: str | None
    features_hash: str
    shown_rank: int | None
    explored: bool  # drawn from the lower grades by the stored seed
    model_version: str


@dataclass(frozen=True)
class Verdict(Pair):
    """What a person said of a pair. `withdrawn_at` is set on those that have been taken back; they stand in the history only."""

    id: int
    at: datetime  # UTC, as all times here
    role: str
    verdict: str
    reason_code: str | None
    comment: str
    withdrawn_at: datetime | None = None
    withdrawn_role: str | None = None


@dataclass(frozen=True)
class FollowUp:
    """Where a pair that is to be coordinated stands. Each new state is a new row; the list shows the newest."""

    id: int
    at: datetime
    role: str
    suggestion_id: str
    next_step: str
    responsible_role: str
    due: date | None
    outcome: str
    state: str


@dataclass(frozen=True)
class Change:
    """One edit of the register: a cell of a line ('set'), or a whole line ('add', 'remove'; its cells are then in `cells`)."""

    file: str
    key: Mapping[str, str]
    column: str = ""
    old: str = ""
    new: str = ""
    action: str = "set"
    cells: Mapping[str, str] = field(default_factory=dict)
    id: int = field(default=0, compare=False)  # given when stored, as the three below
    batch_id: int = field(default=0, compare=False)
    at: datetime | None = field(default=None, compare=False)
    role: str = field(default="", compare=False)

    def reversed(self) -> "Change":
        """The edit that takes this one back."""
        action = {"set": "set", "add": "remove", "remove": "add"}[self.action]
        return Change(self.file, self.key, self.column, self.new, self.old, action, self.cells)


@dataclass(frozen=True)
class Batch:
    """Edits that were made, and can be undone, as one. `reverses` names the batch that this one takes back: its changes are then those of
    that batch, turned round. `undone` says that a later batch has taken this one back."""

    id: int
    at: datetime
    role: str
    why: str
    source: str
    reverses: int | None
    undone: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Report:
    """A brief as it was frozen: `content` is its JSON, '' in a listing; `snapshot` the warehouse file that it was made from."""

    id: int
    at: datetime
    role: str
    place: str
    language: str
    name: str
    snapshot: str
    content: str = ""


@dataclass(frozen=True)
class LogEntry:
    """One write: what was done (the method's name) to what, and in one word how."""

    id: int
    at: datetime
    role: str
    action: str
    object: str
    detail: str


def verdict_name(verdict: str) -> str:
    """The five answers, as on the buttons."""
    return {
        "samordna": t("Samordna"),
        "redan_samordnat": t("Redan samordnat"),
        "relevant_ej_nu": t("Relevant men ej nu"),
        "fel": t("Fel"),
        "osaker": t("Osäker"),
    }[verdict]


def role_name(role: str) -> str:
    """A role in the reader's language, for the screen."""
    return {"viewer": t("läsare"), "coordinator": t("samordnare"), "analyst": t("analytiker")}.get(role, role)
