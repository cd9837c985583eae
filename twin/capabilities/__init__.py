"""Who has which capability: what the sources show, what people say, and what follows for a network, a shared centre and an academy. Pure: rows in, rows out."""

from twin.capabilities.ledger import derived, ledger
from twin.capabilities.model import STATES, Capability, Cell, Evidence, Facts, Holder, Statement
from twin.capabilities.views import CENTRE, Learning, Spread, learning, spread

__all__ = [
    "CENTRE",
    "STATES",
    "Capability",
    "Cell",
    "Evidence",
    "Facts",
    "Holder",
    "Learning",
    "Spread",
    "Statement",
    "derived",
    "learning",
    "ledger",
    "spread",
]
