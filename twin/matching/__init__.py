"""Overlaps, climate × digital synergies and gaps among initiatives: found by rules and shared words, explained, measured.

`from_register` or `from_rows` make items, `rank` orders every pair of a kind, `run` makes what is shown.
"""

from twin.matching.engine import MODEL, Frame, Result, Weights, as_json, rank, run, tagged
from twin.matching.items import from_register, from_rows
from twin.matching.model import Clause, Gap, Item, Ranked, Suggestion
from twin.matching.taxonomy import Knowledge, Rule, knowledge

__all__ = [
    "MODEL", "Clause", "Frame", "Gap", "Item", "Knowledge", "Ranked", "Result", "Rule", "Suggestion", "Weights",
    "as_json", "from_register", "from_rows", "knowledge", "rank", "run", "tagged",
]  # fmt: skip
