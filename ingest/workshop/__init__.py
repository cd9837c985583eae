"""The one door between the pages and ingest: a source without code, from the first look at the answer to the saved file.

Every function may raise IngestError, whose `problem` and `remedy` are Swedish and can be shown as they stand. Nothing here knows of a page.
"""

from ingest.check import Finding
from ingest.errors import Fault, IngestError
from ingest.hosts import Host, hosts
from ingest.runs import Run
from ingest.workshop.discovering import Proposals, discover
from ingest.workshop.kinds import KINDS
from ingest.workshop.looking import filled, look
from ingest.workshop.making import faults, render
from ingest.workshop.model import Ask, Draft, Guesses, Kind, Look, Plain, Preview, Proposal, Shown, Value
from ingest.workshop.shelf import drop, remove, save, saved
from ingest.workshop.trial import check, preview

__all__ = [
    "KINDS", "Ask", "Draft", "Fault", "Finding", "Guesses", "Host", "IngestError", "Kind", "Look", "Plain", "Preview", "Proposal", "Proposals", "Run", "Shown",
    "Value", "check", "discover", "drop", "faults", "filled", "hosts", "look", "preview", "remove", "render", "save", "saved",
]  # fmt: skip
